#include "expect.h"

#include <stdio.h>
#include <string.h>

#include "text/hash.h"

enum { SIZE = 40 };

/* Every byte at every place of texts of every length: the same as its lower case, and
 * as nothing else. */
static void letters_of_either_case_are_one(void **state)
{
    char text[SIZE], other[SIZE];

    (void)state;
    for (size_t length = 1; length <= SIZE; length++) {
        memset(text, 'x', sizeof text);
        memset(other, 'x', sizeof other);
        for (size_t at = 0; at < length; at++) {
            for (int c = 0; c < 256; c++) {
                bool same = ascii_lower((char)c) == 'k';
                text[at] = (char)c;
                other[at] = 'k';
                if ((hash_folded(0, (struct view){ text, length }) ==
                     hash_folded(0, (struct view){ other, length })) != same)
                    fail_msg("0x%02X at %zu of %zu", (unsigned)c, at, length);
                if ((hash_text(0, (struct view){ text, length }) ==
                     hash_text(0, (struct view){ other, length })) != (c == 'k'))
                    fail_msg("exact: 0x%02X at %zu of %zu", (unsigned)c, at, length);
            }
            text[at] = other[at] = 'x';
        }
    }
}

/* Ids in order, as digests have them: their hashes' low bits, which tables look at,
 * must be spread as chance would. Of 65536 places 65536 balls take 41427 (1 - 1/e). */
static void the_low_bits_of_ids_are_spread(void **state)
{
    static bool taken[1 << 16];
    size_t count = 0;

    (void)state;
    for (unsigned i = 0; i < LENGTH(taken); i++) {
        char id[24];
        uint64_t place;

        snprintf(id, sizeof id, "arxiv%04u.%05u", 2401 + i / 20000, i % 20000);
        place = hash_folded(0, view_of(id)) % LENGTH(taken);
        count += !taken[place];
        taken[place] = true;
    }
    if (count < 41000 || count > 41900)
        fail_msg("%zu places are taken", count);
}

static void a_text_is_no_other_with_zeros_or_less(void **state)
{
    (void)state;
    expect(hash_text(0, VIEW("a")) != hash_text(0, VIEW("a\0")), "a zero more");
    expect(hash_text(0, VIEW("")) != hash_text(0, VIEW("\0")), "a zero");
    expect(hash_text(0, VIEW("abcdefgh")) != hash_text(0, VIEW("abcdefghh")), "a letter more");
    expect(hash_text(1, VIEW("a")) != hash_text(2, VIEW("a")), "the seed");
    expect(hash_text(0, VIEW("")) != 0, "not zero");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_either_case_are_one),
        cmocka_unit_test(the_low_bits_of_ids_are_spread),
        cmocka_unit_test(a_text_is_no_other_with_zeros_or_less),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
