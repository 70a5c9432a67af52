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

/* Milliseconds: between two looks at a lock that another run has, and what a run
 * leaves it alone for after its own request, so that the other gets its turn. */
enum { LOCK_POLL = 20, LOCK_LEFT = 3 * LOCK_POLL };

/* ---- The file */

/* What keeps the open file from being the lock; NULL: nothing. In a folder
 * that others write to it must be nobody else's. */
static const char *find_lock_fault(int file, bool shared_folder)
{
    struct stat status;

    if (fstat(file, &status) < 0)
        return strerror(errno);
    if (!S_ISREG(status.st_mode))
        return "it is no regular file";
    if (shared_folder && (status.st_uid != geteuid() || (status.st_mode & 077)))
        return "it is not for this user alone";
    return NULL;
}

static bool open_lock(struct rate_limit *pace, const char *path, bool shared_folder,
                      const char **why)
{
    pace->file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    if (pace->file < 0) {
        *why = strerror(errno);
        return false;
    }
    *why = find_lock_fault(pace->file, shared_folder);
    if (*why)
        rate_limit_close(pace);
    return *why == NULL;
}

bool rate_limit_open(struct rate_limit *pace, const char *path, const char **why)
{
    return open_lock(pace, path, false, why);
}

void rate_limit_open_elsewhere(struct rate_limit *pace)
{
    const char *folder = getenv("XDG_RUNTIME_DIR"), *why;
    struct buffer path = { 0 };

    if (folder && folder[0] == '/') {
        buffer_put(&path, view_of(folder));
        buffer_put(&path, VIEW("/refmill.lock\0"));
    }
    if (path.len == 0 || !open_lock(pace, path.at, true, &why)) {
        path.len = 0;
        buffer_put(&path, VIEW("/tmp/refmill-"));
        buffer_put_number(&path, geteuid());
        buffer_put(&path, VIEW(".lock\0"));
        if (!open_lock(pace, path.at, true, &why))
            diag_warn(pace->diag, PROGRAM,
                      "%s cannot be the lock: %s; do not run refmill --fetch twice at once",
                      path.at, why);
    }
    buffer_free(&path);
}

void rate_limit_close(struct rate_limit *pace)
{
    if (pace->file >= 0)
        close(pace->file);
    pace->file = -1;
}

/* The lock is no use any more; goes on without. */
static void give_up_lock(struct rate_limit *pace, const char *what)
{
    diag_warn(pace->diag, PROGRAM,
              "the lock between runs cannot be %s: %s; do not run refmill --fetch twice at once",
              what, strerror(errno));
    rate_limit_close(pace);
}

/* ---- The lock and the time in it */

static bool change_lock(struct rate_limit *pace, short type)
{
    struct flock lock = { .l_type = type, .l_whence = SEEK_SET };
    return fcntl(pace->file, F_SETLK, &lock) == 0;
}

/* False when another run has it. */
static bool take_lock(struct rate_limit *pace)
{
    if (pace->file < 0 || change_lock(pace, F_WRLCK))
        return true;
    if (errno == EAGAIN || errno == EACCES)
        return false;
    give_up_lock(pace, "taken");
    return true;
}

void rate_limit_end(struct rate_limit *pace)
{
    if (pace->file >= 0)
        change_lock(pace, F_UNLCK);
}

/* Makes the text all that the file has. */
static bool replace_content(int file, struct view text)
{
    return lseek(file, 0, SEEK_SET) == 0 && file_write(file, text) &&
           ftruncate(file, (off_t)text.len) == 0;
}

void rate_limit_mark(struct rate_limit *pace)
{
    struct buffer time = { 0 };

    pace->last = clock_milliseconds(CLOCK_REALTIME);
    if (pace->file < 0)
        return;
    buffer_put_number(&time, (uint64_t)pace->last);
    buffer_put_byte(&time, '\n');
    if (!replace_content(pace->file, buffer_view(&time)))
        give_up_lock(pace, "written");
    buffer_free(&time);
}

/* The last start, of this run or another. What is no number is long ago. */
static int64_t last_start(struct rate_limit *pace)
{
    char digits[32] = "";
    int64_t last;

    if (pace->file >= 0 && (lseek(pace->file, 0, SEEK_SET) < 0 ||
                            file_read_some(pace->file, digits, sizeof digits - 1) < 0))
        give_up_lock(pace, "read");
    last = strtoll(digits, NULL, 10);
    return last > pace->last ? last : pace->last;
}

/* Milliseconds until the next request is due; the lock is held. */
static int64_t time_left(struct rate_limit *pace)
{
    int64_t last = last_start(pace), now = clock_milliseconds(CLOCK_REALTIME);

    if (last > now) {
        rate_limit_mark(pace);
        last = pace->last;
    }
    return last > 0 ? last + pace->pause + 1 - now : 0; /* 1: what the clock cut off */
}

void rate_limit_begin(struct rate_limit *pace)
{
    if (pace->last > 0 && pace->file >= 0)
        standard_output_wait(LOCK_LEFT);
    for (;;) {
        int64_t left;
        while (!take_lock(pace))
            standard_output_wait(LOCK_POLL);
        left = time_left(pace);
        if (left <= 0)
            break;
        rate_limit_end(pace); /* whoever comes first when the request is due has it */
        standard_output_wait(left);
    }
    rate_limit_mark(pace);
}
