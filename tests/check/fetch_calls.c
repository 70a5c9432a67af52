/* LD_PRELOAD library for refmill-fetch: the certificate in the file TRUSTED is one that
 * libcurl trusts, the names of some calls go into the file CALLS, one a line, and clocks that count
 * from the start of the system are SPEED times as fast. */
#define _GNU_SOURCE
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void note(const char *call)
{
    const char *path = getenv("CALLS");
    FILE *calls = path ? fopen(path, "a") : NULL;

    if (!calls)
        return;
    fprintf(calls, "%s\n", call);
    fclose(calls);
}

int fsync(int file)
{
    int (*real)(int);

    *(void **)&real = dlsym(RTLD_NEXT, "fsync");
    note("fsync");
    return real(file);
}

int rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *);

    *(void **)&real = dlsym(RTLD_NEXT, "rename");
    note("rename");
    return real(from, to);
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    const char *speed = getenv("SPEED");
    int (*real)(clockid_t, struct timespec *);
    int status;

    *(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
    status = real(clock, time);
    if (speed && status == 0 && (clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_RAW)) {
        long long nanoseconds = (time->tv_sec * 1000000000LL + time->tv_nsec) % 1000000000000000LL *
                                atoi(speed);

        time->tv_sec = nanoseconds / 1000000000;
        time->tv_nsec = nanoseconds % 1000000000;
    }
    return status;
}

CURLcode curl_easy_perform(CURL *handle)
{
    CURLcode (*real)(CURL *);

    *(void **)&real = dlsym(RTLD_NEXT, "curl_easy_perform");
    if (getenv("TRUSTED"))
        curl_easy_setopt(handle, CURLOPT_CAINFO, getenv("TRUSTED"));
    return real(handle);
}
