#include "tex/mathml_commands.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "tex/tex_commands.h"

static const struct math_command commands[] = {
#define MATH(name, kind, text) { name, MATH_##kind, text },
#include "tex/mathml_commands.def"
};

static int compare_command(const void *name, const void *command)
{
    return view_compare(*(const struct view *)name,
                        view_of(((const struct math_command *)command)->name));
}

/* Reads \cO and \calO, \bbR, \bfx, \frakg and the like, which authors define for a letter in an
 * alphabet. */
static bool find_letter(struct view name, struct math_command *command, struct buffer *scratch)
{
    static const struct {
        struct view prefix;
        char alphabet;
    } families[] = {
        { VIEW_ENTRY("mathcal"), 'c' }, { VIEW_ENTRY("cal"), 'c' }, { VIEW_ENTRY("scr"), 'c' },
        { VIEW_ENTRY("c"), 'c' },       { VIEW_ENTRY("bb"), 'd' },  { VIEW_ENTRY("frak"), 'f' },
        { VIEW_ENTRY("bf"), 'b' },      { VIEW_ENTRY("bm"), 'B' },  { VIEW_ENTRY("bs"), 'B' },
        { VIEW_ENTRY("sf"), 's' },      { VIEW_ENTRY("rm"), 'r' },
    };
    char letter;

    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (name.len != families[i].prefix.len + 1 || !view_starts_with(name, families[i].prefix))
            continue;
        letter = name.at[name.len - 1];
        if (families[i].alphabet == 'c' || families[i].alphabet == 'd')
            letter = ascii_upper(letter);
        scratch->len = 0;
        buffer_put_code_point(scratch, math_letter((uint32_t)letter, families[i].alphabet));
        buffer_put_byte(scratch, '\0');
        *command = (struct math_command){ NULL, MATH_IDENTIFIER, scratch->at };
        return true;
    }
    return false;
}

bool math_find_command(struct view name, struct math_command *command, struct buffer *scratch)
{
    const struct math_command *found = bsearch(&name, commands, sizeof commands / sizeof *commands,
                                               sizeof *commands, compare_command);
    const struct tex_command *symbol = found ? NULL : tex_find_command(name);

    if (found) {
        *command = *found;
        return true;
    }
    if (!symbol || (symbol->kind != SYMBOL && symbol->kind != LETTER))
        return find_letter(name, command, scratch);
    scratch->len = 0;
    buffer_put_code_point(scratch, symbol->character);
    buffer_put_byte(scratch, '\0');
    *command = (struct math_command){ NULL, MATH_OPERATOR, scratch->at };
    if (utf8proc_category((utf8proc_int32_t)symbol->character) <= UTF8PROC_CATEGORY_LO)
        command->kind = MATH_IDENTIFIER;
    return true;
}

/* ---- Alphabets --------------------------------------------------------- */

/* Where the Mathematical Alphanumeric Symbols of an alphabet begin (Unicode 15, U+1D400), 0 if it
 * has none of that kind. */
static const struct alphabet {
    char name;
    uint32_t capitals, small, digits, greek_capitals, greek_small;
} alphabets[] = {
    { 'i', 0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC },
    { 'b', 0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2 },
    { 'B', 0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736 },
    { 'c', 0x1D49C, 0x1D4B6, 0, 0, 0 },
    { 'd', 0x1D538, 0x1D552, 0x1D7D8, 0, 0 },
    { 'f', 0x1D504, 0x1D51E, 0, 0, 0 },
    { 's', 0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0 },
    { 't', 0x1D670, 0x1D68A, 0x1D7F6, 0, 0 },
};

/* Returns the letter for a place that the block leaves empty, since it was in Unicode before. */
static uint32_t fill_gap(uint32_t c)
{
    static const uint32_t gaps[][2] = {
        { 0x1D455, U'ℎ' }, { 0x1D49D, U'ℬ' }, { 0x1D4A0, U'ℰ' }, { 0x1D4A1, U'ℱ' },
        { 0x1D4A3, U'ℋ' }, { 0x1D4A4, U'ℐ' }, { 0x1D4A7, U'ℒ' }, { 0x1D4A8, U'ℳ' },
        { 0x1D4AD, U'ℛ' }, { 0x1D4BA, U'ℯ' }, { 0x1D4BC, U'ℊ' }, { 0x1D4C4, U'ℴ' },
        { 0x1D506, U'ℭ' }, { 0x1D50B, U'ℌ' }, { 0x1D50C, U'ℑ' }, { 0x1D515, U'ℜ' },
        { 0x1D51D, U'ℨ' }, { 0x1D53A, U'ℂ' }, { 0x1D53F, U'ℍ' }, { 0x1D545, U'ℕ' },
        { 0x1D547, U'ℙ' }, { 0x1D548, U'ℚ' }, { 0x1D549, U'ℝ' }, { 0x1D551, U'ℤ' },
    };

    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        if (gaps[i][0] == c)
            return gaps[i][1];
    }
    return c;
}

uint32_t math_letter(uint32_t c, char alphabet)
{
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++) {
        const struct alphabet *in = &alphabets[i];

        if (in->name != alphabet)
            continue;
        if (c >= 'A' && c <= 'Z')
            return fill_gap(in->capitals + (c - 'A'));
        if (c >= 'a' && c <= 'z')
            return fill_gap(in->small + (c - 'a'));
        if (c >= '0' && c <= '9' && in->digits)
            return in->digits + (c - '0');
        if (c >= 0x391 && c <= 0x3A9 && in->greek_capitals)
            return in->greek_capitals + (c - 0x391);
        if (c >= 0x3B1 && c <= 0x3C9 && in->greek_small)
            return in->greek_small + (c - 0x3B1);
    }
    return c;
}
