#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool ascii_equal_ignoring_case(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (ascii_lower(a[i]) != ascii_lower(b[i]))
            return false;
    }
    return true;
}

int view_compare(struct view a, struct view b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t view_find(struct view text, struct view what)
{
    const size_t last = what.len - 1;

    for (size_t at = 0; at + what.len <= text.len; at++) {
        at += view_find_byte(view_skip(text, at), what.at[0]);
        if (at + what.len <= text.len && text.at[at + last] == what.at[last] &&
            memcmp(text.at + at, what.at, what.len) == 0)
            return at;
    }
    return text.len;
}

size_t view_find_last(struct view text, struct view what)
{
    if (!view_has_byte(text, what.at[0]))
        return text.len;
    for (size_t at = text.len; at-- > 0;) {
        if (text.at[at] == what.at[0] && view_starts_with(view_skip(text, at), what))
            return at;
    }
    return text.len;
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

char *view_to_string(struct view text)
{
    char *string = memory_take(text.len + 1);

    if (text.len > 0)
        memcpy(string, text.at, text.len);
    string[text.len] = '\0';
    return string;
}

struct view arena_copy(struct arena *arena, struct view text)
{
    char *copy = arena_take(arena, text.len);

    if (text.len > 0)
        memcpy(copy, text.at, text.len);
    return (struct view){ copy, text.len };
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->at);
    *buffer = (struct buffer){ 0 };
}

void buffer_grow(struct buffer *buffer, size_t more)
{
    size_t doubled = buffer->cap ? buffer->cap * 2 : 256, needed = buffer->len + more;

    buffer->cap = needed > doubled ? needed : doubled;
    buffer->at = memory_resize(buffer->at, buffer->cap);
}

void buffer_put_code_point(struct buffer *buffer, uint32_t code_point)
{
    char *at = buffer_reserve(buffer, 4);
    size_t length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;

    for (size_t i = length; i-- > 1; code_point >>= 6)
        at[i] = (char)(0x80 | (code_point & 0x3F));
    at[0] = (char)(length == 1 ? code_point : (0xF00u >> length & 0xFF) | code_point);
    buffer->len += length;
}

void buffer_put_padded(struct buffer *buffer, uint64_t number, unsigned width)
{
    size_t digits = 1;
    char *at;

    if (number < 100 && width == 2) { /* as in a time */
        at = buffer_reserve(buffer, 2);
        at[0] = (char)('0' + number / 10);
        at[1] = (char)('0' + number % 10);
        buffer->len += 2;
        return;
    }
    for (uint64_t rest = number; rest >= 10 || digits < width; rest /= 10)
        digits++;
    at = buffer_reserve(buffer, digits);
    for (size_t i = digits; i-- > 0; number /= 10)
        at[i] = (char)('0' + number % 10);
    buffer->len += digits;
}

void buffer_put_number(struct buffer *buffer, uint64_t number)
{
    buffer_put_padded(buffer, number, 1);
}

void buffer_print_values(struct buffer *buffer, const char *format, va_list values)
{
    va_list again;
    int length;

    va_copy(again, values);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return;
    vsnprintf(buffer_reserve(buffer, (size_t)length + 1), (size_t)length + 1, format, values);
    buffer->len += (size_t)length;
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    buffer_print_values(buffer, format, values);
    va_end(values);
}
