/* Limits the rate of requests: arXiv allows one every three seconds, over a single
 * connection (https://info.arxiv.org/help/api/tou.html). A file that all runs of a user
 * share is locked (fcntl) during a request and has the time at which the last one began:
 * milliseconds since 1970 in decimal, and a line end. */
#ifndef REFMILL_FETCH_RATE_LIMIT_H
#define REFMILL_FETCH_RATE_LIMIT_H

#include "system/diag.h"
#include "text/text.h"

struct rate_limit {
    struct diag *diag;
    int64_t pause; /* milliseconds between the starts of two requests */
    int64_t last;  /* the start of this run's last request; 0: none yet */
    int file;      /* -1: no lock, the limit is this run's alone */
};

/* Opens the file, creating it if necessary; false on failure, with the reason in
 * *why. */
bool rate_limit_open(struct rate_limit *limit, const char *path, const char **why);

/* The same without a cache directory: in XDG_RUNTIME_DIR, or else in /tmp, but no file
 * there that others may have made. Warns if there is no place for it. */
void rate_limit_open_elsewhere(struct rate_limit *limit);

/* Waits until a request is due and no other run is making one, and begins it. A time in
 * the future counts as now, since clocks are set back. */
void rate_limit_begin(struct rate_limit *limit);

/* The request is sent only now: connecting took time, and the server must not see
 * requests closer together than the pause. */
void rate_limit_mark(struct rate_limit *limit);

/* The request is over. */
void rate_limit_end(struct rate_limit *limit);

void rate_limit_close(struct rate_limit *limit);

#endif
