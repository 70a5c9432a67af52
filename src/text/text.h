/* Text: views, which own nothing, and a buffer that grows. Text is UTF-8 and has no final NUL. */
#ifndef REFMILL_TEXT_TEXT_H
#define REFMILL_TEXT_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "text/memory.h"

/* Bytes that the view does not own and that must outlive it. Empty if `len` is 0, whatever `at`
 * is. */
struct view {
    const char *at;
    size_t len;
};

/* The view of a string literal. */
#define VIEW(literal) ((struct view){ "" literal, sizeof(literal) - 1 })

/* The same for an initialiser of a static constant. */
#define VIEW_ENTRY(literal)             \
    {                                   \
        "" literal, sizeof(literal) - 1 \
    }

static inline struct view view_of(const char *string)
{
    return (struct view){ string, strlen(string) };
}

/* Inline, so that the compiler reduces it to one comparison if either text is a literal. In a table
 * of texts, most differ in the first byte. */
static inline bool view_starts_with(struct view text, struct view start)
{
    if (text.len < start.len)
        return false;
    return start.len == 0 ||
           (text.at[0] == start.at[0] && memcmp(text.at, start.at, start.len) == 0);
}
static inline bool view_equal(struct view a, struct view b)
{
    return a.len == b.len && view_starts_with(a, b);
}
static inline bool view_ends_with(struct view text, struct view end)
{
    if (text.len < end.len)
        return false;
    return end.len == 0 || (text.at[text.len - 1] == end.at[end.len - 1] &&
                            memcmp(text.at + (text.len - end.len), end.at, end.len) == 0);
}

/* Orders by bytes as unsigned numbers, a prefix before longer text. */
int view_compare(struct view a, struct view b);

/* The text without its first `count` bytes; empty if it has fewer. Adds to the address as a number,
 * since C does not define NULL + 0, and a branch here costs a fiftieth of the time of all reading.
 */
static inline struct view view_skip(struct view text, size_t count)
{
    if (count > text.len)
        count = text.len;
    return (struct view){ (const char *)((uintptr_t)text.at + count), text.len - count };
}

/* Return the offset of `what` in `text`, or text.len if there is none. */
size_t view_find(struct view text, struct view what);
size_t view_find_last(struct view text, struct view what);
static inline size_t view_find_byte(struct view text, char byte)
{
    const char *found = text.len ? (const char *)memchr(text.at, (unsigned char)byte, text.len)
                                 : NULL;
    return found ? (size_t)(found - text.at) : text.len;
}
static inline bool view_has_byte(struct view text, char byte)
{
    if (text.len <= 16) { /* a few comparisons, without a loop for a literal */
        bool has = false;
        for (size_t i = 0; i < text.len; i++)
            has |= text.at[i] == byte;
        return has;
    }
    return memchr(text.at, (unsigned char)byte, text.len);
}

/* The ascii_ functions ignore the locale and accept a negative char. */
static inline bool ascii_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* If the text starts with `start`, takes that off and returns true. */
static inline bool view_take(struct view *text, struct view start)
{
    if (!view_starts_with(*text, start))
        return false;
    *text = view_skip(*text, start.len);
    return true;
}

/* Takes decimal digits off the start. Returns false and takes nothing if there are none or the
 * number is above `limit`. */
bool view_take_number(struct view *text, uint32_t limit, uint32_t *number);

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
static inline bool ascii_is_alnum(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}
static inline char ascii_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static inline char ascii_lower(char c)
{
    return ascii_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

bool ascii_equal_ignoring_case(const char *a, const char *b, size_t len);

/* Ignore the case of ASCII letters only. Most texts differ in the length or the first byte. */
static inline bool view_starts_with_ignoring_case(struct view text, struct view start)
{
    if (text.len < start.len)
        return false;
    return start.len == 0 || (ascii_lower(text.at[0]) == ascii_lower(start.at[0]) &&
                              ascii_equal_ignoring_case(text.at, start.at, start.len));
}
static inline bool view_equal_ignoring_case(struct view a, struct view b)
{
    return a.len == b.len && view_starts_with_ignoring_case(a, b);
}
static inline bool view_take_ignoring_case(struct view *text, struct view start)
{
    if (!view_starts_with_ignoring_case(*text, start))
        return false;
    *text = view_skip(*text, start.len);
    return true;
}

/* The text without blanks (ascii_is_blank) at its ends. */
static inline struct view view_trim_start(struct view text)
{
    size_t count = 0;
    while (count < text.len && ascii_is_blank(text.at[count]))
        count++;
    return view_skip(text, count);
}
static inline struct view view_trim_end(struct view text)
{
    while (text.len > 0 && ascii_is_blank(text.at[text.len - 1]))
        text.len--;
    return text;
}
static inline struct view view_trim(struct view text)
{
    return view_trim_end(view_trim_start(text));
}

/* Returns the text as a string, which the caller frees. */
char *view_to_string(struct view text);

/* Returns a copy of the text in the arena. */
struct view arena_copy(struct arena *arena, struct view text);

/* An owned, growing text: at[0..len) is the text, `cap` bytes are allocated, len <= cap. `at`
 * is NULL only if cap is 0. All zero is an empty buffer. Growth is geometric. */
struct buffer {
    char *at;
    size_t len, cap;
};

void buffer_free(struct buffer *buffer);

/* Makes room for `more` bytes; called by buffer_reserve only. */
void buffer_grow(struct buffer *buffer, size_t more);

/* Makes room for `more` bytes after the text and returns where they go. */
static inline char *buffer_reserve(struct buffer *buffer, size_t more)
{
    if (buffer->cap - buffer->len < more)
        buffer_grow(buffer, more);
    return buffer->at + buffer->len;
}

static inline void buffer_put(struct buffer *buffer, struct view text)
{
    char *at = text.len ? buffer_reserve(buffer, text.len) : NULL;

    if (at)
        memcpy(at, text.at, text.len);
    buffer->len += text.len;
}

static inline void buffer_put_byte(struct buffer *buffer, char byte)
{
    *buffer_reserve(buffer, 1) = byte;
    buffer->len++;
}

void buffer_put_code_point(struct buffer *buffer, uint32_t code_point);
void buffer_put_number(struct buffer *buffer, uint64_t number);

/* Appends the number in decimal, zero-padded to `width` digits. */
void buffer_put_padded(struct buffer *buffer, uint64_t number, unsigned width);

/* Append as printf(3) does. A NUL, which does not count as text, follows until the next write. */
void buffer_print(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_print_values(struct buffer *buffer, const char *format, va_list values);

/* Returns the text so far, valid until the next write. */
static inline struct view buffer_view(const struct buffer *buffer)
{
    if (buffer->len > 0 && !buffer->at)
        __builtin_unreachable(); /* costs nothing, and tells analysers */
    return (struct view){ buffer->at, buffer->len };
}

#endif
