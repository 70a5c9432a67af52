/* The check of UTF-8, and its twin that goes sequence by sequence. */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

enum { SIZE = 100 };

static void expect_twins(struct view text)
{
    size_t wanted = utf8_find_malformed_plain(text), got = utf8_find_malformed(text);

    if (got != wanted)
        fail_msg("of %zu bytes: got %zu, wanted %zu; there stands %02X", text.len, got, wanted,
                 wanted < text.len ? (unsigned)(unsigned char)text.at[wanted] : 0);
}

/* All two bytes, and all three and four of which the last continue, before and
 * behind a vector's end, in ASCII and in other text. */
static void sequences_are_checked_at_every_offset(void **state)
{
    static const char *const fillers[] = { "x", "潮" };
    static const char thirds[] = { '\x7F', '\x80', '\x9F', '\xBF', '\xC0', '\xE4' };
    char text[SIZE];

    (void)state;
    for (size_t f = 0; f < LENGTH(fillers); f++) {
        size_t unit = strlen(fillers[f]);
        for (size_t before = 0; before<70; before += before> 20 && before < 58 ? 7 * unit : unit) {
            size_t lead = before / unit * unit;
            for (size_t i = 0; i + unit <= SIZE; i += unit)
                memcpy(text + i, fillers[f], unit);
            for (unsigned pair = 0x8000; pair < 0x10000; pair++) {
                text[lead] = (char)(pair >> 8);
                text[lead + 1] = (char)pair;
                text[lead + 2] = thirds[pair % sizeof thirds];
                text[lead + 3] = thirds[pair / 7 % sizeof thirds];
                expect_twins((struct view){ text, SIZE - SIZE % unit });
            }
        }
    }
}

/* Text that is well-formed but for a byte, or that is cut; at the end of its own
 * block, where a sanitizer sees what is read too far. */
static void changed_text_is_checked_as_by_the_twin(void **state)
{
    static const char *const characters[] = { "a", "b", " ", "é", "ß", "潮", "。", "，", "😀" };
    uint32_t seed = 1;

    (void)state;
    for (unsigned round = 0; round < 50000; round++) {
        struct buffer text = { 0 };
        char *block;

        for (unsigned i = 0; i < round % 60; i++) {
            seed = seed * 1664525 + 1013904223;
            buffer_put(&text, view_of(characters[(seed >> 16) % (round % 9 + 1)]));
        }
        seed = seed * 1664525 + 1013904223;
        if (text.len > 0 && round % 3 == 0)
            text.at[(seed >> 8) % text.len] = (char)(seed >> 20);
        if (text.len > 0 && round % 3 == 1)
            text.len -= (seed >> 8) % 4 < text.len ? (seed >> 8) % 4 : 0;
        block = malloc(text.len + 1);
        memcpy(block + 1, text.len ? text.at : "", text.len);
        expect_twins((struct view){ block + 1, text.len });
        free(block);
        buffer_free(&text);
    }
}

static void characters_are_counted(void **state)
{
    struct buffer text = { 0 };

    (void)state;
    for (int64_t count = 0; count < 100; count++) {
        static const char *const characters[] = { "a", "é", "潮", "😀" };
        expect_number("count", (int64_t)utf8_count(buffer_view(&text)), count);
        buffer_put(&text, view_of(characters[count * count / 3 % 4]));
    }
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequences_are_checked_at_every_offset),
        cmocka_unit_test(changed_text_is_checked_as_by_the_twin),
        cmocka_unit_test(characters_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
