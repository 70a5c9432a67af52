#include "text.h"

#include <stdlib.h>
#include <string.h>

struct view view_of(const char *string)
{
    return (struct view){ string, strlen(string) };
}

bool view_equal(struct view a, struct view b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool view_equal_ignoring_case(struct view a, struct view b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
            return false;
    }
    return true;
}

bool view_starts_with(struct view text, struct view start)
{
    return text.len >= start.len && view_equal((struct view){ text.at, start.len }, start);
}

bool view_ends_with(struct view text, struct view end)
{
    return text.len >= end.len && view_equal(view_skip(text, text.len - end.len), end);
}

int view_compare(struct view a, struct view b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t view_find_byte(struct view text, char byte)
{
    const char *found = text.len ? memchr(text.at, byte, text.len) : NULL;
    return found ? (size_t)(found - text.at) : text.len;
}

size_t view_find(struct view text, struct view what)
{
    for (size_t at = 0; at + what.len <= text.len; at++) {
        at += view_find_byte(view_skip(text, at), what.at[0]);
        if (view_starts_with(view_skip(text, at), what))
            return at;
    }
    return text.len;
}

size_t view_find_last(struct view text, struct view what)
{
    for (size_t at = text.len; at-- > 0;) {
        if (text.at[at] == what.at[0] && view_starts_with(view_skip(text, at), what))
            return at;
    }
    return text.len;
}

size_t view_run(struct view text, const bool stops[256])
{
    size_t run = 0;
    while (run < text.len && !stops[(unsigned char)text.at[run]])
        run++;
    return run;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct view view_trim_start(struct view text)
{
    size_t count = 0;
    while (count < text.len && is_blank(text.at[count]))
        count++;
    return view_skip(text, count);
}

struct view view_trim_end(struct view text)
{
    while (text.len > 0 && is_blank(text.at[text.len - 1]))
        text.len--;
    return text;
}

struct view view_trim(struct view text)
{
    return view_trim_end(view_trim_start(text));
}

bool view_take(struct view *text, struct view start)
{
    if (!view_starts_with(*text, start))
        return false;
    *text = view_skip(*text, start.len);
    return true;
}

bool view_take_number(struct view *text, uint32_t limit, uint32_t *number)
{
    uint64_t value = 0;
    size_t digits = 0;

    for (; digits < text->len && ascii_is_digit(text->at[digits]); digits++) {
        value = value * 10 + (uint64_t)(text->at[digits] - '0');
        if (value > limit)
            return false;
    }
    if (digits == 0)
        return false;
    *number = (uint32_t)value;
    *text = view_skip(*text, digits);
    return true;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->at);
    *buffer = (struct buffer){ 0 };
}

char *buffer_reserve(struct buffer *buffer, size_t more)
{
    if (buffer->cap - buffer->len < more) {
        size_t doubled = buffer->cap ? buffer->cap * 2 : 256;
        size_t needed = buffer->len + more;
        buffer->cap = needed > doubled ? needed : doubled;
        buffer->at = memory_resize(buffer->at, buffer->cap);
    }
    return buffer->at + buffer->len;
}

void buffer_put(struct buffer *buffer, struct view text)
{
    if (text.len == 0)
        return;
    memcpy(buffer_reserve(buffer, text.len), text.at, text.len);
    buffer->len += text.len;
}

void buffer_put_byte(struct buffer *buffer, char byte)
{
    *buffer_reserve(buffer, 1) = byte;
    buffer->len++;
}

void buffer_put_code_point(struct buffer *buffer, uint32_t code_point)
{
    char *at = buffer_reserve(buffer, 4);

    if (code_point < 0x80) {
        at[0] = (char)code_point;
        buffer->len += 1;
    } else if (code_point < 0x800) {
        at[0] = (char)(0xC0 | code_point >> 6);
        at[1] = (char)(0x80 | (code_point & 0x3F));
        buffer->len += 2;
    } else if (code_point < 0x10000) {
        at[0] = (char)(0xE0 | code_point >> 12);
        at[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        at[2] = (char)(0x80 | (code_point & 0x3F));
        buffer->len += 3;
    } else {
        at[0] = (char)(0xF0 | code_point >> 18);
        at[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
        at[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
        at[3] = (char)(0x80 | (code_point & 0x3F));
        buffer->len += 4;
    }
}

void buffer_put_padded(struct buffer *buffer, uint64_t number, unsigned width)
{
    char digits[20];
    size_t first = sizeof digits;

    do {
        digits[--first] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0 || (sizeof digits - first < width && first > 0));
    buffer_put(buffer, (struct view){ digits + first, sizeof digits - first });
}

void buffer_put_number(struct buffer *buffer, uint64_t number)
{
    buffer_put_padded(buffer, number, 1);
}

struct view buffer_view(const struct buffer *buffer)
{
    return (struct view){ buffer->at, buffer->len };
}

/* Unicode 15, table 3-7: how long a sequence that starts with this byte is (0
 * for a byte that starts none), and the bounds of its second byte. */
static int sequence_length(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    *high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

/* The length of the well-formed sequence at the start of the text, or 0; then
 * *good counts the bytes that could begin one. */
static size_t take_sequence(struct view text, size_t *good)
{
    const unsigned char *bytes = (const unsigned char *)text.at;
    unsigned char low, high;
    size_t length = (size_t)sequence_length(bytes[0], &low, &high);

    *good = length > 0;
    while (*good < length && *good < text.len && bytes[*good] >= low && bytes[*good] <= high) {
        ++*good;
        low = 0x80;
        high = 0xBF;
    }
    return *good == length ? length : 0;
}

/* Three bytes of which the first restricts the second no further: most of
 * CJK. */
static bool is_plain_three(const unsigned char *bytes)
{
    return bytes[0] > 0xE0 && bytes[0] <= 0xEF && bytes[0] != 0xED && (bytes[1] & 0xC0) == 0x80 &&
           (bytes[2] & 0xC0) == 0x80;
}

size_t utf8_find_malformed(struct view text)
{
    size_t at = 0, good;

    while (at < text.len) {
        const unsigned char *bytes = (const unsigned char *)text.at + at;
        uint64_t eight;
        size_t length;

        if (text.len - at >= sizeof eight) {
            memcpy(&eight, bytes, sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                at += sizeof eight;
                continue;
            }
            if (is_plain_three(bytes)) {
                at += is_plain_three(bytes + 3) ? 6 : 3;
                continue;
            }
        }
        length = take_sequence(view_skip(text, at), &good);
        if (length == 0)
            return at;
        at += length;
    }
    return at;
}

size_t utf8_malformed_length(struct view text, bool *cut)
{
    size_t good;

    take_sequence(text, &good);
    *cut = good > 0 && good == text.len;
    return good > 0 ? good : 1;
}

uint32_t utf8_decode(struct view text, size_t *len)
{
    const unsigned char *bytes = (const unsigned char *)text.at;

    if (bytes[0] < 0x80) {
        *len = 1;
        return bytes[0];
    }
    if (bytes[0] < 0xE0) {
        *len = 2;
        return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
    }
    if (bytes[0] < 0xF0) {
        *len = 3;
        return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    }
    *len = 4;
    return (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 |
           (bytes[3] & 0x3Fu);
}

size_t utf8_count(struct view text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return count;
}

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

enum { CHUNK = 32, BEYOND = 2 }; /* bytes looked at together, and behind them */

/* Whether an unclean character may begin in this chunk: by bytes, without a
 * branch, so that the compiler makes vector code of it. Too much is told only
 * of the dashes and quotes at U+2010-205F. */
static bool chunk_is_suspect(const unsigned char *bytes)
{
    unsigned char suspect = 0;

    for (int i = 0; i < CHUNK; i++) {
        unsigned char a = bytes[i], b = bytes[i + 1], c = bytes[i + 2];
        suspect |= (unsigned char)((a < 0x20) | (a == 0x7F) | ((a == ' ') & (b == ' ')));
        suspect |= (unsigned char)((a == 0xC2) & ((b == 0x85) | (b == 0xA0)));
        suspect |= (unsigned char)((a == 0xE1) & (b == 0x9A));
        suspect |= (unsigned char)((a == 0xE2) & ((b == 0x80) | (b == 0x81)));
        suspect |= (unsigned char)((a == 0xE3) & (b == 0x80) & (c == 0x80));
        suspect |= (unsigned char)((a == 0xEF) & (b == 0xBB));
    }
    return suspect != 0;
}

/* The first unclean character that begins before `end`; or where the last one
 * that does ends. */
static size_t find_unclean_before(struct view text, size_t at, size_t end)
{
    size_t len;

    for (; at < end && !is_unclean(view_skip(text, at)); at += len)
        utf8_decode(view_skip(text, at), &len);
    return at;
}

/* Offset of the first character that cleaning would change inside trimmed
 * text, or text.len. */
static size_t find_unclean(struct view text)
{
    size_t at = 0;

    while (at + CHUNK + BEYOND <= text.len) {
        size_t end = at + CHUNK;
        if (!chunk_is_suspect((const unsigned char *)text.at + at)) {
            at = end;
            while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80)
                at++; /* to the start of a character */
            continue;
        }
        at = find_unclean_before(text, at, end);
        if (at < end)
            return at;
    }
    return find_unclean_before(text, at, text.len);
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
