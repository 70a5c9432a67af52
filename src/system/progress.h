/* Shows the progress of a long run as a line on the terminal. */
#ifndef REFMILL_SYSTEM_PROGRESS_H
#define REFMILL_SYSTEM_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "system/diag.h"

struct progress {
    bool active; /* standard error is a terminal, and the line is wanted */
    struct diag *diag;
    size_t total;         /* files, or other things to do */
    int64_t start, shown; /* milliseconds of a monotonic clock */
};

/* Starts the clock. The line is shown only if `wanted` and on a terminal. */
void progress_start(struct progress *progress, size_t total, bool wanted, struct diag *diag);

/* Shows the line, formatted as by printf(3), and the time left unless `done` is 0. */
void progress_print(struct progress *progress, size_t done, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Shows the files and records so far, at most five times a second, and not in the first second. */
void progress_show(struct progress *progress, size_t files, size_t records);

void progress_end(struct progress *progress);

#endif
