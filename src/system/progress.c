#include "system/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "system/clock.h"

enum { SECOND = 1000, BETWEEN = SECOND / 5 };

void progress_start(struct progress *progress, size_t total, bool wanted, struct diag *diag)
{
    *progress = (struct progress){ .active = wanted && !diag->receive && isatty(STDERR_FILENO),
                                   .diag = diag,
                                   .total = total };
    if (progress->active)
        progress->start = progress->shown = clock_milliseconds(CLOCK_MONOTONIC);
}

void progress_print(struct progress *progress, size_t done, const char *format, ...)
{
    va_list values;

    if (!progress->active)
        return;
    fputs("\r\033[K", stderr);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    if (done > 0) {
        double spent = (double)(clock_milliseconds(CLOCK_MONOTONIC) - progress->start) / SECOND;
        double rest = (double)(progress->total - done) / (double)done;
        long long left = (long long)(spent * rest + 0.5);
        fprintf(stderr, ", %lld:%02lld left", left / 60, left % 60);
    }
    fflush(stderr);
    progress->diag->line_open = true;
}

void progress_show(struct progress *progress, size_t files, size_t records)
{
    int64_t time, spent;

    if (!progress->active)
        return;
    time = clock_milliseconds(CLOCK_MONOTONIC);
    spent = time - progress->start;
    if (spent < SECOND || time - progress->shown < BETWEEN)
        return;
    progress->shown = time;
    progress_print(progress, files, "%zu of %zu files, %zu records, %.0f a second", files,
                   progress->total, records, (double)records * SECOND / (double)spent);
}

void progress_end(struct progress *progress)
{
    diag_clear_line(progress->diag);
    progress->active = false;
}
