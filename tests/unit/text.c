#include "expect.h"
#include "text/clean.h"
#include "text/utf8.h"

static void utf8_is_checked_as_in_table_3_7(void **state)
{
    static const struct {
        const char *name;
        struct view text;
        size_t malformed; /* where; the length when all is well */
    } cases[] = {
        { "no bytes", { "", 0 }, 0 },
        { "ASCII", { "lantern", 7 }, 7 },
        { "a NUL is text", { "a\0b", 3 }, 3 },
        { "the longest ASCII run is checked past eight bytes", { "0123456789\xFF", 11 }, 10 },
        { "U+0080, the least of two bytes", { "\xC2\x80", 2 }, 2 },
        { "U+07FF", { "\xDF\xBF", 2 }, 2 },
        { "U+0800, the least of three bytes", { "\xE0\xA0\x80", 3 }, 3 },
        { "U+D7FF, before the surrogates", { "\xED\x9F\xBF", 3 }, 3 },
        { "U+E000, behind the surrogates", { "\xEE\x80\x80", 3 }, 3 },
        { "U+FFFF", { "\xEF\xBF\xBF", 3 }, 3 },
        { "U+10000, the least of four bytes", { "\xF0\x90\x80\x80", 4 }, 4 },
        { "U+10FFFF, the last", { "\xF4\x8F\xBF\xBF", 4 }, 4 },
        { "CJK in a run", { "潮汐与港口的摄像头", 27 }, 27 },
        { "overlong two bytes, C0", { "a\xC0\x80", 3 }, 1 },
        { "overlong two bytes, C1", { "a\xC1\xBF", 3 }, 1 },
        { "overlong three bytes", { "a\xE0\x9F\xBF", 4 }, 1 },
        { "overlong four bytes", { "a\xF0\x8F\xBF\xBF", 5 }, 1 },
        { "U+D800, a surrogate", { "ab\xED\xA0\x80", 5 }, 2 },
        { "U+DFFF, a surrogate", { "ab\xED\xBF\xBF", 5 }, 2 },
        { "U+110000, too high", { "abc\xF4\x90\x80\x80", 7 }, 3 },
        { "F5 begins nothing", { "\xF5\x80\x80\x80", 4 }, 0 },
        { "FF begins nothing", { "abcdefgh\xFF", 9 }, 8 },
        { "a continuation byte alone", { "\x80", 1 }, 0 },
        { "cut after one of two", { "a\xC3", 2 }, 1 },
        { "cut after two of three", { "潮\xE6\xB1", 5 }, 3 },
        { "cut after three of four", { "\xF0\x9F\x98", 3 }, 0 },
        { "cut by a letter", { "\xE6\xB1z", 3 }, 0 },
        { "CJK, then cut by CJK", { "潮汐\xE6\xB1港口港口", 20 }, 6 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_number(cases[i].name, (int64_t)utf8_find_malformed(cases[i].text),
                      (int64_t)cases[i].malformed);
}

/* Fast paths look at several bytes at once: a bad byte must be found wherever
 * it stands among them. */
static void utf8_is_checked_at_every_offset(void **state)
{
    static const char *const fillers[] = { "a", "é", "潮", "😀" };
    enum { REPEATS = 20 };

    (void)state;
    for (size_t f = 0; f < LENGTH(fillers); f++) {
        for (size_t before = 0; before < REPEATS; before++) {
            struct buffer text = { 0 };
            size_t bad = before * view_of(fillers[f]).len;
            for (size_t i = 0; i < before; i++)
                buffer_put(&text, view_of(fillers[f]));
            buffer_put_byte(&text, (char)0xFE);
            for (size_t i = 0; i < REPEATS; i++)
                buffer_put(&text, view_of(fillers[f]));
            expect_number(fillers[f], (int64_t)utf8_find_malformed(buffer_view(&text)),
                          (int64_t)bad);
            buffer_free(&text);
        }
    }
}

static void malformed_text_is_measured_in_maximal_subparts(void **state)
{
    static const struct {
        const char *name;
        struct view text;
        size_t length;
        bool cut;
    } cases[] = {
        { "a byte that begins nothing", { "\xFFz", 2 }, 1, false },
        { "a byte that begins nothing, at the end", { "\xFF", 1 }, 1, false },
        { "C0 and what follows are two", { "\xC0\xAF", 2 }, 1, false },
        { "an overlong E0 stops at once", { "\xE0\x80\x80", 3 }, 1, false },
        { "a surrogate stops at once", { "\xED\xA0\x80", 3 }, 1, false },
        { "too high stops at once", { "\xF4\x90\x80\x80", 4 }, 1, false },
        { "two of three before a letter", { "\xE6\xB1z", 3 }, 2, false },
        { "three of four before a letter", { "\xF0\x9F\x98z", 4 }, 3, false },
        { "two of four before another start", { "\xF1\x80\xE1\x80\x80", 5 }, 2, false },
        { "one of two, at the end", { "\xC3", 1 }, 1, true },
        { "two of three, at the end", { "\xE6\xB1", 2 }, 2, true },
        { "three of four, at the end", { "\xF0\x9F\x98", 3 }, 3, true },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        bool cut = !cases[i].cut;
        expect_number(cases[i].name, (int64_t)utf8_malformed_length(cases[i].text, &cut),
                      (int64_t)cases[i].length);
        expect_number(cases[i].name, cut, cases[i].cut);
    }
}

static void code_points_survive_the_round_trip(void **state)
{
    static const uint32_t points[] = { 0x0,    0x41,   0x7F,   0x80,    0x7FF,   0x800,   0xD7FF,
                                       0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF };

    (void)state;
    for (size_t i = 0; i < LENGTH(points); i++) {
        struct buffer text = { 0 };
        size_t len = 0;

        buffer_put_code_point(&text, points[i]);
        expect_number("well-formed", (int64_t)utf8_find_malformed(buffer_view(&text)),
                      (int64_t)text.len);
        expect_number("decoded", utf8_decode(buffer_view(&text), &len), points[i]);
        expect_number("length", (int64_t)len, (int64_t)text.len);
        expect_number("count", (int64_t)utf8_count(buffer_view(&text)), 1);
        buffer_free(&text);
    }
}

static const struct {
    const char *name, *text, *clean;
} fields[] = {
    { "nothing", "", "" },
    { "only white space", " \t\r\n\xE3\x80\x80 ", "" },
    { "only what is dropped", "\x07\x08\xEF\xBB\xBF", "" },
    { "clean text", "Counting Tides", "Counting Tides" },
    { "both ends", "  Tides\r\n", "Tides" },
    { "a run of spaces", "a   b", "a b" },
    { "a tab", "a\tb", "a b" },
    { "a lone CR", "a\rb", "a b" },
    { "CR LF and indent", "a\r\n    b", "a b" },
    { "U+0007 and U+0008 join",
      "a\x07"
      "b\x08"
      "c",
      "abc" },
    { "a control between spaces", "a \x07 b", "a b" },
    { "U+000B and U+000C are dropped",
      "a\x0B"
      "b\x0C"
      "c",
      "abc" },
    { "U+000E to U+001F are dropped",
      "a\x0E\x1B\x1F"
      "b",
      "ab" },
    { "U+007F is dropped",
      "a\x7F"
      "b",
      "ab" },
    { "U+FEFF is dropped, anywhere", "\xEF\xBB\xBFlan\xEF\xBB\xBFtern", "lantern" },
    { "U+0085", "a\xC2\x85z", "a z" },
    { "U+00A0", "a\xC2\xA0z", "a z" },
    { "U+1680", "a\xE1\x9A\x80z", "a z" },
    { "U+2009", "a\xE2\x80\x89z", "a z" },
    { "U+200B is no white space", "a\xE2\x80\x8Bz", "a\xE2\x80\x8Bz" },
    { "U+2028", "a\xE2\x80\xA8z", "a z" },
    { "U+2029", "a\xE2\x80\xA9z", "a z" },
    { "U+202F", "a\xE2\x80\xAFz", "a z" },
    { "U+205F", "a\xE2\x81\x9Fz", "a z" },
    { "U+3000", "潮汐\xE3\x80\x80港口", "潮汐 港口" },
    { "U+3000 at both ends", "\xE3\x80\x80潮汐\xE3\x80\x80", "潮汐" },
    { "a mixed run", "a \xC2\xA0\t\xE3\x80\x80 z", "a z" },
    { "U+00A9 is kept", "\xC2\xA9 2024", "\xC2\xA9 2024" },
    { "full-width forms are kept", "潮汐：（一）。", "潮汐：（一）。" },
};

static void fields_are_cleaned(void **state)
{
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(fields); i++)
        expect_text(fields[i].name, text_clean(view_of(fields[i].text), &arena), fields[i].clean);
    expect_view("U+0000 is dropped", text_clean(VIEW("a\0b"), &arena), VIEW("ab"));
    arena_free(&arena);
}

/* Characters with what cleaning makes of them, at every place among enough
 * others that text_clean looks at many bytes together. */
static void cleaning_finds_a_character_wherever_it_is(void **state)
{
    enum { PLACES = 70 };
    static const char *const others[] = { "a", "é", "摘", "😀" };
    static const struct {
        const char *from, *to;
    } rows[] = {
        { "\x07", "" },         { "\x7F", "" },         { "\t", " " },
        { "  ", " " },          { "\xC2\x85", " " },    { "\u00A0", " " },
        { "\u1680", " " },      { "\u2000", " " },      { "\u2028", " " },
        { "\u205F", " " },      { "\u3000", " " },      { "\uFEFF", "" },
        { " \a ", " " },        { "\u2010", "\u2010" }, { "\u3001", "\u3001" },
        { "\uFF0C", "\uFF0C" }, { "\u1681", "\u1681" }, { "\u200B", "\u200B" },
        { "\n", " " },          { " \n", " " },         { "\n\n", " " },
        { "\n\x7F", " " },      { "\n\u00A0", " " },
    };
    struct arena arena = { 0 };
    struct buffer text = { 0 }, wanted = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows) * LENGTH(others) * PLACES; i++) {
        size_t row = i % LENGTH(rows), place = i / LENGTH(rows) % PLACES;
        struct view other = view_of(others[i / LENGTH(rows) / PLACES]);

        text.len = wanted.len = 0;
        for (size_t j = 0; j <= PLACES; j++) {
            buffer_put(&text, other);
            buffer_put(&wanted, other);
            if (j == place) {
                buffer_put(&text, view_of(rows[row].from));
                buffer_put(&wanted, view_of(rows[row].to));
            }
        }
        expect_view(rows[row].from, text_clean(buffer_view(&text), &arena), buffer_view(&wanted));
        arena_reset(&arena);
    }
    buffer_free(&text);
    buffer_free(&wanted);
    arena_free(&arena);
}

static void clean_text_is_not_copied(void **state)
{
    struct arena arena = { 0 };
    const char *text = "  已经干净的 text ";

    (void)state;
    expect(text_clean(view_of(text), &arena).at == text + 2, "a view of the text itself");
    expect(!arena.newest, "nothing taken from the arena");
}

static void views_are_compared_and_searched(void **state)
{
    struct view text = VIEW("arXiv:2405.90001 [cs.CL] (arXiv:x)");

    (void)state;
    expect_number("first", (int64_t)view_find(text, VIEW("arXiv:")), 0);
    expect_number("last", (int64_t)view_find_last(text, VIEW("arXiv:")), 26);
    expect_number("not there", (int64_t)view_find(text, VIEW("CS")), (int64_t)text.len);
    expect_number("last, not there", (int64_t)view_find_last(text, VIEW("CS")), (int64_t)text.len);
    expect_number("longer than the text", (int64_t)view_find(VIEW("a"), VIEW("ab")), 1);
    expect_number("at the very end", (int64_t)view_find(VIEW("aab"), VIEW("ab")), 1);
    expect_number("byte", (int64_t)view_find_byte(text, '['), 17);
    expect_number("byte, in nothing", (int64_t)view_find_byte((struct view){ 0 }, 'a'), 0);
    expect(view_starts_with(text, VIEW("arXiv")), "starts");
    expect(!view_starts_with(VIEW("ar"), VIEW("arXiv")), "too short to start so");
    expect(view_ends_with(text, VIEW("x)")), "ends");
    expect(!view_ends_with(VIEW(")"), VIEW("x)")), "too short to end so");
    expect(view_equal((struct view){ 0 }, VIEW("")), "empty views are equal wherever they are");
    expect(view_equal_ignoring_case(VIEW("ReF"), VIEW("rEf")), "case");
    expect(!view_equal_ignoring_case(VIEW("\xC3\xA9"), VIEW("\xC3\x89")), "case is ASCII's");
    expect(view_compare(VIEW("a"), VIEW("ab")) < 0, "shorter before its extensions");
    expect(view_compare(VIEW("\xC3"), VIEW("z")) > 0, "bytes are unsigned");
    expect(view_compare((struct view){ 0 }, VIEW("")) == 0, "nothing is nothing");
    expect_text("skip all", view_skip(VIEW("abc"), 99), "");
    expect_text("trim", view_trim(VIEW("\t a b\r\n")), "a b");
}

static void numbers_are_taken_or_left(void **state)
{
    static const struct {
        const char *text;
        uint32_t limit;
        bool taken;
        uint32_t number;
        const char *rest;
    } cases[] = {
        { "12]", 99, true, 12, "]" },
        { "007x", 99, true, 7, "x" },
        { "0", 0, true, 0, "" },
        { "100", 99, false, 0, "100" },
        { "99999999999999999999999", UINT32_MAX, false, 0, "99999999999999999999999" },
        { "4294967295", UINT32_MAX, true, UINT32_MAX, "" },
        { "4294967296", UINT32_MAX, false, 0, "4294967296" },
        { "", 99, false, 0, "" },
        { "-1", 99, false, 0, "-1" },
        { " 1", 99, false, 0, " 1" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct view text = view_of(cases[i].text);
        uint32_t number = 0;
        expect_number(cases[i].text, view_take_number(&text, cases[i].limit, &number),
                      cases[i].taken);
        expect_number(cases[i].text, number, cases[i].number);
        expect_text(cases[i].text, text, cases[i].rest);
    }
}

static void numbers_are_padded(void **state)
{
    static const struct {
        uint64_t number;
        unsigned width;
        const char *text;
    } cases[] = {
        { 0, 1, "0" },
        { 0, 0, "0" },
        { 7, 2, "07" },
        { 12, 2, "12" },
        { 123, 2, "123" },
        { 5, 4, "0005" },
        { 1, 20, "00000000000000000001" },
        { UINT64_MAX, 1, "18446744073709551615" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buffer out = { 0 };
        buffer_put_padded(&out, cases[i].number, cases[i].width);
        expect_text(cases[i].text, buffer_view(&out), cases[i].text);
        buffer_free(&out);
    }
}

static void buffers_keep_their_text_while_they_grow(void **state)
{
    enum { COUNT = 5000 };
    struct buffer buffer = { 0 };

    (void)state;
    for (unsigned i = 0; i < COUNT; i++)
        buffer_put_padded(&buffer, i, 4);
    expect_number("length", (int64_t)buffer.len, COUNT * 4);
    expect(buffer.cap >= buffer.len, "room for all");
    for (unsigned i = 0; i < COUNT; i++) {
        struct view text = { buffer.at + (size_t)i * 4, 4 };
        uint32_t number = COUNT;
        view_take_number(&text, COUNT, &number);
        expect_number("what was put", number, i);
    }
    buffer_free(&buffer);
    expect(!buffer.at && buffer.cap == 0, "freed is empty");
}

static void cjk_is_told_by_script(void **state)
{
    static const struct {
        const char *text;
        bool cjk;
    } cases[] = {
        { "", false },
        { "Tides", false },
        { "L\xC3\xA9vy — “…”", false },
        { "A 潮", true },
        { "カナ", true },
        { "full：width", true },
        { "\xF0\xA0\x80\x80", true },
        { "Приливы", false },
        { "😀", false },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_number(cases[i].text, text_has_cjk(view_of(cases[i].text)), cases[i].cjk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_checked_as_in_table_3_7),
        cmocka_unit_test(utf8_is_checked_at_every_offset),
        cmocka_unit_test(malformed_text_is_measured_in_maximal_subparts),
        cmocka_unit_test(code_points_survive_the_round_trip),
        cmocka_unit_test(fields_are_cleaned),
        cmocka_unit_test(cleaning_finds_a_character_wherever_it_is),
        cmocka_unit_test(clean_text_is_not_copied),
        cmocka_unit_test(views_are_compared_and_searched),
        cmocka_unit_test(numbers_are_taken_or_left),
        cmocka_unit_test(numbers_are_padded),
        cmocka_unit_test(buffers_keep_their_text_while_they_grow),
        cmocka_unit_test(cjk_is_told_by_script),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
