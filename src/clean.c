#include "clean.h"

#include <string.h>

#include "scan.h"
#include "utf8.h"

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

/* Whether cleaning changes the character at the start of the text, or the
 * space there because another follows. */
static bool is_unclean(struct view text)
{
    size_t len;

    if (text.at[0] == ' ')
        return text.len > 1 && text.at[1] == ' ';
    return treatment_of(utf8_decode(text, &len)) != KEEP;
}

/* Bytes that may begin or be in the middle of an unclean character: controls,
 * U+0080-00BF, U+1000-1FFF; two spaces; and of U+2000, 205F, 3000 and FEFF two
 * in a row that few others have. */
#define CONTROLS(has, row) \
    has(0x00, 0x1F, row) has(0x7F, 0x7F, row) has(0xC2, 0xC2, row) has(0xE1, 0xE1, row)
#define BEFORE_SUSPECTS(has, row) \
    has(' ', ' ', row) has(0xE2, 0xE2, row) has(0x80, 0x81, row) has(0xEF, 0xEF, row)
#define SUSPECTS(has, row) \
    has(' ', ' ', row) has(0x80, 0x80, row) has(0x9F, 0x9F, row) has(0xBB, 0xBB, row)
static const struct byte_pairs suspects = { BYTE_SET(CONTROLS), BYTE_SET(BEFORE_SUSPECTS),
                                            BYTE_SET(SUSPECTS) };

/* Offset of the first character that cleaning would change inside trimmed
 * text, or text.len. */
static size_t find_unclean(struct view text)
{
    size_t at = 0;

    while ((at += scan_pairs(view_skip(text, at), &suspects)) < text.len) {
        size_t start = utf8_start(text, at);

        if (is_unclean(view_skip(text, start)))
            return start;
        at++;
    }
    return text.len;
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
