#include "system/diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/text.h"

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

static void replace_controls(struct buffer *out)
{
    for (size_t i = 0; i < out->len; i++) {
        if ((unsigned char)out->at[i] < 0x20 || out->at[i] == 0x7F)
            out->at[i] = '?';
        else if (out->at[i] == '\xC2' && i + 1 < out->len && (unsigned char)out->at[i + 1] < 0xA0)
            out->at[i] = out->at[i + 1] = '?'; /* a C1 control */
    }
}

static void print_message(enum severity severity, struct place place, struct view text)
{
    static const char *const names[] = { [SEVERITY_NOTE] = ": note: ",
                                         [SEVERITY_WARNING] = ": warning: ",
                                         [SEVERITY_ERROR] = ": error: " };
    struct buffer line = { 0 };

    put_place(&line, place);
    buffer_put(&line, view_of(names[severity]));
    buffer_put(&line, text);
    replace_controls(&line);
    buffer_put_byte(&line, '\n');
    fwrite(line.at, 1, line.len, stderr);
    buffer_free(&line);
}

static void deliver(struct diag *diag, enum severity severity, struct place place,
                    const char *format, va_list values)
{
    struct buffer text = { 0 };

    put_format(&text, format, values);
    if (diag->receive) {
        replace_controls(&text);
        buffer_put_byte(&text, '\0');
        diag->receive(diag->context, severity, place, text.at);
    } else {
        diag_clear_line(diag);
        print_message(severity, place, buffer_view(&text));
    }
    buffer_free(&text);
}

void diag_clear_line(struct diag *diag)
{
    if (diag->line_open)
        fputs("\r\033[K", stderr);
    diag->line_open = false;
}

void diag_cannot_be(struct diag *diag, const char *file, const char *what)
{
    diag_error(diag, (struct place){ .file = file }, "cannot be %s: %s", what, strerror(errno));
}

void diag_unreadable(struct diag *diag, const char *file, int reason)
{
    struct place whole = { .file = file };

    if (reason == EISDIR)
        diag_error(diag, whole, "cannot be read: it is a folder; name the files in it");
    else
        diag_error(diag, whole, "cannot be read: %s", strerror(reason));
}

void diag_packed(struct diag *diag, const char *file, const char *packing)
{
    diag_error(diag, (struct place){ .file = file },
               "is packed by %s; unpack it first, into a pipe or a file", packing);
}

void diag_note(struct diag *diag, struct place place, const char *format, ...)
{
    va_list values;

    if (diag->quiet || diag->silent)
        return;
    va_start(values, format);
    deliver(diag, SEVERITY_NOTE, place, format, values);
    va_end(values);
}

void diag_warn(struct diag *diag, struct place place, const char *format, ...)
{
    va_list values;

    diag->warnings++;
    if (diag->quiet || diag->silent)
        return;
    va_start(values, format);
    deliver(diag, SEVERITY_WARNING, place, format, values);
    va_end(values);
}

void diag_error(struct diag *diag, struct place place, const char *format, ...)
{
    va_list values;

    diag->errors++;
    if (diag->silent)
        return;
    va_start(values, format);
    deliver(diag, SEVERITY_ERROR, place, format, values);
    va_end(values);
}

void diag_sum_up(struct diag *diag, const char *format, ...)
{
    va_list values;

    if (diag->quiet || diag->silent)
        return;
    va_start(values, format);
    if (diag->receive) {
        deliver(diag, SEVERITY_NOTE, PROGRAM, format, values);
    } else {
        vfprintf(stderr, format, values);
        fputc('\n', stderr);
    }
    va_end(values);
}
