/* Scans, and their twins that go byte by byte. */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

#include "text/scan.h"

#define SOME(has, row)                                                                \
    has('{', '}', row) has('\\', '\\', row) has(0x00, 0x1F, row) has(0xC2, 0xC2, row) \
        has(0xEE, 0xFF, row)
static const struct byte_set some = BYTE_SET(SOME);

/* Controls, { | }, 0xEE to 0xFF; two hyphens, a letter and a digit, 0xE3 and 0x80 to
 * 0x8F. */
/* clang-format off */
#define PAIRS(kind, half) \
    kind(0, half, ASCII, 0x00, 0x1F) \
    kind(1, half, ASCII, '{', '}') \
    kind(2, half, PAIR, 0xEE, 0xEF, 0x00, 0xFF) \
    kind(3, half, PAIR, 0xF0, 0xFF, 0x00, 0xFF) \
    kind(4, half, TWICE, '-', '-') \
    kind(5, half, PAIR, 'a', 'o', '0', '9') \
    kind(7, half, THREE, 0x3000, 0x33FF)
/* clang-format on */
static const struct byte_pairs pairs = BYTE_PAIRS(PAIRS);

/* Ranges of characters, of each length, in few kinds, and what they stand for. */
/* clang-format off */
#define CHARACTERS(kind, half) \
    kind(0, half, ASCII, '<', '>') \
    kind(0, half, TWO, 0x80, 0x7FF) \
    kind(1, half, TWO, 0x3B1, 0x3C9) \
    kind(1, half, THREE, 0x800, 0x1FFF) \
    kind(2, half, THREE, 0x2028, 0x202F) \
    kind(2, half, END, 0x2FF0, 0x3011) \
    kind(2, half, END, 0x302A, 0x302F) \
    kind(3, half, END, 0xF900, 0xFFFF) \
    kind(4, half, FOUR, 0x10000, 0x1D3FF) \
    kind(5, half, FOUR, 0xF0000, 0x10FFFF)
/* clang-format on */
static const struct byte_pairs characters = BYTE_PAIRS(CHARACTERS);

static bool stops_alone(int c)
{
    return c < 0x20 || (c >= '{' && c <= '}') || c >= 0xEE;
}

static int64_t scan(const char *text, size_t length)
{
    return (int64_t)scan_pairs((struct view){ text, length }, &pairs, NULL, NULL);
}

static void a_set_has_its_members(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        bool is_member = (c >= '{' && c <= '}') || c == '\\' || c < 0x20 || c == 0xC2 || c >= 0xEE;
        if (byte_set_has(&some, (char)c) != is_member)
            fail_msg("0x%02X: wanted %d", (unsigned)c, is_member);
    }
}

enum { LENGTH_MAX = 100 };

/* Every byte at every place of texts of every length, with a text behind them
 * that would stop the scan. The text is at the end of its own block, where a
 * sanitizer sees what is read too far. */
static void a_byte_stops_at_every_offset(void **state)
{
    (void)state;
    for (size_t length = 1; length <= LENGTH_MAX; length++) {
        char *text = malloc(length);
        memset(text, 'x', length);
        expect_number("nothing", (int64_t)scan_run((struct view){ text, length }, &some),
                      (int64_t)length);
        expect_number("nothing", scan(text, length), (int64_t)length);
        for (size_t at = 0; at < length; at++) {
            for (int c = 0; c < 256; c++) {
                int64_t stop = byte_set_has(&some, (char)c) ? (int64_t)at : (int64_t)length;
                text[at] = (char)c;
                expect_number("run", (int64_t)scan_run((struct view){ text, length }, &some), stop);
                stop = stops_alone(c) ? (int64_t)at : (int64_t)length;
                expect_number("pairs", scan(text, length), stop);
            }
            text[at] = 'x';
        }
        free(text);
    }
}

static void a_pair_stops_at_every_offset(void **state)
{
    (void)state;
    for (size_t length = 2; length <= LENGTH_MAX; length++) {
        char *text = malloc(length);
        memset(text, 'x', length);
        for (size_t at = 0; at + 1 < length; at++) {
            text[at] = text[at + 1] = '-';
            expect_number("two", scan(text, length), (int64_t)at);
            text[at + 1] = 'x';
            expect_number("one", scan(text, length), (int64_t)length);
            text[at] = 'x';
        }
        free(text);
    }
}

static void every_character_of_a_range_is_found(void **state)
{
#define RANGE(kind, half, how, first, last) { first, last },
    static const struct {
        uint32_t first, last;
    } ranges[] = { CHARACTERS(RANGE, 0) };
    struct buffer text = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(ranges); i++) {
        for (uint32_t c = ranges[i].first; c <= ranges[i].last; c++) {
            text.len = 0;
            buffer_put_code_point(&text, c);
            if (scan_pairs(buffer_view(&text), &characters, NULL, NULL) == text.len)
                fail_msg("U+%04X is not found", (unsigned)c);
        }
    }
    expect_number("others", (int64_t)scan_pairs(VIEW("a=b"), &characters, NULL, NULL), 1);
    buffer_free(&text);
}

/* Of few kinds of bytes, so that pairs are frequent. */
static void scans_are_their_twins(void **state)
{
#define NOT_ASCII(has, row) has(0x80, 0xFF, row)
    static const struct byte_set not_ascii = BYTE_SET(NOT_ASCII);
    static const char bytes[] = { 'x', 'y', '-', 'a', '1', '\xE3', '\x80', '\x90', '\xC2' };
    uint32_t seed = 1;

    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        size_t length = (seed >> 8) % LENGTH_MAX + 1, kinds = round % sizeof bytes + 1;
        char *text = malloc(length);
        struct view view = { text, length };

        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525 + 1013904223;
            text[i] = (seed >> 28) < 13 ? 'x' : bytes[(seed >> 16) % kinds];
        }
        expect_number("run", (int64_t)scan_run(view, &some), (int64_t)scan_run_plain(view, &some));
        expect_number("ASCII", (int64_t)scan_ascii(view),
                      (int64_t)scan_run_plain(view, &not_ascii));
        expect_number("pairs", scan(text, length), (int64_t)scan_pairs_plain(view, &pairs));
        free(text);
    }
}

/* Whether the pair is one of those that the array of bools names. */
static bool is_named(const void *context, struct view text, size_t at)
{
    const bool *named = context;
    return at < text.len && named[at];
}

/* All places stop but for those that the caller does not mean. */
static void the_caller_has_the_last_word(void **state)
{
    enum { LENGTH = 70 };
    char text[LENGTH];
    bool named[LENGTH] = { false };
    struct view view = { text, LENGTH };

    (void)state;
    memset(text, '\x01', sizeof text);
    expect_number("none", (int64_t)scan_pairs(view, &pairs, is_named, named), LENGTH);
    for (size_t at = LENGTH; at-- > 0;) {
        named[at] = true;
        expect_number("one", (int64_t)scan_pairs(view, &pairs, is_named, named), (int64_t)at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_has_its_members),
        cmocka_unit_test(a_byte_stops_at_every_offset),
        cmocka_unit_test(a_pair_stops_at_every_offset),
        cmocka_unit_test(every_character_of_a_range_is_found),
        cmocka_unit_test(scans_are_their_twins),
        cmocka_unit_test(the_caller_has_the_last_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
