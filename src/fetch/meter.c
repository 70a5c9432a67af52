#include "meter.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void meter_start(struct meter *meter, bool wanted, struct diag *diag)
{
    *meter = (struct meter){ .active = wanted && isatty(STDERR_FILENO), .diag = diag };
    if (meter->active)
        meter->start = now();
}

void meter_show(struct meter *meter, size_t settled, size_t total)
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

void meter_show_zotero(struct meter *meter, size_t papers)
{
    if (!meter->active)
        return;
    fprintf(stderr, "\r\033[Kwaiting for Zotero, which takes %zu paper%s", papers,
            papers == 1 ? "" : "s");
    fflush(stderr);
    meter->diag->line_open = true;
}
