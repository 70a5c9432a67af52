#include "fetch/progress_line.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void progress_line_start(struct progress_line *meter, bool wanted, struct diag *diag)
{
    *meter = (struct progress_line){ .active = wanted && isatty(STDERR_FILENO), .diag = diag };
    if (meter->active)
        meter->start = now();
}

void progress_line_show(struct progress_line *meter, size_t settled, size_t total)
{
    if (!meter->active)
        return;
    fprintf(stderr, "\r\033[Kfetching: %zu of %zu papers", settled, total);
    if (settled > 0) {
        double spent = (double)(now() - meter->start) / 1000;
        int64_t left = (int64_t)(spent / (double)settled * (double)(total - settled) + 0.5);
        fprintf(stderr, ", %lld:%02lld left", (long long)left / 60, (long long)left % 60);
    }
    fflush(stderr);
    meter->diag->line_open = true;
}

void progress_line_show_zotero(struct progress_line *meter, size_t papers)
{
    if (!meter->active)
        return;
    fprintf(stderr, "\r\033[Kwaiting for Zotero, which takes %zu paper%s", papers,
            papers == 1 ? "" : "s");
    fflush(stderr);
    meter->diag->line_open = true;
}
