/* Reads the command line of refmill-fetch:
 *
 *   refmill-fetch [--url URL] [--pause SECONDS] [--max-age DAYS] [--offline]
 *                 [--progress] [--quiet]
 *   refmill-fetch --to-zotero [--ping] [--url URL] [--progress] [--quiet]
 *
 * A URL of "-" stands for the first line of standard input, since other users can see a command
 * line. */
#ifndef REFMILL_FETCH_ARGUMENTS_H
#define REFMILL_FETCH_ARGUMENTS_H

#include "system/diag.h"
#include "text/text.h"

struct arguments {
    const char *url;
    struct buffer line; /* the first line of standard input, if the URL is in it */
    int64_t pause;      /* milliseconds */
    int64_t max_age;    /* seconds */
    bool offline, progress;
    bool is_arxiv;  /* `url` is that of arXiv's API, the default */
    bool to_zotero; /* standard input is RIS for the Zotero at `url` */
    bool ping;      /* only find out whether it runs */
};

/* Returns false, and reports an error, if the arguments are wrong. Sets diag->quiet for --quiet.
 * The arguments must be freed either way. */
bool arguments_read(int argc, char **argv, struct arguments *arguments, struct diag *diag);

void arguments_free(struct arguments *arguments);

#endif
