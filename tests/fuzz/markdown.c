#include "check.h"

/* The bars that no backslash makes text, of which programs make cells. */
static size_t count_bars(struct view line)
{
    size_t bars = 0;

    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '\\')
            i++;
        else
            bars += line.at[i] == '|';
    }
    return bars;
}

/* A row has the four cells of the head, and the title's link. */
static bool check_row(const char *format, struct view line)
{
    enum { BARS = 5 };
    bool is_head = view_equal(line, VIEW("| Date | Title | Authors | Code |")) ||
                   view_equal(line, VIEW("| --- | --- | --- | --- |"));

    check(count_bars(line) == BARS, format, "a row has four cells", line);
    check(is_head || view_find(line, VIEW("](http")) < line.len, format, "a row has a link", line);
    return !is_head;
}

/* A line begins with what refmill puts there. Returns true for one that begins a paper. */
static bool check_line(const char *format, struct view line, bool in_sections)
{
    if (!in_sections && view_starts_with(line, VIEW("|")))
        return check_row(format, line);
    check(
        line.len == 0 || view_starts_with(line, VIEW("##")) ||
            (in_sections && (view_equal(line, VIEW("---")) || view_starts_with(line, VIEW("**")))),
        format, "a line is a heading, a row or a paragraph", line);
    return in_sections && view_starts_with(line, VIEW("#")) &&
           view_find(line, VIEW("# [")) < line.len && view_find(line, VIEW("](http")) < line.len;
}

void check_markdown(const char *format, struct view output, const struct expected *expected)
{
    size_t papers = 0;

    for (struct view rest = output; rest.len > 0;) {
        struct view line = { rest.at, view_find_byte(rest, '\n') };

        check(line.len < rest.len, format, "the last line ends", rest);
        papers += check_line(format, line, expected->sections);
        rest = view_skip(rest, line.len + 1);
    }
    check(papers == expected->count, format, "there is a row or section for each record", output);
}
