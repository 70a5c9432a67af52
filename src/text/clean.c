#include "text/clean.h"

#include <string.h>

#include "text/scan.h"
#include "text/utf8.h"

bool text_has_cjk(struct view text)
{
    size_t len;

    for (size_t at = 0; at < text.len; at += len) {
        uint32_t c = utf8_decode(view_skip(text, at), &len);
        if ((c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
            (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF))
            return true;
    }
    return false;
}

/* Unicode's White_Space beyond ASCII. */
static bool is_wide_space(uint32_t c)
{
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
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

/* Whether cleaning changes the character that has the byte at `at`, or the space
 * there because another follows. */
static bool is_unclean(const void *context, struct view text, size_t at)
{
    size_t len;

    (void)context;
    if (text.at[at] == ' ')
        return at + 1 < text.len && text.at[at + 1] == ' ';
    return treatment_of(utf8_decode(view_skip(text, utf8_start(text, at)), &len)) != KEEP;
}

/* Controls; U+0080, 0085, 00A0 and 00A5; U+1680-16BF; two spaces; U+2000-207F; and of
 * U+3000 and FEFF two bytes that few others have. */
#define SUSPECTS(kind, half)                                                                \
    kind(0, HALVES(0x0, 0x1), ANY_HALF, ANY_HALF, ANY_HALF, half) |                         \
        kind(1, HALF(0x7), HALF(0xF), ANY_HALF, ANY_HALF, half) |                           \
        kind(2, HALF(0xC), HALF(0x2), HALF(0x8) | HALF(0xA), HALF(0x0) | HALF(0x5), half) | \
        kind(3, HALF(0xE), HALF(0x1), HALF(0x9), HALF(0xA), half) |                         \
        kind(4, HALF(0x2), HALF(0x0), HALF(0x2), HALF(0x0), half) |                         \
        kind(5, HALF(0xE), HALF(0x2), HALF(0x8), HALVES(0x0, 0x1), half) |                  \
        kind(6, HALF(0x8), HALF(0x0), HALF(0x8), HALF(0x0), half) |                         \
        kind(7, HALF(0xE), HALF(0xF), HALF(0xB), HALF(0xB), half)
static const struct byte_pairs suspects = BYTE_PAIRS(SUSPECTS);

/* Offset of the first character that cleaning would change inside trimmed
 * text, or text.len. */
static size_t find_unclean(struct view text)
{
    size_t at = scan_pairs(text, &suspects, is_unclean, NULL);

    return at < text.len ? utf8_start(text, at) : at;
}

/* The length of the dropped and folded characters at the start of the text;
 * *space tells whether there is white space among them. */
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

struct view text_clean(struct view text, struct arena *arena)
{
    size_t clean, used = 0;
    char *copy;

    text = view_trim(text);
    clean = find_unclean(text);
    if (clean == text.len)
        return text;
    copy = arena_take(arena, text.len);
    while (text.len > 0) {
        bool space;

        memcpy(copy + used, text.at, clean);
        used += clean;
        text = view_skip(text, clean);
        text = view_skip(text, gap_length(text, &space));
        if (space && used > 0 && copy[used - 1] != ' ')
            copy[used++] = ' ';
        clean = find_unclean(text);
    }
    return view_trim((struct view){ copy, used });
}
