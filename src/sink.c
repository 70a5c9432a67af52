#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SIZE_FIRST = 8 * 1024, SIZE_MOST = 256 * 1024, LINKS_MAX = 40 };

/* The signal handler must find the temporaries: the one mutable global. It
 * changes only while the signals are blocked. */
static struct sink *volatile temporaries;

static void block_signals(sigset_t *before)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, before);
}

/* The temporary is gone or in its place; the signals are blocked. */
static void forget_temporary(struct sink *sink)
{
    if (sink->previous)
        sink->previous->next = sink->next;
    else
        temporaries = sink->next;
    if (sink->next)
        sink->next->previous = sink->previous;
    sink->next = sink->previous = NULL;
    free(sink->temporary);
    sink->temporary = NULL;
}

static void remove_temporaries(void)
{
    for (const struct sink *sink = temporaries; sink; sink = sink->next)
        unlink(sink->temporary);
}

static void end_by_signal(int signal_number)
{
    remove_temporaries();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void sink_catch_signals(void)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
    struct sigaction action = { .sa_handler = end_by_signal };

    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before;
        sigaction(signals[i], NULL, &before);
        if (before.sa_handler != SIG_IGN) /* nohup stays in force */
            sigaction(signals[i], &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    atexit(remove_temporaries); /* without memory the program ends by exit(3) */
}

static void open_descriptor(struct sink *sink, int file)
{
    sink->file = file;
    sink->size = SIZE_FIRST;
    sink->bytes = memory_resize(NULL, sink->size);
}

void sink_open_standard(struct sink *sink)
{
    *sink = (struct sink){ 0 };
    open_descriptor(sink, STDOUT_FILENO);
}

static char *concatenate(struct view a, struct view b)
{
    char *joined = memory_resize(NULL, a.len + b.len + 1);
    if (a.len)
        memcpy(joined, a.at, a.len);
    memcpy(joined + a.len, b.at, b.len);
    joined[a.len + b.len] = '\0';
    return joined;
}

/* The folder of a path with its final slash; empty for the current one. */
static struct view folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (struct view){ path, slash ? (size_t)(slash - path) + 1 : 0 };
}

/* Follows symbolic links, also to where nothing is yet. The caller frees the
 * path; NULL when there are too many. */
static char *follow_links(const char *path)
{
    char *current = concatenate((struct view){ 0 }, view_of(path));

    for (int links = 0; links < LINKS_MAX; links++) {
        char link[PATH_MAX];
        ssize_t length = readlink(current, link, sizeof link);
        struct view target = { link, length < 0 ? 0 : (size_t)length };
        char *followed;

        if (length < 0)
            return current;
        if (length == (ssize_t)sizeof link)
            break;
        followed = concatenate(link[0] == '/' ? (struct view){ 0 } : folder_of(current), target);
        free(current);
        current = followed;
    }
    free(current);
    errno = ELOOP;
    return NULL;
}

/* The path with its folder resolved, so that two names of a file that is yet
 * to be are the same. NULL and errno without such a folder. */
static char *resolve(const char *path)
{
    char *followed = follow_links(path), *folder, *real, *resolved = NULL;
    struct view parent;

    if (!followed)
        return NULL;
    parent = folder_of(followed);
    folder = concatenate(parent.len ? parent : VIEW("."), VIEW(""));
    real = realpath(folder, NULL);
    if (real) {
        char *start = concatenate(view_of(real), VIEW("/"));
        resolved = concatenate(view_of(start), view_of(followed + parent.len));
        free(start);
    }
    free(real);
    free(folder);
    free(followed);
    return resolved;
}

static mode_t mode_of_new_file(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int open_temporary(struct sink *sink, mode_t mode)
{
    sigset_t before;
    int file;

    sink->temporary = concatenate(folder_of(sink->target), VIEW(".refmill-XXXXXX"));
    block_signals(&before);
    file = mkstemp(sink->temporary);
    if (file >= 0) {
        sink->next = temporaries;
        if (temporaries)
            temporaries->previous = sink;
        temporaries = sink;
    } else {
        free(sink->temporary);
        sink->temporary = NULL;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (file < 0)
        return -1;
    if (fchmod(file, mode) < 0) {
        close(file);
        return -1;
    }
    return file;
}

static bool is_written_in_place(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

/* Opens a temporary beside the target, which is there or not. */
static int open_beside(struct sink *sink)
{
    struct stat status;

    if (stat(sink->target, &status) < 0)
        return open_temporary(sink, mode_of_new_file());
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    return access(sink->target, W_OK) == 0 ? open_temporary(sink, status.st_mode & 07777) : -1;
}

bool sink_open_path(struct sink *sink, const char *path)
{
    int file;

    *sink = (struct sink){ .file = -1 };
    if (is_written_in_place(path)) {
        file = open(path, O_WRONLY);
    } else {
        sink->target = resolve(path);
        if (!sink->target) {
            sink->why = errno == ENOENT ? "its folder does not exist" : strerror(errno);
            return false;
        }
        file = open_beside(sink);
    }
    if (file < 0) {
        sink->why = strerror(errno);
        return false;
    }
    open_descriptor(sink, file);
    return true;
}

/* The regular file that is replaced or, by redirection, written. */
static bool identify(const struct sink *sink, struct stat *status)
{
    int result = sink->target ? stat(sink->target, status) : fstat(sink->file, status);
    return result == 0 && S_ISREG(status->st_mode);
}

/* FNV-1a, over the bytes of something. */
static uint64_t hash_of(const void *bytes, size_t count)
{
    const unsigned char *byte = bytes;
    uint64_t hash = UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < count; i++)
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001B3);
    hash ^= hash >> 32;
    return hash ? hash : 1;
}

uint64_t file_identity(dev_t device, ino_t inode)
{
    const uint64_t both[] = { (uint64_t)device, (uint64_t)inode };
    return hash_of(both, sizeof both);
}

size_t sink_identities(const struct sink *sink, uint64_t identities[SINK_IDENTITIES])
{
    struct stat status;
    size_t count = 0;

    if (sink->target)
        identities[count++] = hash_of(sink->target, strlen(sink->target));
    if (identify(sink, &status))
        identities[count++] = file_identity(status.st_dev, status.st_ino);
    return count;
}

void sink_fail(struct sink *sink, const char *why)
{
    if (!sink->why)
        sink->why = why;
}

static void write_out(struct sink *sink, const char *bytes, size_t count)
{
    while (count > 0 && !sink->why) {
        ssize_t written = write(sink->file, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            sink_fail(sink, strerror(errno));
            return;
        }
        bytes += written;
        count -= (size_t)written;
    }
}

static void flush(struct sink *sink)
{
    write_out(sink, sink->bytes, sink->used);
    sink->used = 0;
}

/* Room for more in the buffer, which grows with what is written, and is then
 * written out. */
static void make_room(struct sink *sink, size_t count)
{
    while (sink->size < SIZE_MOST && count > sink->size - sink->used)
        sink->size *= 2;
    sink->bytes = memory_resize(sink->bytes, sink->size);
    if (count > sink->size - sink->used)
        flush(sink);
}

void sink_put_bytes(struct sink *sink, const char *bytes, size_t count)
{
    if (count == 0 || sink->why)
        return;
    if (count > sink->size - sink->used)
        make_room(sink, count);
    if (count > sink->size) {
        write_out(sink, bytes, count);
        return;
    }
    memcpy(sink->bytes + sink->used, bytes, count);
    sink->used += count;
}

void sink_put(struct sink *sink, struct view text)
{
    sink_put_bytes(sink, text.at, text.len);
}

bool sink_close(struct sink *sink)
{
    flush(sink);
    if (close(sink->file) < 0)
        sink_fail(sink, strerror(errno));
    sink->file = -1;
    free(sink->bytes);
    sink->bytes = NULL;
    return !sink->why;
}

/* Gives the target's old file a second name, which brings it back if a later
 * output fails. Without an old file, or on a file system without links, there
 * is no backup. */
static void back_up(struct sink *sink)
{
    sink->backup = concatenate(view_of(sink->temporary), VIEW("~"));
    if (link(sink->target, sink->backup) < 0) {
        sink->fresh = errno == ENOENT;
        free(sink->backup);
        sink->backup = NULL;
    }
}

/* Whether what is read from both is the same to the end. */
static bool same_bytes(int one, int other)
{
    enum { CHUNK = 16 * 1024 };
    char left[CHUNK], right[CHUNK];
    ssize_t got;

    do {
        got = read(one, left, sizeof left);
        for (ssize_t had = 0, more = 1; had < got && more > 0; had += more) {
            more = read(other, right + had, (size_t)(got - had));
            if (more <= 0)
                return false;
        }
        if (got > 0 && memcmp(left, right, (size_t)got) != 0)
            return false;
    } while (got > 0);
    return got == 0;
}

/* Whether the target has the bytes of the temporary already; one that cannot
 * be read has not. */
static bool is_unchanged(const struct sink *sink)
{
    struct stat old, new;
    int one, other;
    bool same;

    if (stat(sink->target, &old) < 0 || stat(sink->temporary, &new) < 0 ||
        old.st_size != new.st_size)
        return false;
    one = open(sink->target, O_RDONLY);
    other = open(sink->temporary, O_RDONLY);
    same = one >= 0 && other >= 0 && same_bytes(one, other);
    if (one >= 0)
        close(one);
    if (other >= 0)
        close(other);
    return same;
}

static bool commit(struct sink *sink, bool alone)
{
    if (!sink->temporary)
        return true;
    if (sink->if_changed && is_unchanged(sink)) {
        unlink(sink->temporary);
        forget_temporary(sink);
        return true;
    }
    if (!alone) /* nothing can fail behind it */
        back_up(sink);
    if (rename(sink->temporary, sink->target) < 0) {
        sink_fail(sink, strerror(errno));
        return false;
    }
    forget_temporary(sink);
    return true;
}

static void undo(const struct sink *sink)
{
    if (sink->backup)
        rename(sink->backup, sink->target);
    else if (sink->fresh)
        unlink(sink->target);
}

static void drop_backup(struct sink *sink)
{
    if (sink->backup)
        unlink(sink->backup);
    free(sink->backup);
    sink->backup = NULL;
}

struct sink *sink_commit_all(struct sink *const *sinks, size_t count)
{
    size_t done = 0;
    sigset_t before;

    block_signals(&before);
    while (done < count && commit(sinks[done], count == 1))
        done++;
    for (size_t i = 0; i < done && done < count; i++)
        undo(sinks[i]);
    for (size_t i = 0; i < count; i++)
        drop_backup(sinks[i]);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return done < count ? sinks[done] : NULL;
}

static void remove_temporary(struct sink *sink)
{
    sigset_t before;

    if (!sink->temporary)
        return;
    block_signals(&before);
    unlink(sink->temporary);
    forget_temporary(sink);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void sink_discard(struct sink *sink)
{
    if (sink->file > STDERR_FILENO)
        close(sink->file);
    sink->file = -1;
    remove_temporary(sink);
    free(sink->target);
    free(sink->bytes);
    sink->target = NULL;
    sink->bytes = NULL;
}
