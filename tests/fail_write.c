/* LD_PRELOAD library: the N-th call of a kind fails, as on a full or broken
 * disk. FAIL_CALL is write, close, rename or link, FAIL_NUMBER is N, FAIL_ERRNO
 * the number of the error, 0 for a write that takes only its first byte, and
 * with FAIL_ON set those behind the N-th fail too. Standard error and files
 * open for reading only do not count. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
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

/* Whether this call is one that fails. */
static int is_chosen(const char *call)
{
    static long calls;
    const char *chosen = getenv("FAIL_CALL");
    long number = number_of("FAIL_NUMBER");

    if (!chosen || strcmp(chosen, call) != 0)
        return 0;
    calls++;
    return calls == number || (calls > number && getenv("FAIL_ON"));
}

ssize_t write(int file, const void *bytes, size_t count)
{
    static ssize_t (*real)(int, const void *, size_t);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "write");
    if (!is_output(file) || !is_chosen("write"))
        return real(file, bytes, count);
    errno = (int)number_of("FAIL_ERRNO");
    return errno == 0 ? real(file, bytes, count > 0) : -1;
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
    if (!chosen)
        return result;
    errno = (int)number_of("FAIL_ERRNO");
    return -1;
}

int rename(const char *from, const char *to)
{
    static int (*real)(const char *, const char *);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "rename");
    if (!is_chosen("rename"))
        return real(from, to);
    errno = (int)number_of("FAIL_ERRNO");
    return -1;
}

int link(const char *from, const char *to)
{
    static int (*real)(const char *, const char *);

    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "link");
    if (!is_chosen("link"))
        return real(from, to);
    errno = (int)number_of("FAIL_ERRNO");
    return -1;
}
