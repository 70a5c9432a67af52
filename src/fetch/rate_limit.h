/* Pace: arXiv wants no more than one request every three seconds, over one
 * connection (https://info.arxiv.org/help/api/tou.html). A file that all runs
 * of a user share is locked (fcntl) during a request and has the time of the
 * last one's start: milliseconds since 1970 in decimal, and a line's end. */
#ifndef REFMILL_FETCH_RATE_LIMIT_H
#define REFMILL_FETCH_RATE_LIMIT_H

#include "system/diag.h"
#include "text/text.h"

struct rate_limit {
    struct diag *diag;
    int64_t pause; /* milliseconds between the starts of two requests */
    int64_t last;  /* the start of this run's last request; 0: none yet */
    int file;      /* -1: no lock, only this run keeps to the pace */
};

/* Opens the file, making it if need be; false when that cannot be, with the
 * reason in *why. */
bool rate_limit_open(struct rate_limit *pace, const char *path, const char **why);

/* The same without a folder of refmill's own: in XDG_RUNTIME_DIR, or else in
 * /tmp, where a file that others may have put there is not used. Warns when
 * there is no place for it. */
void rate_limit_open_elsewhere(struct rate_limit *pace);

/* Waits until a request is due and no other run has one on its way; then the
 * request begins. A time in the future counts as now: clocks are set back. */
void rate_limit_begin(struct rate_limit *pace);

/* The request is sent now: connecting took its time, and what the server sees
 * must be no closer than the pause either. */
void rate_limit_mark(struct rate_limit *pace);

/* The request is over. */
void rate_limit_end(struct rate_limit *pace);

void rate_limit_close(struct rate_limit *pace);

#endif
