#include "fetch/standard_output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "system/clock.h"
#include "system/file.h"

enum { STATUS_FAILED = 2, LONGEST_POLL = 60 * 1000 };

void standard_output_put(struct view document, struct diag *diag)
{
    if (file_write(STDOUT_FILENO, document))
        return;
    diag_cannot_be(diag, "<stdout>", "written");
    exit(STATUS_FAILED);
}

void standard_output_wait(int64_t milliseconds)
{
    int64_t end = clock_milliseconds(CLOCK_MONOTONIC) + milliseconds, left = milliseconds;

    do {
        struct pollfd reader = { .fd = STDOUT_FILENO };
        int found = poll(&reader, 1, (int)(left < LONGEST_POLL ? left : LONGEST_POLL));

        /* This may be in a callback of libcurl, and nothing that exit(3) does is needed. */
        if (found > 0 && (reader.revents & (POLLERR | POLLHUP)))
            _exit(STATUS_FAILED);
        left = end - clock_milliseconds(CLOCK_MONOTONIC);
    } while (left > 0);
}
