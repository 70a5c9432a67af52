#include "check.h"
#include "tex/tex.h"

/* ---- Text -------------------------------------------------------------- */

static bool is_punctuation(char c)
{
    return c > ' ' && c < 0x7F && !ascii_is_alnum(c);
}

/* Puts the cell without the backslashes before bars, which programs take off before all others. */
static void put_cell_text(struct buffer *out, struct view cell)
{
    for (; cell.len > 0; cell = view_skip(cell, 1)) {
        if (!view_starts_with(cell, VIEW("\\|")))
            buffer_put_byte(out, cell.at[0]);
    }
}

/* Takes a formula off the text, up to the same dollars that it begins with, and puts it. */
static void take_formula(const char *format, struct view *text, struct buffer *out)
{
    struct view all = *text, dollars = view_starts_with(all, VIEW("$$")) ? VIEW("$$") : VIEW("$");
    size_t at = dollars.len;

    while (at < all.len && !view_starts_with(view_skip(all, at), dollars))
        at += all.at[at] == '\\' ? 2 : 1;
    check(at < all.len, format, "a formula ends", all);
    at += dollars.len;
    buffer_put(out, (struct view){ all.at, at });
    *text = view_skip(all, at);
}

/* True for what no program takes for markup where it stands. */
static bool is_text(struct view text, size_t at)
{
    char before = at > 0 ? text.at[at - 1] : ' ', after = at + 1 < text.len ? text.at[at + 1] : ' ';

    if (text.at[at] == '_')
        return ascii_is_alnum(before) && ascii_is_alnum(after);
    if (text.at[at] == '<')
        return !ascii_is_alpha(after) && !view_has_byte(VIEW("/!?"), after);
    return !view_has_byte(VIEW("*`[~"), text.at[at]);
}

/* Takes a text off, up to the first of a byte that is not escaped, and puts what is shown of it. */
static void take_shown(const char *format, struct view *text, char end, struct buffer *out)
{
    struct view all = *text;

    while (text->len > 0 && text->at[0] != end) {
        size_t at = (size_t)(text->at - all.at);

        if (text->at[0] == '$') {
            take_formula(format, text, out);
            continue;
        }
        if (text->at[0] == '\\' && text->len > 1 && is_punctuation(text->at[1]))
            *text = view_skip(*text, 1);
        else
            check(is_text(all, at), format, "nothing in a text is markup", all);
        buffer_put_byte(out, text->at[0]);
        *text = view_skip(*text, 1);
    }
}

/* Puts the text without the marks of formulas, and without blanks, which a formula may lose at its
 * ends, and gets where something would be a tag. */
static void put_unmarked(struct buffer *out, struct view text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != TEX_MATH_START && text.at[i] != TEX_MATH_END && text.at[i] != ' ')
            buffer_put_byte(out, text.at[i]);
    }
}

/* The link that comes next is the record's title, or its name if it has none. */
static void check_title(const char *format, struct view line, const struct record *record,
                        const struct expected *expected)
{
    struct view title = bilingual_leading(&record->title, expected->leads), text;
    struct buffer marked = { 0 }, cell = { 0 }, shown = { 0 }, came = { 0 }, wanted = { 0 };

    line = view_skip(line, view_find_byte(line, '[') + 1);
    if (expected->sections)
        buffer_put(&cell, line);
    else
        put_cell_text(&cell, line);
    text = buffer_view(&cell);
    take_shown(format, &text, ']', &shown);
    check(view_take(&text, VIEW("](")), format, "the text of a link has no bracket", line);
    check(view_starts_with(text, record->url), format, "a link is the record's", line);
    tex_put_marked(&marked, title);
    if (!tex_shows(title)) {
        buffer_put(&marked, record->arxiv_id.len > 0 ? VIEW("arXiv:") : record->url);
        buffer_put(&marked, record->arxiv_id);
    }
    put_unmarked(&wanted, buffer_view(&marked));
    put_unmarked(&came, buffer_view(&shown));
    check_equal(format, "a title is the text of the record's", buffer_view(&came),
                buffer_view(&wanted));
    buffer_free(&marked);
    buffer_free(&cell);
    buffer_free(&shown);
    buffer_free(&came);
    buffer_free(&wanted);
}

/* Puts at most three names. */
static void put_names(struct buffer *out, const struct record *record)
{
    enum { MOST = 3 };

    for (size_t i = 0; i < record->author_count && i < MOST; i++) {
        buffer_put(out, i > 0 ? VIEW(", ") : VIEW(""));
        person_put(out, &record->authors[i]);
    }
    buffer_put(out, record->author_count > MOST || record->authors_incomplete ? VIEW(", et al.")
                                                                              : VIEW(""));
}

/* The third cell of a row has the names. The first two have no other bars but those escaped. */
static void check_names(const char *format, struct view line, const struct record *record)
{
    struct buffer shown = { 0 }, cell = { 0 }, wanted = { 0 };
    struct view text = line, names;

    for (size_t bars = 0; bars < 3; bars++) {
        size_t at = 0;

        while (at < text.len && text.at[at] != '|')
            at += text.at[at] == '\\' ? 2 : 1;
        text = view_skip(text, at + 1);
    }
    names = text;
    for (names.len = 0; names.len < text.len && names.at[names.len] != '|';)
        names.len += names.at[names.len] == '\\' ? 2 : 1;
    put_cell_text(&cell, view_trim(names));
    text = buffer_view(&cell);
    take_shown(format, &text, '\0', &shown);
    put_names(&wanted, record);
    check_equal(format, "the names are the record's", buffer_view(&shown), buffer_view(&wanted));
    buffer_free(&shown);
    buffer_free(&cell);
    buffer_free(&wanted);
}

/* The first cell of a row has the date. */
static void check_date(const char *format, struct view line, const struct record *record)
{
    struct buffer start = { 0 };

    buffer_put(&start, VIEW("| "));
    check_put_date(&start, record->date, '-');
    buffer_put(&start, record->date.year > 0 ? VIEW(" | ") : VIEW("| "));
    check(view_starts_with(line, buffer_view(&start)), format, "the date is the record's", line);
    buffer_free(&start);
}

/* ---- Lines ------------------------------------------------------------- */

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
        if (check_line(format, line, expected->sections)) {
            check(papers < expected->count, format, "there is a row or section for each record",
                  output);
            check_title(format, line, &expected->records[papers], expected);
            if (!expected->sections) {
                check_date(format, line, &expected->records[papers]);
                check_names(format, line, &expected->records[papers]);
            }
            papers++;
        }
        rest = view_skip(rest, line.len + 1);
    }
    check(papers == expected->count, format, "there is a row or section for each record", output);
}
