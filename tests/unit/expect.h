/* What the unit tests compare with; every failure names its case. */
#ifndef REFMILL_TESTS_EXPECT_H
#define REFMILL_TESTS_EXPECT_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/text.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static inline void expect(bool holds, const char *name)
{
    if (!holds)
        fail_msg("%s: does not hold", name);
}

static inline void expect_number(const char *name, int64_t got, int64_t wanted)
{
    if (got != wanted)
        fail_msg("%s: got %lld, wanted %lld", name, (long long)got, (long long)wanted);
}

static inline void expect_view(const char *name, struct view got, struct view wanted)
{
    if (!view_equal(got, wanted))
        fail_msg("%s: got \"%.*s\", wanted \"%.*s\"", name, (int)got.len, got.len ? got.at : "",
                 (int)wanted.len, wanted.len ? wanted.at : "");
}

static inline void expect_text(const char *name, struct view got, const char *wanted)
{
    expect_view(name, got, view_of(wanted));
}

#endif
