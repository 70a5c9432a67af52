/* Text: views that do not own, and one buffer that grows. Text is UTF-8 without
 * a final NUL. */
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

#endif
