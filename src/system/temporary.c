#include "system/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "text/random.h"

/* A suspended run may have closed files, which are not locked, that it has yet to rename. */
enum { LEFTOVER_SECONDS = 24 * 60 * 60 };
/* In bytes; about 1,500 names, which take 0.3 ms to read. */
enum { LARGE_DIRECTORY = 64 * 1024 };
enum { RANDOM_LETTERS = 6, ATTEMPTS = 100 };

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/* A global, since the signal handler needs it. It changes only while signals are blocked, and only
 * after temporary_catch_signals: the C library's threads do not share it. */
static struct temporary *volatile newest;
static bool catching;

void temporary_block_signals(sigset_t *before)
{
    sigset_t all;

    if (!catching)
        return;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, before);
}

void temporary_let_signals(const sigset_t *before)
{
    if (catching)
        sigprocmask(SIG_SETMASK, before, NULL);
}

void temporary_remember(struct temporary *temporary)
{
    if (!catching)
        return;
    temporary->remembered = true;
    temporary->newer = NULL;
    temporary->older = newest;
    if (newest)
        newest->newer = temporary;
    newest = temporary;
}

void temporary_forget(struct temporary *temporary)
{
    if (!temporary->remembered)
        return;
    temporary->remembered = false;
    if (temporary->newer)
        temporary->newer->older = temporary->older;
    else
        newest = temporary->older;
    if (temporary->older)
        temporary->older->newer = temporary->newer;
}

static void remove_all(void)
{
    for (const struct temporary *temporary = newest; temporary; temporary = temporary->older) {
        if (temporary->is_folder)
            rmdir(temporary->path);
        else
            unlink(temporary->path);
    }
}

void temporary_end_by_signal(int signal_number)
{
    remove_all();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void temporary_catch_signals(void)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
    struct sigaction action = { .sa_handler = temporary_end_by_signal };

    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before;
        sigaction(signals[i], NULL, &before);
        if (before.sa_handler != SIG_IGN) /* as by nohup */
            sigaction(signals[i], &action, NULL);
    }
    catching = true;
    atexit(remove_all); /* when memory runs out the program ends by exit(3) */
}

/* ---- Files */

/* Names need not be secret, since O_EXCL refuses a file that exists. */
static uint64_t random_number(void)
{
    uint64_t number;

    if (!random_draw(&number, sizeof number)) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        number = (uint64_t)now.tv_nsec * (uint64_t)getpid() * UINT64_C(0x9E3779B97F4A7C15) >> 16;
    }
    return number;
}

static void put_random_letters(char *at)
{
    uint64_t number = random_number();

    for (size_t i = 0; i < RANDOM_LETTERS; i++, number /= sizeof letters - 1)
        at[i] = letters[number % (sizeof letters - 1)];
}

int temporary_create(struct temporary *temporary, struct view prefix, mode_t mode)
{
    struct buffer path = { 0 };
    int file = -1, error = EEXIST;
    sigset_t before;

    buffer_print(&path, "%.*s%*s", (int)prefix.len, prefix.at, (int)RANDOM_LETTERS, "");
    *temporary = (struct temporary){ .path = path.at };
    temporary_block_signals(&before);
    for (int i = 0; i < ATTEMPTS && file < 0 && error == EEXIST; i++) {
        put_random_letters(path.at + prefix.len);
        file = open(path.at, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        error = errno;
    }
    if (file >= 0)
        temporary_remember(temporary);
    temporary_let_signals(&before);
    if (file >= 0) {
        flock(file, LOCK_EX | LOCK_NB);
        return file;
    }
    free(path.at);
    temporary->path = NULL;
    errno = error;
    return -1;
}

/* Signals must be blocked. */
static void forget_file(struct temporary *temporary)
{
    temporary_forget(temporary);
    free(temporary->path);
    temporary->path = NULL;
}

bool temporary_rename(struct temporary *temporary, const char *target)
{
    sigset_t before;
    int error;

    temporary_block_signals(&before);
    error = rename(temporary->path, target) < 0 ? errno : 0;
    if (!error)
        forget_file(temporary);
    temporary_let_signals(&before);
    errno = error;
    return !error;
}

void temporary_remove(struct temporary *temporary)
{
    sigset_t before;

    if (!temporary->path)
        return;
    temporary_block_signals(&before);
    unlink(temporary->path);
    forget_file(temporary);
    temporary_let_signals(&before);
}

const char *temporary_directory(void)
{
    const char *directory = getenv("TMPDIR");
    return directory && directory[0] ? directory : "/tmp";
}

int temporary_open_unnamed(void)
{
    struct temporary temporary;
    struct buffer prefix = { 0 };
    int file;

    buffer_print(&prefix, "%s/refmill-", temporary_directory());
    file = temporary_create(&temporary, buffer_view(&prefix), 0600);
    temporary_remove(&temporary);
    buffer_free(&prefix);
    return file;
}

/* ---- Files left by killed runs */

/* A backup, which ends in "~", does not count: it may be the only copy of a user's file. */
static bool is_name_of_temporary(struct view name, struct view prefix)
{
    if (!view_take(&name, prefix) || name.len != RANDOM_LETTERS)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        if (!memchr(letters, name.at[i], sizeof letters - 1))
            return false;
    }
    return true;
}

static bool is_old_file_of_user(int directory, const char *name)
{
    struct stat status;

    return fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode) &&
           status.st_uid == geteuid() && time(NULL) - status.st_mtime > LEFTOVER_SECONDS;
}

static void remove_unless_locked(int directory, const char *name)
{
    int file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (file < 0)
        return;
    if (flock(file, LOCK_EX | LOCK_NB) == 0)
        unlinkat(directory, name, 0);
    close(file);
}

/* Large directories are read so seldom that a run reads 2 * LARGE_DIRECTORY at most on average. */
static bool is_to_be_read(int directory)
{
    struct stat status;

    return fstat(directory, &status) == 0 &&
           (status.st_size <= LARGE_DIRECTORY ||
            random_number() % (uint64_t)(status.st_size / LARGE_DIRECTORY) == 0);
}

void temporary_remove_leftovers(const char *directory, struct view name_prefix)
{
    DIR *stream = opendir(directory);
    const struct dirent *entry;

    if (!stream)
        return;
    if (is_to_be_read(dirfd(stream))) {
        while ((entry = readdir(stream))) {
            if (is_name_of_temporary(view_of(entry->d_name), name_prefix) &&
                is_old_file_of_user(dirfd(stream), entry->d_name))
                remove_unless_locked(dirfd(stream), entry->d_name);
        }
    }
    closedir(stream);
}
