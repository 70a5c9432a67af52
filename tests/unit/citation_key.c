#include "expect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/keyed_hash.h"
#include "record/citation_key.h"

static struct record paper(const char *title)
{
    return (struct record){ .arxiv_id = VIEW("2403.19588"),
                            .date = { 2024, 3, 0 },
                            .primary_category = VIEW("cs.CV"),
                            .title.in[LANGUAGE_EN] = view_of(title) };
}

static const struct {
    const char *pattern, *key;
} keys[] = {
    { KEY_DEFAULT, "arxiv2403.19588" },
    { "{year}{month}{class}", "202403cs.CV" },
    { "a.b_c+d/{id}", "a.b_c+d/2403.19588" },
    { "{word}{word}", "KitesKites" },
    { "a-b:{id}", "a-b:2403.19588" },
    { "{year:2}{month}", "2403" },
    { "{word:lower}", "kites" },
    { "{word:2:upper}", "KI" },
    { "{class:lower}", "cs.cv" },
    { "{words}", "KitesTheirInvented" },
    { "{words:2}", "KitesTheir" },
    { "{words:9}", "KitesTheirInventedTails" },
    { "{word:20}", "Kites" },
    { "{words:1}", "Kites" },
};

static void fields_become_what_the_record_says(void **state)
{
    const struct record record = paper("On Kites and their invented tails");
    struct buffer key = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(keys); i++) {
        key.len = 0;
        expect(citation_key_put(&key, view_of(keys[i].pattern), &record), keys[i].pattern);
        expect_text(keys[i].pattern, buffer_view(&key), keys[i].key);
    }
    buffer_free(&key);
}

static const struct {
    const char *title, *word;
} titles[] = {
    { "The Art of Kites", "Art" },
    { "A B C", "B" },
    { "DenseNets Reloaded", "DenseNets" },
    { "\\'Etale cohomology", "Etale" },
    { "\"Why\" is how", "arxiv2403.19588" }, /* stop words only: the default key */
    { "GPT-4 and more", "GPT" },
    { "Łódź things", "Lodz" },
    { "Let’s go", "Lets" },
    { "论 LLM", "LLM" },
};

static const struct {
    struct person person;
    const char *key;
} authors[] = {
    { { .family = { "Kim", 3 }, .given = { "Donghyun", 8 } }, "Kim2024" },
    { { .family = { "van der Berg", 12 } }, "vanderBerg2024" },
    { { .family = { "Lévy-Strauß", 13 } }, "LevyStrauss2024" },
    { { .family = { "Ørsted", 7 } }, "Orsted2024" },
    { { .family = { "O'Neil", 6 } }, "ONeil2024" },
    { { .family = { "Nguyễn", 8 } }, "Nguyen2024" },
    { { .family = { "Łukasiewicz", 12 } }, "Lukasiewicz2024" },
    { { .literal = { "ATLAS Collaboration", 19 } }, "ATLASCollaboration2024" },
    { { .family = { "王", 3 } }, "arxiv2403.19588" },
    { { .family = { "Колмогоров", 20 } }, "arxiv2403.19588" },
    { { .given = { "Only", 4 } }, "arxiv2403.19588" },
};

/* The examples of the manual page: Google Scholar's keys, Better BibTeX's, and short ones. */
static void documented_patterns_give_the_documented_keys(void **state)
{
    static const struct {
        const char *pattern, *key;
    } rows[] = {
        { "{auth:lower}{year}{word:lower}", "kim2024densenets" },
        { "{auth:lower}{words:3}{year}", "kimDenseNetsReloadedParadigm2024" },
        { "{auth}-{year}", "Kim-2024" },
        { "{auth:3}{year:2}", "Kim24" },
    };
    struct record record = paper("DenseNets Reloaded: Paradigm Shift Beyond ResNets and ViTs");
    struct buffer key = { 0 };

    (void)state;
    record.authors = &authors[0].person;
    record.author_count = 1;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        key.len = 0;
        expect(citation_key_put(&key, view_of(rows[i].pattern), &record), rows[i].pattern);
        expect_text(rows[i].pattern, buffer_view(&key), rows[i].key);
    }
    record.author_count = 0;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        key.len = 0;
        expect(!citation_key_put(&key, view_of(rows[i].pattern), &record), rows[i].pattern);
        expect_text(rows[i].pattern, buffer_view(&key), "arxiv2403.19588");
    }
    buffer_free(&key);
}

static void an_author_is_the_first_ones_family_in_ascii(void **state)
{
    struct buffer key = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(authors); i++) {
        struct record record = paper("On Kites");

        record.authors = &authors[i].person;
        record.author_count = 1;
        key.len = 0;
        citation_key_put(&key, VIEW("{auth}{year}"), &record);
        expect_text(authors[i].key, buffer_view(&key), authors[i].key);
    }
    buffer_free(&key);
}

static void a_word_is_the_first_that_is_no_stop_word(void **state)
{
    struct buffer key = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(titles); i++) {
        const struct record record = paper(titles[i].title);
        key.len = 0;
        citation_key_put(&key, VIEW("{word}"), &record);
        expect_text(titles[i].title, buffer_view(&key), titles[i].word);
    }
    buffer_free(&key);
}

static void several_words_join_at_hyphens(void **state)
{
    const struct record record = paper("The End-to-End Object’s Detection");
    struct buffer key = { 0 };

    (void)state;
    citation_key_put(&key, VIEW("{words}-{word}"), &record);
    expect_text("compounds", buffer_view(&key), "EndtoEndObjectsDetection-End");
    buffer_free(&key);
}

static void without_an_id_the_link_is_the_key(void **state)
{
    const struct record record = { .url = VIEW("https://example.org/a-b/c?d=1") };
    struct buffer key = { 0 };

    (void)state;
    citation_key_put(&key, VIEW(KEY_DEFAULT), &record);
    expect_text("default", buffer_view(&key), "example.org.ab.cd1");
    key.len = 0;
    citation_key_put(&key, VIEW("{year}{class}"), &record);
    expect_text("fields that are absent", buffer_view(&key), "example.org.ab.cd1");
    buffer_free(&key);
}

static void patterns_are_checked(void **state)
{
    static const struct {
        const char *pattern;
        bool good;
    } rows[] = {
        { "{id}", true },
        { "x{year}_{word}", true },
        { "", false },
        { "x", false },
        { "{foo}", false },
        { "{id", false },
        { "{id} ", false },
        { "a-{id}:", true },
        { "{id},", false },
        { "键{id}", false },
        { "{id}}", false },
        { "{ID}", false },
        { "{id:3}", false },
        { "{auth:0}", false },
        { "{auth:100}", false },
        { "{auth:}", false },
        { "{auth:lower:3}", true },
        { "{auth:1:2}", false },
        { "{auth:lower:upper}", false },
        { "{auth:3x}", false },
        { "{words:lower", false },
        { "{auth}#", false },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        expect(!citation_key_find_fault(view_of(rows[i].pattern)) == rows[i].good, rows[i].pattern);
}

/* The same key again gets a … z, aa, ab …, whatever the case, and none that is
 * taken already. */
static void keys_are_unique(void **state)
{
    static const char *const ids[] = { "A", "a", "b", "a", "ab", "A", "a" };
    static const char *const wanted[] = { "A", "aa", "b", "ab", "aba", "Ac", "ad" };
    struct hash_table used = { 0 };
    struct buffer key = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(ids); i++) {
        const struct record record = { .arxiv_id = view_of(ids[i]) };
        key.len = 0;
        citation_key_put_unique(&key, VIEW("{id}"), &record, &used, NULL);
        expect_text("key", buffer_view(&key), wanted[i]);
    }
    buffer_free(&key);
    hash_table_free(&used);
}

static void suffixes_go_on_behind_z(void **state)
{
    const struct record record = { .arxiv_id = VIEW("k") };
    struct hash_table used = { 0 };
    struct buffer key = { 0 };

    (void)state;
    for (int i = 0; i <= 26 + 2; i++) {
        key.len = 0;
        citation_key_put_unique(&key, VIEW("{id}"), &record, &used, NULL);
        if (i == 26)
            expect_text("the 27th", buffer_view(&key), "kz");
    }
    expect_text("the 29th", buffer_view(&key), "kab");
    buffer_free(&key);
    hash_table_free(&used);
}

/* Keys that end in each other's suffixes, and a library's, beside a list of all that
 * were given. */
static void no_key_is_given_twice(void **state)
{
    enum { COUNT = 3000, SIZE = 16 };
    static const char *const library[] = { "ab", "b", "aaa", "bz" };
    char(*given)[SIZE] = calloc(COUNT + LENGTH(library), SIZE);
    struct hash_table used = { 0 }, taken = { 0 };
    struct buffer key = { 0 };
    uint32_t seed = 1;

    (void)state;
    for (size_t i = 0; i < LENGTH(library); i++) {
        snprintf(given[i], SIZE, "%s", library[i]);
        hash_table_add(&taken, keyed_hash_folded(view_of(library[i])));
    }
    for (size_t i = LENGTH(library); i < COUNT + LENGTH(library); i++) {
        char id[8] = "", wanted[SIZE];
        struct record record = { 0 };
        bool in_use = true;

        seed = seed * 1664525 + 1013904223;
        for (size_t length = (seed >> 28) % 3 + 1, at = 0; at < length; at++)
            id[at] = "abAz"[seed >> (10 + 2 * at) & 3];
        for (unsigned number = 0; in_use; number++) {
            char suffix[3] = { (char)(number > 26 ? 'a' + (number - 27) / 26 : 0), 0, 0 };
            suffix[number > 26] = (char)(number ? 'a' + (number - 1) % 26 : 0);
            snprintf(wanted, sizeof wanted, "%s%s", id, suffix);
            in_use = false;
            for (size_t other = 0; other < i; other++)
                in_use = in_use || view_equal_ignoring_case(view_of(given[other]), view_of(wanted));
        }
        record.arxiv_id = view_of(id);
        key.len = 0;
        citation_key_put_unique(&key, VIEW("{id}"), &record, &used, &taken);
        expect_text(id, buffer_view(&key), wanted);
        snprintf(given[i], SIZE, "%s", wanted);
    }
    free(given);
    buffer_free(&key);
    hash_table_free(&used);
    hash_table_free(&taken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_become_what_the_record_says),
        cmocka_unit_test(documented_patterns_give_the_documented_keys),
        cmocka_unit_test(an_author_is_the_first_ones_family_in_ascii),
        cmocka_unit_test(a_word_is_the_first_that_is_no_stop_word),
        cmocka_unit_test(several_words_join_at_hyphens),
        cmocka_unit_test(without_an_id_the_link_is_the_key),
        cmocka_unit_test(keys_are_unique),
        cmocka_unit_test(suffixes_go_on_behind_z),
        cmocka_unit_test(no_key_is_given_twice),
        cmocka_unit_test(patterns_are_checked),
    };

    return cmocka_run_group_tests_name("citation_key", tests, NULL, NULL);
}
