/* Scans, and their twins that go byte by byte. */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

#include "scan.h"

#define SOME(has, row)                                                                \
    has('{', '}', row) has('\\', '\\', row) has(0x00, 0x1F, row) has(0xC2, 0xC2, row) \
        has(0xEE, 0xFF, row)
static const struct byte_set some = BYTE_SET(SOME);

#define BEFORE(has, row) has('-', '-', row) has(0xE3, 0xE3, row) has('a', 'c', row)
#define BEHIND(has, row) has('-', '-', row) has(0x80, 0x8F, row) has('0', '9', row)
static const struct byte_pairs pairs = { BYTE_SET(SOME), BYTE_SET(BEFORE), BYTE_SET(BEHIND) };

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
        expect_number("nothing", (int64_t)scan_pairs((struct view){ text, length }, &pairs),
                      (int64_t)length);
        for (size_t at = 0; at < length; at++) {
            for (int c = 0; c < 256; c++) {
                int64_t stop = byte_set_has(&some, (char)c) ? (int64_t)at : (int64_t)length;
                text[at] = (char)c;
                expect_number("run", (int64_t)scan_run((struct view){ text, length }, &some), stop);
                expect_number("pairs", (int64_t)scan_pairs((struct view){ text, length }, &pairs),
                              stop);
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
            expect_number("two", (int64_t)scan_pairs((struct view){ text, length }, &pairs),
                          (int64_t)at);
            text[at + 1] = 'x';
            expect_number("one", (int64_t)scan_pairs((struct view){ text, length }, &pairs),
                          (int64_t)length);
            text[at] = 'x';
        }
        free(text);
    }
}

/* Of few kinds of bytes, so that pairs are frequent. */
static void scans_are_their_twins(void **state)
{
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
        expect_number("pairs", (int64_t)scan_pairs(view, &pairs),
                      (int64_t)scan_pairs_plain(view, &pairs));
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_has_its_members),
        cmocka_unit_test(a_byte_stops_at_every_offset),
        cmocka_unit_test(a_pair_stops_at_every_offset),
        cmocka_unit_test(scans_are_their_twins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
