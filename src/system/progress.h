/* A line on the terminal that tells how far a long run is. */
#ifndef REFMILL_SYSTEM_PROGRESS_H
#define REFMILL_SYSTEM_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "system/diag.h"

struct progress {
    bool active; /* standard error is a terminal, and nothing speaks against it */
    struct diag *diag;
    size_t total;         /* files */
    int64_t start, shown; /* nanoseconds of a monotonic clock */
};

/* Begins to count time, for `total` files. */
void progress_start(struct progress *progress, size_t total, bool wanted, struct diag *diag);

/* Files and records so far; shown after the first second, a few times a second. */
void progress_show(struct progress *progress, size_t files, size_t records);

void progress_end(struct progress *progress);

#endif
