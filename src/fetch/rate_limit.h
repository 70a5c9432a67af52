/* Limits the rate of requests: arXiv allows one every three seconds, over a single connection
 * (https://info.arxiv.org/help/api/tou.html). All runs of a user share a file, which is locked by
 * fcntl(2) during a request. It holds the time at which the last request began, in milliseconds
 * since 1970, and a newline. */
#ifndef REFMILL_FETCH_RATE_LIMIT_H
#define REFMILL_FETCH_RATE_LIMIT_H

#include "system/diag.h"
#include "text/text.h"

struct rate_limit {
    struct diag *diag;
    int64_t pause; /* milliseconds between the starts of two requests */
    int64_t last;  /* the start of this run's last request; 0: none yet */
    int file;      /* -1: no lock, so that the limit holds in this run only */
};

/* Opens the file or creates it. Returns false on failure, with the reason in *why. */
bool rate_limit_open(struct rate_limit *limit, const char *path, const char **why);

/* The same if there is no cache directory: opens a file in XDG_RUNTIME_DIR or else in /tmp, unless
 * other users may have made it. Warns if that fails. */
void rate_limit_open_elsewhere(struct rate_limit *limit);

/* Waits until a request is due and no other run is making one, and takes the lock. A time in the
 * future counts as now, since a clock may have been set back. */
void rate_limit_begin(struct rate_limit *limit);

/* Records that the request is sent now. Connecting took time since rate_limit_begin, and the server
 * must not see requests closer together than the pause. */
void rate_limit_mark(struct rate_limit *limit);

/* Ends the request and releases the lock. */
void rate_limit_end(struct rate_limit *limit);

void rate_limit_close(struct rate_limit *limit);

#endif
