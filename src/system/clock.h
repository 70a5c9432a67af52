/* The system's clocks in milliseconds. */
#ifndef REFMILL_SYSTEM_CLOCK_H
#define REFMILL_SYSTEM_CLOCK_H

#include <stdint.h>
#include <time.h>

/* CLOCK_REALTIME counts from 1970; CLOCK_MONOTONIC never goes back. */
static inline int64_t clock_milliseconds(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

#endif
