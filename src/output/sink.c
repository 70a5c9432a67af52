#include "output/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system/disk.h"
#include "system/file.h"
#include "system/permissions.h"
#include "text/keyed_hash.h"

/* Writes of this size cost little more than copying the bytes; a larger buffer would cost more,
 * since the first use of its memory takes time. */
enum { BUFFER_SIZE = 128 * 1024, SETTLED_MAX = 112 * 1024, PAGE = 4 * 1024 };
enum { COMPARED = 16 * 1024, LINKS_MAX = 40 };
/* Flushing a file takes a millisecond, and flushing a whole file system a few. */
enum { FLUSHED_ALONE_MAX = 8 };

static const struct view temporary_prefix = VIEW_ENTRY(".refmill-");

/* Set once when the program starts, unless it was started with SIGPIPE ignored. */
static bool ends_with_its_reader;

void sink_catch_signals(void)
{
    temporary_catch_signals();
    ends_with_its_reader = signal(SIGPIPE, SIG_IGN) != SIG_IGN;
    signal(SIGXFSZ, SIG_IGN);
}

/* Duplicates the descriptor, so that close(2) reports errors and standard output stays open. */
bool sink_open_standard(struct sink *sink)
{
    *sink = (struct sink){ .file = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1),
                           .is_standard = true };
    if (sink->file < 0) {
        sink->why = strerror(errno);
        return false;
    }
    buffer_reserve(&sink->buffer, BUFFER_SIZE);
    return true;
}

void sink_open_receiver(struct sink *sink, const struct receiver *receiver)
{
    *sink = (struct sink){ .file = -1, .receiver = receiver };
    buffer_reserve(&sink->buffer, BUFFER_SIZE);
}

static char *concatenate(struct view a, struct view b)
{
    struct buffer joined = { 0 };

    buffer_print(&joined, "%.*s%.*s", (int)a.len, a.at, (int)b.len, b.at);
    return joined.at;
}

/* Returns the directory of a path with its final slash; empty for the current one. */
static struct view folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (struct view){ path, slash ? (size_t)(slash - path) + 1 : 0 };
}

/* Follows symbolic links, also to a file that does not exist. The caller frees the path. Returns
 * NULL if there are too many links. */
static char *follow_links(const char *path)
{
    char *current = memory_copy(path);

    for (int links = 0; links < LINKS_MAX; links++) {
        char link[PATH_MAX];
        ssize_t length = readlink(current, link, sizeof link);
        struct view target = { link, length < 0 ? 0 : (size_t)length };
        char *followed;

        if (length < 0)
            return current;
        if (length == (ssize_t)sizeof link)
            break;
        followed = concatenate(link[0] == '/' ? VIEW("") : folder_of(current), target);
        free(current);
        current = followed;
    }
    free(current);
    errno = ELOOP;
    return NULL;
}

static int open_temporary(struct sink *sink, mode_t mode)
{
    char *prefix = concatenate(folder_of(sink->target), temporary_prefix);
    int file = temporary_create(&sink->temporary, view_of(prefix), mode);

    free(prefix);
    if (file >= 0)
        sink->backup = concatenate(view_of(sink->temporary.path), VIEW("~"));
    return file;
}

/* Opens `path`, or a temporary in its directory. Returns -1 on error, with the reason in errno. */
static int open_output(struct sink *sink, const char *path)
{
    struct stat status;
    bool found = lstat(path, &status) == 0, is_link = found && S_ISLNK(status.st_mode);

    if (is_link)
        found = stat(path, &status) == 0;
    if (!found && errno != ENOENT)
        return -1;
    if (found && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    if (found && !S_ISREG(status.st_mode))
        return open(path, O_WRONLY | O_CLOEXEC);
    sink->target = is_link ? follow_links(path) : memory_copy(path);
    if (!sink->target || (found && access(sink->target, W_OK) < 0))
        return -1;
    return open_temporary(sink, found ? 0600 : 0666);
}

bool sink_open_path(struct sink *sink, const char *path)
{
    int file;

    *sink = (struct sink){ .file = -1 };
    file = open_output(sink, path);
    if (file < 0) {
        sink->why = errno == ENOENT ? "its directory does not exist" : strerror(errno);
        return false;
    }
    sink->file = file;
    buffer_reserve(&sink->buffer, BUFFER_SIZE);
    return true;
}

size_t sink_identities(const struct sink *sink, uint64_t hashes[2])
{
    struct stat status;
    size_t count = 0;

    if (sink->target) { /* the identity of its directory, and its name there */
        struct view parent = folder_of(sink->target);
        char *folder = concatenate(parent.len ? parent : VIEW("."), VIEW(""));

        if (stat(folder, &status) == 0)
            hashes[count++] = keyed_hash_pair(file_identity(status.st_dev, status.st_ino),
                                              keyed_hash_text(view_of(sink->target + parent.len)));
        free(folder);
    }
    if ((sink->target ? stat(sink->target, &status) : fstat(sink->file, &status)) == 0 &&
        S_ISREG(status.st_mode))
        hashes[count++] = file_identity(status.st_dev, status.st_ino);
    return count;
}

void sink_fail(struct sink *sink, const char *why)
{
    if (!sink->why)
        sink->why = why;
}

void sink_stop(struct sink *sink)
{
    sink->stopped = !sink->why;
    sink_fail(sink, "stopped");
}

void sink_report(const struct sink *sink, const char *name, struct diag *diag)
{
    if (sink->stopped)
        return;
    if (sink->lost_reader && ends_with_its_reader) {
        diag_clear_line(diag);
        temporary_end_by_signal(SIGPIPE);
    }
    diag_error(diag, (struct place){ .file = name }, "cannot be written: %s", sink->why);
}

static void flush(struct sink *sink)
{
    struct view rest = buffer_view(&sink->buffer);

    if (sink->receiver && rest.len > 0 && !sink->why &&
        sink->receiver->write(sink->receiver->context, rest.at, rest.len) != 0)
        sink_fail(sink, "the callback refused it");
    if (!sink->receiver && !sink->why && !file_write(sink->file, rest)) {
        sink->lost_reader = sink->is_standard && errno == EPIPE;
        sink_fail(sink, strerror(errno));
    }
    sink->size += rest.len;
    sink->buffer.len = 0;
}

/* Writes whole pages and keeps the rest, since a page that is written in two parts takes longer. */
void sink_settle(struct sink *sink)
{
    struct view rest = buffer_view(&sink->buffer);

    if (rest.len < SETTLED_MAX && !sink->why)
        return;
    rest = view_skip(rest, rest.len / PAGE * PAGE);
    sink->buffer.len -= rest.len;
    flush(sink);
    buffer_put(&sink->buffer, rest);
}

/* Changes the open file, not its name, which may belong to another file by now. */
static void take_permissions(struct sink *sink)
{
    struct stat old;

    if (stat(sink->target, &old) == 0 && S_ISREG(old.st_mode) &&
        !permissions_copy(sink->target, &old, sink->file))
        sink_fail(sink, strerror(errno));
}

bool sink_close(struct sink *sink)
{
    flush(sink);
    buffer_free(&sink->buffer);
    if (sink->target && !sink->why)
        take_permissions(sink);
    if (!sink->receiver && close(sink->file) < 0)
        sink_fail(sink, strerror(errno));
    sink->file = -1;
    return !sink->why;
}

/* Compares two files to their ends. A failed or short read counts as a difference. */
static bool have_same_bytes(int a, int b)
{
    char left[COMPARED], right[COMPARED];
    ssize_t count;

    do {
        count = read(a, left, sizeof left);
        if (count < 0 || read(b, right, sizeof right) != count ||
            memcmp(left, right, (size_t)count) != 0)
            return false;
    } while (count > 0);
    return true;
}

static bool is_unchanged(const struct sink *sink)
{
    struct stat before, after;
    int old, new;
    bool same;

    if (stat(sink->target, &before) < 0 || !S_ISREG(before.st_mode) ||
        stat(sink->temporary.path, &after) < 0 || before.st_size != after.st_size)
        return false;
    old = open(sink->target, O_RDONLY | O_CLOEXEC);
    new = open(sink->temporary.path, O_RDONLY | O_CLOEXEC);
    same = old >= 0 && new >= 0 && have_same_bytes(old, new);
    if (old >= 0)
        close(old);
    if (new >= 0)
        close(new);
    return same;
}

/* ---- Committing */

static int reopen_temporary(const struct sink *sink)
{
    int flags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    int file = open(sink->temporary.path, O_RDONLY | flags);

    return file < 0 && errno == EACCES ? open(sink->temporary.path, O_WRONLY | flags) : file;
}

/* Flushes the temporary to disk. If there are many outputs, flushes its whole file system, unless
 * that is in `flushed`. If the file system cannot be flushed, flushes the file. */
static bool flush_to_disk(const struct sink *sink, bool is_of_many, struct hash_table *flushed)
{
    int file = reopen_temporary(sink), error;
    struct stat status;
    uint64_t device;
    bool good;

    if (file < 0)
        return false;
    good = fstat(file, &status) == 0;
    device = good ? file_identity(status.st_dev, 0) : 0;
    if (good && is_of_many && !hash_table_has(flushed, device) && disk_flush_file_system(file))
        hash_table_add(flushed, device);
    if (good && !hash_table_has(flushed, device))
        good = disk_flush_file(file);
    error = errno;
    close(file);
    errno = error;
    return good;
}

void sink_prepare_all(struct sink *const *sinks, size_t count)
{
    struct hash_table flushed = { 0 };
    size_t changed = 0;

    for (size_t i = 0; i < count; i++) {
        if (sinks[i]->if_changed && sinks[i]->temporary.path && is_unchanged(sinks[i]))
            temporary_remove(&sinks[i]->temporary);
        changed += sinks[i]->temporary.path != NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (sinks[i]->temporary.path &&
            !flush_to_disk(sinks[i], changed > FLUSHED_ALONE_MAX, &flushed))
            sink_fail(sinks[i], strerror(errno));
    }
    hash_table_free(&flushed);
}

/* Copies the content of a file to another, or to a new one, and flushes it to disk. */
static bool copy_bytes(const char *from, const char *to, int flags)
{
    char bytes[COMPARED];
    int source = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int file = open(to, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | flags, 0600);
    bool good = source >= 0 && file >= 0;
    ssize_t got = 1;
    off_t size = 0;
    int error;

    while (good && got > 0) {
        got = file_read_some(source, bytes, sizeof bytes);
        good = got >= 0 && file_write(file, (struct view){ bytes, (size_t)got });
        size += got;
    }
    good = good && ftruncate(file, size) == 0 && disk_flush_file(file);
    error = errno;
    if (source >= 0)
        close(source);
    if (file >= 0)
        close(file);
    errno = error;
    return good;
}

/* Links the target's old file to a second name, to restore it if a later output fails. There is no
 * backup if there is no old file, if the file system has no links, or for a mount point. Returns
 * false on other failures, with the reason in errno. */
static bool back_up(struct sink *sink)
{
    sink->backed_up = link(sink->target, sink->backup) == 0;
    sink->fresh = !sink->backed_up && errno == ENOENT;
    return sink->backed_up || sink->fresh || errno == EPERM || errno == EACCES || errno == EMLINK ||
           errno == ENOSYS || errno == EOPNOTSUPP || errno == EXDEV;
}

/* Restores the old file. If that fails, the backup stays. */
static void take_back(struct sink *sink)
{
    if (sink->in_place && copy_bytes(sink->backup, sink->target, 0))
        unlink(sink->backup);
    else if (sink->backed_up && !sink->in_place)
        rename(sink->backup, sink->target);
    else if (sink->fresh)
        unlink(sink->target);
    sink->backed_up = sink->in_place = false;
}

/* Overwrites a mount point. Unlike a rename this may fail halfway. The backup is a copy, since a
 * link would be overwritten too. */
static bool overwrite(struct sink *sink)
{
    int error;

    if (sink->backed_up)
        unlink(sink->backup);
    sink->backed_up = sink->in_place = copy_bytes(sink->target, sink->backup, O_CREAT | O_EXCL);
    if (sink->in_place && copy_bytes(sink->temporary.path, sink->target, 0)) {
        temporary_remove(&sink->temporary);
        return true;
    }
    error = errno;
    if (sink->in_place)
        take_back(sink);
    else if (error != EEXIST)
        unlink(sink->backup);
    errno = error;
    return false;
}

/* True unless another program has changed the target since the caller took its status. */
static bool is_as_before(const struct sink *sink)
{
    struct stat now;

    return !sink->has_old || (stat(sink->target, &now) == 0 && file_is_unchanged(&sink->old, &now));
}

/* The last needs no backup, since no later one can fail. */
static bool commit(struct sink *sink, bool is_last)
{
    if (!sink->temporary.path)
        return true;
    if (!is_as_before(sink)) {
        sink_fail(sink, "another program has changed it meanwhile; try again");
        return false;
    }
    if ((is_last || back_up(sink)) &&
        (temporary_rename(&sink->temporary, sink->target) || (errno == EBUSY && overwrite(sink))))
        return true;
    sink_fail(sink, strerror(errno));
    return false;
}

/* Allocates no memory while it renames: running out would end the program with some outputs new and
 * some old. */
struct sink *sink_commit_all(struct sink *const *sinks, size_t count)
{
    size_t done = 0;
    sigset_t before;

    for (size_t i = 0; i < count; i++) {
        if (sinks[i]->why)
            return sinks[i];
    }
    temporary_block_signals(&before);
    while (done < count && commit(sinks[done], done + 1 == count))
        done++;
    for (size_t i = 0; i < count; i++) {
        if (done < count && i < done)
            take_back(sinks[i]);
        else if (sinks[i]->backed_up)
            unlink(sinks[i]->backup);
        sinks[i]->backed_up = false;
    }
    temporary_let_signals(&before);
    return done < count ? sinks[done] : NULL;
}

void sink_remove_leftovers(const struct sink *sink, struct hash_table *directories)
{
    struct view folder = folder_of(sink->target ? sink->target : "");
    char *path;

    if (!sink->target || !hash_table_add(directories, keyed_hash_text(folder)))
        return;
    path = concatenate(folder.len ? folder : VIEW("."), VIEW(""));
    temporary_remove_leftovers(path, temporary_prefix);
    free(path);
}

void sink_discard(struct sink *sink)
{
    if (sink->file > STDERR_FILENO)
        close(sink->file);
    sink->file = -1;
    temporary_remove(&sink->temporary);
    free(sink->target);
    free(sink->backup);
    sink->target = sink->backup = NULL;
    buffer_free(&sink->buffer);
}
