#include "fetch/standard_output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "system/file.h"

enum { STATUS_FAILED = 2, LONGEST_POLL = 60 * 1000 };

void standard_output_put(struct view document, struct diag *diag)
{
    if (file_write(STDOUT_FILENO, document))
        return;
    diag_cannot_be(diag, "<stdout>", "written");
    exit(STATUS_FAILED);
}

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void standard_output_wait(int64_t milliseconds)
{
    int64_t end = now() + milliseconds, left = milliseconds;

    do {
        struct pollfd reader = { .fd = STDOUT_FILENO };
        int found = poll(&reader, 1, (int)(left < LONGEST_POLL ? left : LONGEST_POLL));

        /* Maybe amid a transfer: no time for what exit(3) does, and no need. */
        if (found > 0 && (reader.revents & (POLLERR | POLLHUP)))
            _exit(STATUS_FAILED);
        left = end - now();
    } while (left > 0);
}
