/* The command line:
 *
 *   refmill-fetch [--url URL] [--pause SECONDS] [--max-age DAYS] [--offline]
 *                 [--progress] [--quiet]
 *   refmill-fetch --to-zotero [--url URL] [--quiet]
 *
 * With "-" for the URL it is the first line of standard input, since any user can read the
 * command lines of others. */
#ifndef REFMILL_FETCH_ARGUMENTS_H
#define REFMILL_FETCH_ARGUMENTS_H

#include "system/diag.h"
#include "text/text.h"

struct arguments {
    const char *url;
    struct buffer line; /* of standard input, that the URL is in */
    int64_t pause;      /* milliseconds */
    int64_t max_age;    /* seconds */
    bool offline, progress;
    bool to_zotero; /* RIS comes in, for the Zotero at `url` */
};

/* False, and an error reported, when they are wrong; --quiet goes to diag. To be freed
 * either way. */
bool arguments_read(int argc, char **argv, struct arguments *arguments, struct diag *diag);

void arguments_free(struct arguments *arguments);

#endif
