#include "system/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/keyed_hash.h"
#include "text/memory.h"

enum { CHUNK = 64 * 1024 }; /* bytes of room for a read */

bool file_is_standard(const char *name)
{
    return strcmp(name, "-") == 0;
}

const char *file_shown_name(const char *name)
{
    return file_is_standard(name) ? "<stdin>" : name;
}

int file_open(const char *name, struct diag *diag)
{
    int file = file_is_standard(name) ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);

    if (file < 0)
        diag_cannot_be(diag, name, "opened");
    return file;
}

void file_close(int file)
{
    if (file != STDIN_FILENO)
        close(file);
}

ssize_t file_read_some(int file, char *bytes, size_t size)
{
    ssize_t got;

    do
        got = read(file, bytes, size);
    while (got < 0 && errno == EINTR);
    return got;
}

bool file_read_rest(int file, struct buffer *out)
{
    ssize_t got;

    do {
        char *room = buffer_reserve(out, CHUNK);
        got = file_read_some(file, room, out->cap - out->len);
        out->len += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    return got == 0;
}

/* Makes room for a large file at once and in large pages, which takes a quarter off the time of
 * an update that changes nothing. */
static void reserve_for_file(int file, struct buffer *out)
{
    enum { LARGE_FILE = 4 * MEMORY_LARGE_PAGE };
    struct stat status;

    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= LARGE_FILE &&
        (uintmax_t)status.st_size < SIZE_MAX / 4) {
        char *room = buffer_reserve(out, (size_t)status.st_size + CHUNK);
        memory_prefer_large_pages(room, (size_t)status.st_size);
    }
}

bool file_read(const char *name, struct buffer *out, struct diag *diag)
{
    int file = file_open(name, diag);
    bool good;

    if (file < 0)
        return false;
    reserve_for_file(file, out);
    good = file_read_rest(file, out);
    if (!good)
        diag_cannot_be(diag, file_shown_name(name), "read");
    file_close(file);
    return good;
}

bool file_write(int file, struct view text)
{
    while (text.len > 0) {
        ssize_t put = write(file, text.at, text.len);

        if (put < 0 && errno != EINTR)
            return false;
        text = view_skip(text, put > 0 ? (size_t)put : 0);
    }
    return true;
}

uint64_t file_identity(dev_t device, ino_t inode)
{
    return keyed_hash_pair(device, inode);
}

bool file_is_unchanged(const struct stat *before, const struct stat *now)
{
#ifdef __APPLE__
    struct timespec old = before->st_mtimespec, new = now->st_mtimespec;
#else
    struct timespec old = before->st_mtim, new = now->st_mtim;
#endif

    return now->st_ino == before->st_ino && now->st_size == before->st_size &&
           new.tv_sec == old.tv_sec &&new.tv_nsec == old.tv_nsec;
}

void file_occupy_standard(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++) {
        if (fcntl(file, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}
