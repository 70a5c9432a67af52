#include <stdlib.h>
#include <string.h>

#include "expect.h"

#include "text/memory.h"
#include "text/pool.h"

enum { COUNT = 20000, LONG = 5 * 1024 * 1024 };

static size_t size_of(size_t i)
{
    return i % 7000 == 1 ? LONG : 1 + i * 7919 % 3000;
}

static char *take_filled(struct pool *pool, size_t i)
{
    return memset(pool_take(pool, size_of(i)), (int)(i % 251), size_of(i));
}

static void expect_filled(const char *piece, size_t i)
{
    for (size_t at = 0; at < size_of(i); at += 13)
        expect(piece[at] == (char)(i % 251), "as it was filled");
}

/* Drops every third piece late and the others at once, or one after the next was taken, so that
 * blocks in the middle, at the end and at the start become empty. */
static void pieces_stay_until_they_are_dropped(void **state)
{
    struct pool pool = { 0 };
    char **pieces = memory_resize_array(NULL, COUNT, sizeof *pieces);

    (void)state;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < COUNT; i++) {
            pieces[i] = take_filled(&pool, i);
            expect((size_t)pieces[i] % sizeof(void *) == 0, "aligned");
            if (i % 3 == 2) {
                expect_filled(pieces[i - 1], i - 1);
                pool_drop(&pool, pieces[i - 1]);
                pool_drop(&pool, pieces[i]);
            }
        }
        for (size_t i = 0; i < COUNT; i += 3) {
            expect_filled(pieces[i], i);
            pool_drop(&pool, pieces[i]);
        }
        pool_drop(&pool, NULL);
    }
    free(pieces);
    pool_free(&pool);
}

static void blocks_without_pieces_are_freed_in_any_order(void **state)
{
    struct pool pool = { 0 };
    char **pieces = memory_resize_array(NULL, COUNT, sizeof *pieces);

    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        pieces[i] = take_filled(&pool, i);
    for (size_t i = COUNT / 2; i < COUNT; i++)
        pool_drop(&pool, pieces[i]);
    for (size_t i = COUNT / 2; i-- > 0;) {
        expect_filled(pieces[i], i);
        pool_drop(&pool, pieces[i]);
    }
    take_filled(&pool, 1); /* freed with the pool */
    free(pieces);
    pool_free(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_stay_until_they_are_dropped),
        cmocka_unit_test(blocks_without_pieces_are_freed_in_any_order),
    };

    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
