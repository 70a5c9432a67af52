#include "system/diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/text.h"

/* Returns the length of the control character at the start of the text, or 0. Controls are C0, DEL,
 * C1, line and paragraph separators (U+2028, U+2029), and those that reorder text (UAX #9: U+061C,
 * U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069). The text need not be well-formed. */
static size_t control_length(struct view text)
{
    static const struct {
        struct view start;
        char first, last; /* of the byte after it */
    } ranges[] = {
        { VIEW_ENTRY("\xC2"), '\x80', '\x9F' },     { VIEW_ENTRY("\xD8"), '\x9C', '\x9C' },
        { VIEW_ENTRY("\xE2\x80"), '\x8E', '\x8F' }, { VIEW_ENTRY("\xE2\x80"), '\xA8', '\xAE' },
        { VIEW_ENTRY("\xE2\x81"), '\xA6', '\xA9' },
    };

    if ((unsigned char)text.at[0] < 0x80)
        return (unsigned char)text.at[0] < 0x20 || text.at[0] == 0x7F;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        size_t length = ranges[i].start.len;

        if (text.len > length && view_starts_with(text, ranges[i].start) &&
            (unsigned char)text.at[length] >= (unsigned char)ranges[i].first &&
            (unsigned char)text.at[length] <= (unsigned char)ranges[i].last)
            return length + 1;
    }
    return 0;
}

static void replace_controls(struct buffer *out)
{
    for (size_t i = 0; i < out->len; i++) {
        size_t length = control_length(view_skip(buffer_view(out), i));

        memset(out->at + i, '?', length);
        i += length > 0 ? length - 1 : 0;
    }
}

static void deliver(struct diag *diag, enum severity severity, struct place place,
                    const char *format, va_list values)
{
    static const char *const names[] = {
        [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"
    };
    struct buffer text = { 0 };

    if (!diag->receive) {
        diag_clear_line(diag);
        buffer_put(&text, view_of(place.file ? place.file : "refmill"));
        if (place.line)
            buffer_print(&text, ":%zu:%zu", place.line, place.column);
        buffer_print(&text, ": %s: ", names[severity]);
    }
    buffer_print_values(&text, format, values);
    replace_controls(&text);
    buffer_put_byte(&text, '\0');
    if (diag->receive) {
        diag->receive(diag->context, severity, place, text.at);
    } else {
        text.at[text.len - 1] = '\n';
        fwrite(text.at, 1, text.len, stderr);
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
        diag_error(diag, whole, "cannot be read: it is a directory; name the files in it");
    else
        diag_error(diag, whole, "cannot be read: %s", strerror(reason));
}

void diag_report(struct diag *diag, enum severity severity, struct place place, const char *format,
                 ...)
{
    va_list values;

    diag->warnings += severity == SEVERITY_WARNING;
    diag->errors += severity == SEVERITY_ERROR;
    if (diag->silent || (diag->quiet && severity != SEVERITY_ERROR))
        return;
    va_start(values, format);
    deliver(diag, severity, place, format, values);
    va_end(values);
}

void diag_count_error(struct diag *diag)
{
    diag->errors++;
}

void diag_sum_up_errors(struct diag *diag, const char *format, ...)
{
    va_list values;

    if (diag->silent)
        return;
    va_start(values, format);
    deliver(diag, SEVERITY_ERROR, PROGRAM, format, values);
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
