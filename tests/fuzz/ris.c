#include "check.h"
#include "record/word_set.h"
#include "tex/tex.h"

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

/* The text but for the spaces behind <, which keep tags from being ones. */
static void put_untagged(struct buffer *out, struct view text)
{
    for (; text.len > 0; text = view_skip(text, view_starts_with(text, VIEW("< ")) ? 2 : 1))
        buffer_put_byte(out, text.at[0]);
}

static void check_value(struct view line, struct view text)
{
    struct buffer wanted = { 0 }, came = { 0 };

    put_untagged(&wanted, text);
    put_untagged(&came, view_skip(line, 6));
    check_equal(format_name, "a text is the record's", buffer_view(&came), buffer_view(&wanted));
    buffer_free(&wanted);
    buffer_free(&came);
}

static void check_text(struct view line, const char *tag, struct view tex)
{
    struct buffer text = { 0 };

    if (!view_starts_with(line, view_of(tag)))
        return;
    tex_put_text(&text, tex);
    check_value(line, buffer_view(&text));
    buffer_free(&text);
}

/* Zotero takes these for HTML, and drops the tags. */
static void check_tags(struct view line)
{
    if (view_find(VIEW("TI AU KW N1"), (struct view){ line.at, 2 }) == VIEW("TI AU KW N1").len)
        return;
    for (size_t at = 0; (at += view_find_byte(view_skip(line, at), '<')) < line.len; at++) {
        char after = at + 1 < line.len ? line.at[at + 1] : ' ';

        check(!ascii_is_alpha(after) && !view_has_byte(VIEW("/!?"), after), format_name,
              "no text is a tag", line);
    }
}

/* Returns true for a line of a date: PY has the year, Y1 all that is known, 2024/03//. */
static bool check_date(struct view line, const struct record *record)
{
    bool is_year = view_starts_with(line, VIEW("PY"));
    struct date date = { record->date.year, 0, 0 };
    struct buffer wanted = { 0 };

    if (!is_year && !view_starts_with(line, VIEW("Y1")))
        return false;
    check_put_date(&wanted, is_year ? date : record->date, '/');
    for (size_t parts = 1 + (record->date.month > 0) + (record->date.day > 0);
         !is_year && parts <= 3; parts++)
        buffer_put_byte(&wanted, '/');
    check_equal(format_name, "a date is the record's", view_skip(line, 6), buffer_view(&wanted));
    buffer_free(&wanted);
    return true;
}

/* Returns true for the link. */
static bool check_link(struct view line, const struct record *record)
{
    if (view_starts_with(line, VIEW("DO")))
        check_equal(format_name, "the DOI is the record's", view_skip(line, 6), record_doi(record));
    if (!view_starts_with(line, VIEW("UR")))
        return false;
    check_equal(format_name, "the URL is the record's", view_skip(line, 6), record->url);
    return true;
}

/* Returns how many keywords the record has: its categories, and the topics that show. */
static size_t count_keywords(const struct record *record)
{
    size_t count = 0;
    struct view rest = record->categories;

    while (word_set_take(&rest).len > 0)
        count++;
    for (size_t i = 0; i < record->topic_count; i++)
        count += tex_shows(record->topics[i]);
    return count;
}

/* The name that comes next, if the line has one. */
static void check_author(struct view line, const struct record *record, size_t *authors)
{
    struct buffer name = { 0 };

    if (!view_starts_with(line, VIEW("AU")))
        return;
    check(*authors < record->author_count, format_name, "there are no more authors", line);
    person_put_inverted(&name, &record->authors[(*authors)++]);
    check_value(line, buffer_view(&name));
    buffer_free(&name);
}

/* Zotero's names, whose values may have colons, end in a tab. */
static void check_tab(struct view line)
{
    size_t at = view_find_byte(line, '\t');

    check(at == line.len || view_equal((struct view){ line.at, at }, VIEW("M2  - Archive ID:")) ||
              view_equal((struct view){ line.at, at }, VIEW("M2  - Citation Key:")),
          "ris", "a tab ends a name", line);
    check(!view_has_byte(view_skip(line, at + 1), '\t'), "ris", "there is one tab", line);
}

/* What there has been of a record. */
struct seen {
    size_t authors, dates, links, keywords;
    bool titled;
};

static void check_line(struct seen *seen, struct view line, const struct record *record,
                       const struct expected *expected)
{
    check_text(line, "TI", bilingual_leading(&record->title, expected->leads));
    check_text(line, "AB", bilingual_leading(&record->abstract, expected->leads));
    check_tags(line);
    check_author(line, record, &seen->authors);
    seen->dates += check_date(line, record);
    seen->links += check_link(line, record);
    seen->keywords += view_starts_with(line, VIEW("KW"));
    seen->titled = seen->titled || view_starts_with(line, VIEW("TI"));
}

/* Checks that the record has had all its lines. */
static void check_seen(const struct seen *seen, const struct record *record,
                       const struct expected *expected)
{
    struct view title = bilingual_leading(&record->title, expected->leads);

    check(seen->links == 1, format_name, "the link is there", record->url);
    check(seen->keywords == count_keywords(record), format_name, "all keywords are there",
          record->url);
    check(seen->dates == (record->date.year > 0 ? 2 : 0), format_name, "the date is there",
          record->url);
    check(seen->authors == record->author_count, format_name, "all authors are there", record->url);
    check(seen->titled == tex_shows(title), format_name, "a title that shows is there", title);
}

void check_ris(const char *format, struct view output, const struct expected *expected)
{
    struct seen seen = { 0 };
    size_t records = 0;
    bool open = false;

    for (struct view rest = output; rest.len > 0;) {
        struct view line = { rest.at, view_find(rest, VIEW("\r\n")) };
        const struct record *record;

        check(line.len < rest.len, format, "the last line ends", rest);
        rest = view_skip(rest, line.len + 2);
        check_separators(line);
        check_tab(line);
        check(is_tag(line), format, "a line is a tag and its value", line);
        check(records < expected->count, format, "TY to ER a record", output);
        record = &expected->records[records];
        check_line(&seen, line, record, expected);
        open = follow(open, line, &records);
        if (open)
            continue;
        check_seen(&seen, record, expected);
        seen = (struct seen){ 0 };
    }
    check(!open, format, "the last record ends", output);
    check(records == expected->count, format, "TY to ER a record", output);
}
