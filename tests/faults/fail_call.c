/* LD_PRELOAD library: the N-th call of a kind fails, as on a full or broken
 * disk or without memory. FAIL_CALL is write (pwrite too), close, rename, link, flush
 * (fsync and syncfs), read (pread too) or, when built with WITH_MALLOC, malloc (calloc and realloc
 * too), FAIL_NUMBER is N, FAIL_ERRNO the number of the error, 0 for a write or read
 * that takes only its first byte, and with FAIL_ON set those behind the N-th fail
 * too. Standard error does not count, nor do writes and closes of files open for
 * reading only. How many calls of the kind there were goes into the file FAIL_COUNT, and the
 * file FAIL_TRACE gets a line for each rename and each flush, with the file's name. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64 /* as the programs are built: pread is pread64 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long number_of(const char *name)
{
    const char *value = getenv(name);
    return value ? strtol(value, NULL, 10) : 0;
}

static int is_output(int file)
{
    int flags = fcntl(file, F_GETFL);
    return file != STDERR_FILENO && flags != -1 && (flags & O_ACCMODE) != O_RDONLY;
}

static long calls;

/* A line of the call and the name, without its directories. */
static void trace(const char *call, const char *path)
{
    const char *name = getenv("FAIL_TRACE"), *slash = strrchr(path, '/');
    FILE *file = name ? fopen(name, "a") : NULL;

    if (!file)
        return;
    fprintf(file, "%s %s\n", call, slash ? slash + 1 : path);
    fclose(file);
}

static void trace_open(const char *call, int file)
{
    char link[64], path[4096];
    ssize_t length;

    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    trace(call, path);
}

/* Whether this call is one that fails. */
static int is_chosen(const char *call)
{
    const char *chosen = getenv("FAIL_CALL");
    long number = number_of("FAIL_NUMBER");

    if (!chosen || strcmp(chosen, call) != 0)
        return 0;
    calls++;
    return calls == number || (calls > number && getenv("FAIL_ON"));
}

/* What a call that fails gives back. */
static int fail(void)
{
    errno = (int)number_of("FAIL_ERRNO");
    return -1;
}

ssize_t write(int file, const void *bytes, size_t count)
{
    static ssize_t (*real)(int, const void *, size_t);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "write");
    if (!is_output(file) || !is_chosen("write"))
        return real(file, bytes, count);
    return number_of("FAIL_ERRNO") == 0 ? real(file, bytes, count > 0) : fail();
}

ssize_t read(int file, void *bytes, size_t count)
{
    static ssize_t (*real)(int, void *, size_t);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "read");
    if (!is_chosen("read"))
        return real(file, bytes, count);
    return number_of("FAIL_ERRNO") == 0 ? real(file, bytes, count > 0) : fail();
}

ssize_t pread(int file, void *bytes, size_t count, off_t at)
{
    static ssize_t (*real)(int, void *, size_t, off_t);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "pread64");
    if (!is_chosen("read"))
        return real(file, bytes, count, at);
    return number_of("FAIL_ERRNO") == 0 ? real(file, bytes, count > 0, at) : fail();
}

/* What _FORTIFY_SOURCE makes of them. */
ssize_t __read_chk(int file, void *bytes, size_t count, size_t room)
{
    (void)room;
    return read(file, bytes, count);
}

ssize_t __pread64_chk(int file, void *bytes, size_t count, off_t at, size_t room)
{
    (void)room;
    return pread(file, bytes, count, at);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at)
{
    static ssize_t (*real)(int, const void *, size_t, off_t);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "pwrite64");
    if (!is_output(file) || !is_chosen("write"))
        return real(file, bytes, count, at);
    return number_of("FAIL_ERRNO") == 0 ? real(file, bytes, count > 0, at) : fail();
}

/* The descriptor is closed all the same, as on Linux. */
int close(int file)
{
    static int (*real)(int);
    int chosen = is_output(file) && is_chosen("close");
    int result;

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "close");
    result = real(file);
    return chosen ? fail() : result;
}

int fsync(int file)
{
    static int (*real)(int);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "fsync");
    trace_open("fsync", file);
    return is_chosen("flush") ? fail() : real(file);
}

int syncfs(int file)
{
    static int (*real)(int);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "syncfs");
    trace_open("syncfs", file);
    return is_chosen("flush") ? fail() : real(file);
}

int rename(const char *from, const char *to)
{
    static int (*real)(const char *, const char *);

    trace("rename", from);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "rename");
    return is_chosen("rename") ? fail() : real(from, to);
}

int link(const char *from, const char *to)
{
    static int (*real)(const char *, const char *);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "link");
    return is_chosen("link") ? fail() : real(from, to);
}

#ifdef WITH_MALLOC /* not beside a sanitizer, which has its own */

/* The C library's own, since dlsym(3) itself may allocate. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

static void *without_memory(void)
{
    errno = ENOMEM;
    return NULL;
}

void *malloc(size_t size)
{
    return is_chosen("malloc") ? without_memory() : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return is_chosen("malloc") ? without_memory() : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return is_chosen("malloc") ? without_memory() : __libc_realloc(memory, size);
}

#endif

__attribute__((destructor)) static void tell_count(void)
{
    const char *name = getenv("FAIL_COUNT");
    FILE *file = name ? fopen(name, "w") : NULL;

    if (!file)
        return;
    fprintf(file, "%ld\n", calls);
    fclose(file);
}
