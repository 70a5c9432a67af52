#include "expect.h"

#include "text/hash_set.h"

enum { COUNT = 100000 };

/* Hashes of few different low bits, so that places are wanted by many, and the last
 * ones too, behind which the first come. */
static uint64_t hash_of_number(uint64_t i)
{
    return (i + 1) << 32 | (i * 7919 & 0xFF) * 0x01010101;
}

static void what_was_added_is_there_after_growth(void **state)
{
    struct hash_set set = { 0 };

    (void)state;
    for (uint32_t i = 0; i < COUNT; i++) {
        expect(hash_set_add(&set, hash_of_number(i)), "new");
        if (i % 3 == 0)
            hash_set_set_number(&set, hash_of_number(i), i);
        if (i % 997 == 0)
            expect(!hash_set_has(&set, hash_of_number(COUNT + i)), "not there");
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        expect(!hash_set_add(&set, hash_of_number(i)), "there");
        expect_number("number", hash_set_number(&set, hash_of_number(i)), i % 3 == 0 ? i : 0);
    }
    expect_number("count", (int64_t)set.count, COUNT);
    hash_set_free(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_is_there_after_growth),
    };
    return cmocka_run_group_tests_name("hash_set", tests, NULL, NULL);
}
