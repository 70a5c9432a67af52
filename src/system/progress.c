#include "system/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { SECOND = 1000000000, BETWEEN = SECOND / 5 };

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * SECOND + time.tv_nsec;
}

void progress_start(struct progress *progress, size_t total, bool wanted, struct diag *diag)
{
    *progress = (struct progress){ .active = wanted && !diag->receive && isatty(STDERR_FILENO),
                                   .diag = diag,
                                   .total = total };
    if (progress->active)
        progress->start = progress->shown = now();
}

void progress_show(struct progress *progress, size_t files, size_t records)
{
    int64_t time, left;
    double seconds;

    if (!progress->active)
        return;
    time = now();
    if (time - progress->start < SECOND || time - progress->shown < BETWEEN)
        return;
    progress->shown = time;
    seconds = (double)(time - progress->start) / SECOND;
    fprintf(stderr, "\r\033[K%zu of %zu files, %zu records, %.0f a second", files, progress->total,
            records, (double)records / seconds);
    if (files > 0) {
        left = (int64_t)(seconds / (double)files * (double)(progress->total - files)) + 1;
        fprintf(stderr, ", %lld:%02lld left", (long long)left / 60, (long long)left % 60);
    }
    fflush(stderr);
    progress->diag->line_open = true;
}

void progress_end(struct progress *progress)
{
    diag_clear_line(progress->diag);
    progress->active = false;
}
