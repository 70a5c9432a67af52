#include "system/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "text/hash.h"

static bool read_to_end(int file, struct buffer *out)
{
    enum { CHUNK = 64 * 1024 };
    ssize_t got;

    do {
        char *room = buffer_reserve(out, CHUNK);
        got = read(file, room, out->cap - out->len);
        if (got > 0)
            out->len += (size_t)got;
    } while (got > 0 || (got < 0 && errno == EINTR));
    return got == 0;
}

static bool report(const char *name, const char *what, struct diag *diag)
{
    diag_error(diag, (struct place){ .file = name }, "cannot be %s: %s", what, strerror(errno));
    return false;
}

bool file_read(const char *name, struct buffer *out, struct diag *diag)
{
    bool is_standard = strcmp(name, "-") == 0;
    int file = is_standard ? STDIN_FILENO : open(name, O_RDONLY);
    bool good;

    if (is_standard)
        name = "<stdin>";
    if (file < 0)
        return report(name, "opened", diag);
    good = read_to_end(file, out) || report(name, "read", diag);
    if (!is_standard)
        close(file);
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
    const struct view on = { (const char *)&device, sizeof device };
    const struct view at = { (const char *)&inode, sizeof inode };

    return hash_text(hash_text(0, on), at);
}

void file_occupy_standard(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++) {
        if (fcntl(file, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}
