#include "text/clean.h"

#include <string.h>

#include "text/scan.h"
#include "text/utf8.h"

bool text_has_cjk(struct view text)
{
#define CJK_STARTS(has, row) has(0xE2, 0xE9, row) has(0xEF, 0xF0, row)
    static const struct byte_set starts = BYTE_SET(CJK_STARTS);
    size_t len;

    for (size_t at = 0; (at += scan_run(view_skip(text, at), &starts)) < text.len; at += len) {
        uint32_t c = utf8_decode(view_skip(text, at), &len);
        if ((c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
            (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF))
            return true;
    }
    return false;
}

/* Unicode's White_Space beyond ASCII, as kinds 2 to 6 (scan.h). */
/* clang-format off */
#define WIDE_SPACES(kind, half) \
    kind(2, half, TWO, 0x85, 0x85) \
    kind(2, half, TWO, 0xA0, 0xA0) \
    kind(3, half, THREE, 0x1680, 0x1680) \
    kind(5, half, THREE, 0x2000, 0x200A) \
    kind(5, half, THREE, 0x2028, 0x2029) \
    kind(5, half, THREE, 0x202F, 0x202F) \
    kind(5, half, THREE, 0x205F, 0x205F) \
    kind(6, half, END, 0x3000, 0x3000)
/* clang-format on */

static bool is_wide_space(uint32_t c)
{
#define IS_IN_RANGE(kind, half, how, first, last) || (c >= (first) && c <= (last))
    return false WIDE_SPACES(IS_IN_RANGE, 0);
#undef IS_IN_RANGE
}

enum treatment { KEEP, FOLD, DROP };

static enum treatment treatment_of(uint32_t c)
{
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || is_wide_space(c))
        return FOLD;
    return c < 0x20 || c == 0x7F || c == 0xFEFF ? DROP : KEEP;
}

bool text_has_wide_control(struct view text)
{
    size_t len;

    for (size_t at = 0; at < text.len; at += len) {
        uint32_t c = utf8_decode(view_skip(text, at), &len);
        if (c >= 0x80 && (c < 0xA0 || treatment_of(c) != KEEP))
            return true;
    }
    return false;
}

/* True if cleaning changes the character that contains the byte at `at`. Of two spaces in a
 * row, the first counts as changed. */
static bool is_unclean(const void *context, struct view text, size_t at)
{
    size_t len;

    (void)context;
    if (text.at[at] == ' ')
        return at + 1 < text.len && text.at[at + 1] == ' ';
    return treatment_of(utf8_decode(view_skip(text, utf8_start(text, at)), &len)) != KEEP;
}

/* What cleaning drops or folds, and two spaces in a row. */
/* clang-format off */
#define SUSPECTS(kind, half) \
    kind(0, half, ASCII, 0x00, 0x1F) \
    kind(1, half, ASCII, 0x7F, 0x7F) \
    WIDE_SPACES(kind, half) \
    kind(4, half, TWICE, ' ', ' ') \
    kind(7, half, THREE, 0xFEFF, 0xFEFF)
/* clang-format on */
static const struct byte_pairs suspects = BYTE_PAIRS(SUSPECTS);

/* Returns the offset of the first character inside trimmed text that cleaning would change, or
 * text.len. */
static size_t find_unclean(struct view text)
{
    size_t at = scan_pairs(text, &suspects, is_unclean, NULL);

    return at < text.len ? utf8_start(text, at) : at;
}

/* Returns the length of the dropped and folded characters at the start of the text. Sets
 * *space if any of them is white space. */
static size_t gap_length(struct view text, bool *space)
{
    size_t at = 0, len;

    *space = false;
    for (; at < text.len; at += len) {
        enum treatment treatment = treatment_of(utf8_decode(view_skip(text, at), &len));
        if (treatment == KEEP)
            break;
        *space = *space || treatment == FOLD;
    }
    return at;
}

/* Replaces each line end that has no blank next to it by a space: most of what is unclean. */
static void fold_line_ends(char *text, size_t length)
{
    char *end = text + length, *at = text;

    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        if (at > text && !ascii_is_blank(at[-1]) && at + 1 < end && !ascii_is_blank(at[1]))
            *at = ' ';
        at++;
    }
}

/* True only for short, clean ASCII text without a space in front: names, identifiers, dates. */
static bool is_short_and_clean(struct view text)
{
    enum { SHORT = 24 };
    unsigned char before = ' ';

    if (text.len > SHORT)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c < ' ' || c > '~' || (c == ' ' && before == ' '))
            return false;
        before = c;
    }
    return true;
}

struct view text_clean(struct view text, struct arena *arena)
{
    size_t clean, used = 0;
    char *copy;

    text = view_trim(text);
    if (is_short_and_clean(text))
        return text;
    clean = find_unclean(text);
    if (clean == text.len)
        return text;
    copy = arena_take(arena, text.len);
    memcpy(copy, text.at, text.len);
    fold_line_ends(copy + clean, text.len - clean);
    text.at = copy;
    clean += find_unclean(view_skip(text, clean));
    while (text.len > 0) {
        bool space;

        memmove(copy + used, text.at, clean);
        used += clean;
        text = view_skip(text, clean);
        text = view_skip(text, gap_length(text, &space));
        if (space && used > 0 && copy[used - 1] != ' ')
            copy[used++] = ' ';
        clean = find_unclean(text);
    }
    return view_trim((struct view){ copy, used });
}
