#include "record/author_clean.h"

#include <string.h>

#include "text/clean.h"
#include "tex/tex.h"
#include "tex/tex_normalize.h"
#include "text/scan.h"
#include "text/utf8.h"

/* Appends the formula between the marks at the start of the text, unless it is only a
 * footnote mark, $^1$ or ${}^\dagger$. Returns its length with both marks. */
static size_t put_name_formula(struct buffer *out, struct view text)
{
    size_t end = view_find_byte(text, TEX_MATH_END);
    struct view formula = { text.at + 1, end - 1 }, rest = formula;

    while (view_take(&rest, VIEW("$")))
        continue;
    view_take(&rest, VIEW("{}"));
    if (!view_starts_with(rest, VIEW("^")))
        buffer_put(out, formula);
    return end + 1;
}

/* Embeddings, overrides and isolates (UAX #9, 3.1), and their ends. Splitting the list would
 * leave them open. */
static bool turns_direction(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Appends a name that tex_put_marked has resolved. A tilde that is left is a tie. */
static void put_resolved(struct buffer *out, struct view text)
{
#define RESOLVED_MARKS(has, row)                                                   \
    has(TEX_MATH_START, TEX_MATH_START, row) has('{', '{', row) has('}', '~', row) \
        has(0xE2, 0xE2, row)
    static const struct byte_set marks = BYTE_SET(RESOLVED_MARKS);
    size_t len;

    while (text.len > 0) {
        struct view plain = { text.at, scan_run(text, &marks) };
        uint32_t c;

        buffer_put(out, plain);
        text = view_skip(text, plain.len);
        if (text.len == 0)
            break;
        c = utf8_decode(text, &len);
        if (c == TEX_MATH_START)
            len = put_name_formula(out, text);
        else if (c == '~')
            buffer_put_byte(out, ' ');
        else if (c != '{' && c != '}' && !turns_direction(c))
            buffer_put(out, (struct view){ text.at, len });
        text = view_skip(text, len);
    }
}

/* What may begin a bracket; full-width ones begin with 0xEF. */
#define BRACKET_STARTS(has, row) \
    has('(', ')', row) has('[', '[', row) has(']', ']', row) has(0xEF, 0xEF, row)
static const struct byte_set bracket_starts = BYTE_SET(BRACKET_STARTS);

/* Returns 1 for an opening bracket, -1 for a closing one, else 0. */
static int bracket_of(uint32_t c)
{
    switch (c) {
    case '(':
    case '[':
    case 0xFF08: /* full-width */
    case 0xFF3B:
        return 1;
    case ')':
    case ']':
    case 0xFF09:
    case 0xFF3D:
        return -1;
    default:
        return 0;
    }
}

/* Appends a space in place of each bracketed text. Drops brackets that close nothing. */
static void put_unbracketed(struct buffer *out, struct view text)
{
    size_t depth = 0, len;

    while (text.len > 0) {
        struct view plain = { text.at, scan_run(text, &bracket_starts) };
        int bracket;

        if (depth == 0)
            buffer_put(out, plain);
        text = view_skip(text, plain.len);
        if (text.len == 0)
            break;
        bracket = bracket_of(utf8_decode(text, &len));
        if (bracket > 0 && depth++ == 0)
            buffer_put_byte(out, ' ');
        else if (bracket < 0 && depth > 0)
            depth--;
        else if (bracket == 0 && depth == 0)
            buffer_put(out, (struct view){ text.at, len });
        text = view_skip(text, len);
    }
}

static void put_clean(struct buffer *out, struct view tex)
{
    struct buffer resolved = { 0 };

    tex_put_marked(&resolved, tex);
    put_resolved(out, buffer_view(&resolved));
    tex_normalize(out, 0); /* composes marks that followed a brace */
    buffer_free(&resolved);
}

/* True for a clean name of ASCII letters, digits and marks that TeX leaves alone, as most are. */
static bool is_plain_name(struct view text)
{
#define NAME_MARKS(has, row)                                                          \
    has(0x00, 0x1F, row) has(0x21, 0x2B, row) has('/', '/', row) has(0x3C, 0x40, row) \
        has(0x5B, 0x60, row) has(0x7B, 0xFF, row)
    static const struct byte_set marks = BYTE_SET(NAME_MARKS);
    char before = ' ';

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (!ascii_is_alpha(c) &&
            (byte_set_has(&marks, c) || (c == before && (c == ' ' || c == '-'))))
            return false;
        before = c;
    }
    return before != ' ';
}

struct view author_clean(struct view tex, struct arena *arena)
{
    struct buffer text = { 0 };
    struct view kept;

    if (tex.len == 0)
        return tex;
    if (is_plain_name(tex))
        return tex;
    if (tex_is_plain(tex)) /* as García is */
        return text_clean(tex, arena);
    put_clean(&text, tex);
    kept = text_clean(arena_copy(arena, buffer_view(&text)), arena);
    buffer_free(&text);
    return kept;
}

/* True if there may be brackets in the text. */
static bool has_brackets(struct view text)
{
    return scan_run(text, &bracket_starts) < text.len;
}

struct view author_clean_unbracketed(struct view tex, struct arena *arena)
{
    struct buffer text = { 0 }, unbracketed = { 0 };
    struct view kept;

    if (tex.len > 0 && (is_plain_name(tex) || (!has_brackets(tex) && tex_is_plain(tex))))
        return text_clean(arena_copy(arena, tex), arena);
    put_clean(&text, tex);
    put_unbracketed(&unbracketed, buffer_view(&text));
    kept = text_clean(arena_copy(arena, buffer_view(&unbracketed)), arena);
    buffer_free(&unbracketed);
    buffer_free(&text);
    return kept;
}
