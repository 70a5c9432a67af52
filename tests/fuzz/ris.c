#include "check.h"

static const char format_name[] = "ris";

static bool is_tag(struct view line)
{
    return line.len >= 6 && ascii_is_upper(line.at[0]) &&
           (ascii_is_upper(line.at[1]) || ascii_is_digit(line.at[1])) &&
           view_starts_with(view_skip(line, 2), VIEW("  - "));
}

/* Separators that some reader or other takes for the end of a line. */
static void check_separators(struct view line)
{
    static const char *const separators[] = { "\n", "\r", "\xC2\x85", "\xE2\x80\xA8",
                                              "\xE2\x80\xA9" };

    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        check(view_find(line, view_of(separators[i])) == line.len, format_name,
              "a line ends in CR LF only", line);
}

/* TY opens a record, ER closes it, all else stands between. */
static bool follow(bool open, struct view line, size_t *records)
{
    bool starts = view_starts_with(line, VIEW("TY  - "));
    bool ends = view_starts_with(line, VIEW("ER  - "));

    check(starts != open, format_name, "TY is first and ER last", line);
    check(!ends || line.len == 6, format_name, "ER has no value", line);
    *records += ends;
    return !ends;
}

void check_ris(const char *format, struct view output, const struct expected *expected)
{
    size_t records = 0;
    bool open = false;

    for (struct view rest = output; rest.len > 0;) {
        struct view line = { rest.at, view_find(rest, VIEW("\r\n")) };
        check(line.len < rest.len, format, "the last line ends", rest);
        rest = view_skip(rest, line.len + 2);
        check_separators(line);
        check(is_tag(line), format, "a line is a tag and its value", line);
        open = follow(open, line, &records);
    }
    check(!open, format, "the last record ends", output);
    check(records == expected->count, format, "TY to ER a record", output);
}
