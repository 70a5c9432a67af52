/* A line on the terminal that shows how far a long run is. */
#ifndef REFMILL_SYSTEM_PROGRESS_H
#define REFMILL_SYSTEM_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "system/diag.h"

struct progress {
    bool active; /* standard error is a terminal, and the line is wanted */
    struct diag *diag;
    size_t total;         /* files, or what else there is to do */
    int64_t start, shown; /* milliseconds of a monotonic clock */
};

/* Begins to count time. */
void progress_start(struct progress *progress, size_t total, bool wanted, struct diag *diag);

/* Shows the line, as printf(3), and the time left if `done` of the total is not 0. */
void progress_print(struct progress *progress, size_t done, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Shows files and records so far, after the first second and then a few times a
 * second. */
void progress_show(struct progress *progress, size_t files, size_t records);

void progress_end(struct progress *progress);

#endif
