#include <stdlib.h>

#include "expect.h"

#include "text/keyed_hash.h"
#include "text/hash_table.h"

enum { COUNT = 100000 };

/* Hashes of few different low bits, so that places are wanted by many, and the last
 * ones too, behind which the first come. */
static uint64_t hash_of_number(uint64_t i)
{
    return (i + 1) << 32 | (i * 7919 & 0xFF) * 0x01010101;
}

static void what_was_added_is_there_after_growth(void **state)
{
    struct hash_table table = { 0 };

    (void)state;
    for (uint32_t i = 0; i < COUNT; i++) {
        expect(hash_table_add(&table, hash_of_number(i)), "new");
        if (i % 3 == 0)
            hash_table_set_number(&table, hash_of_number(i), i);
        if (i % 997 == 0)
            expect(!hash_table_has(&table, hash_of_number(COUNT + i)), "not there");
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        expect(!hash_table_add(&table, hash_of_number(i)), "there");
        expect_number("number", hash_table_number(&table, hash_of_number(i)), i % 3 == 0 ? i : 0);
    }
    expect_number("count", (int64_t)table.count, COUNT);
    hash_table_free(&table);
}

static struct view text_of_number(const void *texts, uint32_t number)
{
    return ((const struct view *)texts)[number];
}

static void texts_are_numbered_as_they_come(void **state)
{
    struct hash_table table = { 0 };
    struct arena arena = { 0 };
    struct view *texts = memory_resize_array(NULL, COUNT, sizeof *texts);
    struct buffer text = { 0 };

    (void)state;
    expect_number("in an empty table", hash_table_find_text(&table, VIEW(""), NULL, NULL), 0);
    for (uint32_t i = 0; i < COUNT; i++) {
        text.len = 0;
        buffer_put_number(&text, i);
        expect_number("not there",
                      hash_table_find_text(&table, buffer_view(&text), text_of_number, texts), i);
        expect_number("new", hash_table_add_text(&table, buffer_view(&text), text_of_number, texts),
                      i);
        texts[i] = arena_copy(&arena, buffer_view(&text));
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        expect_number("found", hash_table_find_text(&table, texts[i], text_of_number, texts), i);
        expect_number("there", hash_table_add_text(&table, texts[i], text_of_number, texts), i);
    }
    expect_number("count", (int64_t)table.count, COUNT);
    hash_table_free(&table);
    buffer_free(&text);
    free(texts);
    arena_free(&arena);
}

static void texts_of_one_hash_are_told_apart(void **state)
{
    const struct view texts[] = { VIEW("a"), VIEW("b") };
    struct hash_table table = { 0 };

    (void)state;
    hash_table_add(&table, keyed_hash_text(VIEW("b"))); /* as if "a" had this hash, too */
    expect_number("other", hash_table_find_text(&table, VIEW("b"), text_of_number, texts), 1);
    expect_number("new", hash_table_add_text(&table, VIEW("b"), text_of_number, texts), 1);
    expect_number("found", hash_table_find_text(&table, VIEW("b"), text_of_number, texts), 1);
    expect_number("count", (int64_t)table.count, 2);
    hash_table_free(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_added_is_there_after_growth),
        cmocka_unit_test(texts_are_numbered_as_they_come),
        cmocka_unit_test(texts_of_one_hash_are_told_apart),
    };
    return cmocka_run_group_tests_name("hash_table", tests, NULL, NULL);
}
