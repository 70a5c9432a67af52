#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "text/utf8.h"

static int report = STDERR_FILENO;

void check_open(void)
{
    report = dup(STDERR_FILENO);
}

static void show(const char *what, struct view value)
{
    dprintf(report, "  %s (%zu bytes): ", what, value.len);
    if (write(report, value.len ? value.at : "", value.len) < 0)
        abort();
    dprintf(report, "\n");
}

void check_fail(const char *format, const char *property, struct view value)
{
    dprintf(report, "PROPERTY %s: %s\n", format, property);
    show("came", value);
    abort();
}

void check_equal(const char *format, const char *property, struct view got, struct view wanted)
{
    if (view_equal(got, wanted))
        return;
    dprintf(report, "PROPERTY %s: %s\n", format, property);
    show("wanted", wanted);
    show("came", got);
    abort();
}

/* True for control characters but ends of lines and a tab after a colon, which check_ris looks at.
 */
static bool is_control(struct view text, size_t at)
{
    char c = text.at[at];

    if (c == '\t' && at > 0 && text.at[at - 1] == ':' && view_starts_with(text, VIEW("TY  - ")))
        return false;
    return ((unsigned char)c < 0x20 && c != '\n' && c != '\r') || c == 0x7F;
}

void check_characters(const char *format, struct view output)
{
    check(utf8_find_malformed(output) == output.len, format, "output is UTF-8", output);
    for (size_t i = 0; i < output.len; i++)
        check(!is_control(output, i), format, "no control characters", output);
}

void check_put_date(struct buffer *out, struct date date, char between)
{
    char text[3 * sizeof "4294967295"];

    if (date.day > 0)
        snprintf(text, sizeof text, "%04u%c%02u%c%02u", date.year, between, date.month, between,
                 date.day);
    else if (date.month > 0)
        snprintf(text, sizeof text, "%04u%c%02u", date.year, between, date.month);
    else
        snprintf(text, sizeof text, "%04u", date.year);
    buffer_put(out, date.year > 0 ? view_of(text) : VIEW(""));
}

void check_put_names(struct buffer *out, const struct record *record)
{
    for (size_t i = 0; i < record->author_count; i++) {
        buffer_put(out, i > 0 ? VIEW(", ") : VIEW(""));
        person_put(out, &record->authors[i]);
    }
    if (record->authors_incomplete)
        buffer_put(out, VIEW(", et al."));
}
