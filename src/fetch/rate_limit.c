#include "fetch/rate_limit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fetch/standard_output.h"
#include "system/clock.h"
#include "system/file.h"

/* In milliseconds: between two tries to take a lock that another run has, and from the end of a
 * run's request until it may take the lock again, so that other runs get their turn. */
enum { LOCK_POLL = 20, LOCK_LEFT = 3 * LOCK_POLL };

/* ---- The file */

/* In a directory that others may write to, accepts only a lock that no other user has access to. */
static bool open_lock(struct rate_limit *limit, const char *path, bool shared_folder,
                      const char **why)
{
    struct stat status;

    *why = NULL;
    limit->file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    if (limit->file < 0 || fstat(limit->file, &status) < 0)
        *why = strerror(errno);
    else if (!S_ISREG(status.st_mode))
        *why = "it is not a regular file";
    else if (shared_folder && (status.st_uid != geteuid() || (status.st_mode & 077)))
        *why = "other users have access to it";
    if (*why)
        rate_limit_close(limit);
    return *why == NULL;
}

bool rate_limit_open(struct rate_limit *limit, const char *path, const char **why)
{
    return open_lock(limit, path, false, why);
}

void rate_limit_open_elsewhere(struct rate_limit *limit)
{
    const char *folder = getenv("XDG_RUNTIME_DIR"), *why;
    struct buffer path = { 0 };

    if (folder && folder[0] == '/')
        buffer_print(&path, "%s/refmill.lock", folder);
    if (path.len == 0 || !open_lock(limit, path.at, true, &why)) {
        path.len = 0;
        buffer_print(&path, "/tmp/refmill-%lld.lock", (long long)geteuid());
        if (!open_lock(limit, path.at, true, &why))
            diag_warn(limit->diag, PROGRAM,
                      "%s cannot be used as the lock of --fetch: %s; do not run refmill --fetch "
                      "twice at once",
                      path.at, why);
    }
    buffer_free(&path);
}

void rate_limit_close(struct rate_limit *limit)
{
    if (limit->file >= 0)
        close(limit->file);
    limit->file = -1;
}

/* Warns that the lock cannot be used any more, and closes it. */
static void give_up_lock(struct rate_limit *limit, const char *what)
{
    diag_warn(limit->diag, PROGRAM,
              "the lock of --fetch cannot be %s: %s; do not run refmill --fetch twice at once",
              what, strerror(errno));
    rate_limit_close(limit);
}

/* ---- The lock and the time in it */

static bool change_lock(struct rate_limit *limit, short type)
{
    struct flock lock = { .l_type = type, .l_whence = SEEK_SET };
    return fcntl(limit->file, F_SETLK, &lock) == 0;
}

/* Returns false if another run has the lock. */
static bool take_lock(struct rate_limit *limit)
{
    if (limit->file < 0 || change_lock(limit, F_WRLCK))
        return true;
    if (errno == EAGAIN || errno == EACCES)
        return false;
    give_up_lock(limit, "taken");
    return true;
}

void rate_limit_end(struct rate_limit *limit)
{
    if (limit->file >= 0)
        change_lock(limit, F_UNLCK);
}

void rate_limit_mark(struct rate_limit *limit)
{
    struct buffer time = { 0 };

    limit->last = clock_milliseconds(CLOCK_REALTIME);
    if (limit->file < 0)
        return;
    buffer_print(&time, "%lld\n", (long long)limit->last);
    if (lseek(limit->file, 0, SEEK_SET) != 0 || !file_write(limit->file, buffer_view(&time)) ||
        ftruncate(limit->file, (off_t)time.len) != 0)
        give_up_lock(limit, "written");
    buffer_free(&time);
}

/* Returns the milliseconds until the next request of any run is due. The lock must be held. A file
 * without a number allows a request at once. */
static int64_t time_left(struct rate_limit *limit)
{
    char digits[32] = "";
    int64_t last, now;

    if (limit->file >= 0 && (lseek(limit->file, 0, SEEK_SET) < 0 ||
                             file_read_some(limit->file, digits, sizeof digits - 1) < 0))
        give_up_lock(limit, "read");
    last = strtoll(digits, NULL, 10);
    if (last < limit->last)
        last = limit->last;
    now = clock_milliseconds(CLOCK_REALTIME);
    if (last > now) {
        rate_limit_mark(limit);
        last = limit->last;
    }
    return last > 0 ? last + limit->pause + 1 - now : 0; /* 1: clocks round down */
}

void rate_limit_begin(struct rate_limit *limit)
{
    if (limit->last > 0 && limit->file >= 0)
        standard_output_wait(LOCK_LEFT);
    for (;;) {
        int64_t left;
        while (!take_lock(limit))
            standard_output_wait(LOCK_POLL);
        left = time_left(limit);
        if (left <= 0)
            break;
        rate_limit_end(limit); /* the first run with the lock when a request is due sends it */
        standard_output_wait(left);
    }
    rate_limit_mark(limit);
}
