/* Text: views that do not own, one buffer that grows, UTF-8, and the cleaning
 * that every field of a digest gets. Text is UTF-8 without a final NUL. */
#ifndef REFMILL_TEXT_H
#define REFMILL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* A stretch of somebody else's bytes, valid as long as those are. Empty when
 * `len` is 0, whatever `at` is. */
struct view {
    const char *at;
    size_t len;
};

/* The view of a string literal. */
#define VIEW(literal) ((struct view){ "" literal, sizeof literal - 1 })

struct view view_of(const char *string);
bool view_equal(struct view a, struct view b);
bool view_equal_ignoring_case(struct view a, struct view b); /* case: ASCII's */
bool view_starts_with(struct view text, struct view start);
bool view_ends_with(struct view text, struct view end);

/* Order of bytes as unsigned numbers, a shorter text before its extensions. */
int view_compare(struct view a, struct view b);

/* The text without its first `count` bytes (at most all of them). */
static inline struct view view_skip(struct view text, size_t count)
{
    if (count > text.len)
        count = text.len;
    return count ? (struct view){ text.at + count, text.len - count } : text;
}

/* Where `what` begins in `text`, or text.len. */
size_t view_find(struct view text, struct view what);
size_t view_find_last(struct view text, struct view what);
size_t view_find_byte(struct view text, char byte);

/* How many bytes there are before the first one that `stops` marks: the scan
 * of every escaper, which copies such a run whole. */
size_t view_run(struct view text, const bool stops[256]);

/* The text without ASCII spaces, tabs, CR and LF at its ends. */
struct view view_trim(struct view text);
struct view view_trim_start(struct view text);
struct view view_trim_end(struct view text);

/* True and the view shortened when it starts so; else unchanged. */
bool view_take(struct view *text, struct view start);

/* Reads decimal digits at the start, takes them off and gives the number;
 * false, and nothing taken, when there is none or it is above `limit`. */
bool view_take_number(struct view *text, uint32_t limit, uint32_t *number);

/* ASCII only, whatever the locale, and safe for a signed char. */
static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ascii_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}
static inline bool ascii_is_alpha(char c)
{
    return ascii_is_upper(c) || (c >= 'a' && c <= 'z');
}
static inline char ascii_lower(char c)
{
    return ascii_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

/* Bytes that the buffer owns: at[0..len) are text, cap are allocated, len <=
 * cap; `at` is NULL only while cap is 0. All zero is an empty buffer. Growth
 * is geometric. */
struct buffer {
    char *at;
    size_t len, cap;
};

void buffer_free(struct buffer *buffer);

/* Makes room for `more` bytes behind the text and gives that place. */
char *buffer_reserve(struct buffer *buffer, size_t more);
void buffer_put(struct buffer *buffer, struct view text);
void buffer_put_byte(struct buffer *buffer, char byte);
void buffer_put_code_point(struct buffer *buffer, uint32_t code_point);
void buffer_put_number(struct buffer *buffer, uint64_t number);

/* The number in decimal with zeros in front, at least `width` digits. */
void buffer_put_padded(struct buffer *buffer, uint64_t number, unsigned width);

/* The text so far; valid until the buffer is next written to. */
struct view buffer_view(const struct buffer *buffer);

/* Offset of the first byte that does not begin or continue a well-formed
 * sequence (Unicode 15, table 3-7), or text.len. A sequence that the end of
 * the text cuts short counts as malformed at its first byte. */
size_t utf8_find_malformed(struct view text);

/* How many bytes U+FFFD replaces at a malformed place: the maximal subpart
 * (Unicode 15, section 3.9), at least 1; text is not empty. `*cut` tells that
 * the end of the text alone makes it malformed: more bytes could complete it. */
size_t utf8_malformed_length(struct view text, bool *cut);

/* The code point at the start of well-formed, non-empty text; its length in
 * bytes goes to *len. */
uint32_t utf8_decode(struct view text, size_t *len);

/* Code points in well-formed text. */
size_t utf8_count(struct view text);

/* Han, kana, or CJK punctuation and full-width forms anywhere in the text. */
bool text_has_cjk(struct view text);

/* Whether a C1 control, a wide space or U+FEFF is anywhere in the text. */
bool text_has_wide_control(struct view text);

/* Cleans a field: drops U+0000-0008, U+000B-000C, U+000E-001F, U+007F and
 * U+FEFF, folds every run of other white space (Unicode's White_Space) into
 * one space, and trims both ends. The text itself, trimmed, when nothing
 * inside it needs that; else a copy in the arena. */
struct view text_clean(struct view text, struct arena *arena);

#endif
