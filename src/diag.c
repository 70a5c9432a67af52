#include "diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "text.h"

static void put_format(struct buffer *out, const char *format, va_list values)
{
    va_list again;
    int length;

    va_copy(again, values);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return;
    vsnprintf(buffer_reserve(out, (size_t)length + 1), (size_t)length + 1, format, values);
    out->len += (size_t)length;
}

static void put_place(struct buffer *out, struct place place)
{
    buffer_put(out, view_of(place.file ? place.file : "refmill"));
    if (place.line) {
        buffer_put_byte(out, ':');
        buffer_put_number(out, place.line);
        buffer_put_byte(out, ':');
        buffer_put_number(out, place.column);
    }
}

static void report(struct place place, const char *severity, const char *format, va_list values)
{
    struct buffer line = { 0 };

    put_place(&line, place);
    buffer_put(&line, VIEW(": "));
    buffer_put(&line, view_of(severity));
    buffer_put(&line, VIEW(": "));
    put_format(&line, format, values);
    for (size_t i = 0; i < line.len; i++) {
        if ((unsigned char)line.at[i] < 0x20 || line.at[i] == 0x7F)
            line.at[i] = '?';
        else if (line.at[i] == '\xC2' && (unsigned char)line.at[i + 1] < 0xA0)
            line.at[i] = line.at[i + 1] = '?'; /* a C1 control; the line's NUL is behind it */
    }
    buffer_put_byte(&line, '\n');
    fwrite(line.at, 1, line.len, stderr);
    buffer_free(&line);
}

void diag_clear_line(struct diag *diag)
{
    if (diag->line_open)
        fputs("\r\033[K", stderr);
    diag->line_open = false;
}

void diag_note(struct diag *diag, struct place place, const char *format, ...)
{
    va_list values;

    if (diag->quiet || diag->silent)
        return;
    diag_clear_line(diag);
    va_start(values, format);
    report(place, "note", format, values);
    va_end(values);
}

void diag_warn(struct diag *diag, struct place place, const char *format, ...)
{
    va_list values;

    diag->warnings++;
    if (diag->quiet || diag->silent)
        return;
    diag_clear_line(diag);
    va_start(values, format);
    report(place, "warning", format, values);
    va_end(values);
}

void diag_error(struct diag *diag, struct place place, const char *format, ...)
{
    va_list values;

    diag->errors++;
    if (diag->silent)
        return;
    diag_clear_line(diag);
    va_start(values, format);
    report(place, "error", format, values);
    va_end(values);
}
