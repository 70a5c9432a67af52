/* A strict reader of BibTeX: more than one of the programs that read it would
 * ask for, and less than any of them would take. */
#include <string.h>

#include "check.h"
#include "tex/tex_commands.h"
#include "tex/tex_unsafe_commands.h"

static const char *reader; /* the format, for messages */

static void skip_space(struct view *rest)
{
    while (rest->len > 0 && memchr(" \n", rest->at[0], 2))
        *rest = view_skip(*rest, 1);
}

/* Takes the bytes that are of the set. */
static struct view take_any(struct view *rest, const char *set)
{
    struct view taken = { rest->at, 0 };

    while (taken.len < rest->len && rest->at[taken.len] &&
           memchr(set, rest->at[taken.len], strlen(set)))
        taken.len++;
    *rest = view_skip(*rest, taken.len);
    return taken;
}

/* A value in braces, which BibTeX counts whatever stands before them. */
static struct view take_value(struct view *rest)
{
    struct view all = *rest, value;
    size_t depth = 0, at = 0;

    do {
        check(at < all.len, reader, "a value ends", all);
        depth += all.at[at] == '{';
        depth -= all.at[at] == '}';
        at++;
    } while (depth > 0);
    value = (struct view){ all.at + 1, at - 2 };
    *rest = view_skip(all, at);
    return value;
}

/* ---- Values as TeX reads them ------------------------------------------ */

/* A name behind a backslash, and what stands behind it: no command that acts, and
 * environments of mathematics only. */
static void check_command(struct view command, struct view behind, struct view value)
{
    if (!view_equal(command, VIEW("begin")) && !view_equal(command, VIEW("end"))) {
        check(!tex_is_unsafe_command(command), reader, "no live command", value);
        return;
    }
    behind = view_trim_start(behind);
    check(view_take(&behind, VIEW("{")), reader, "an environment has its name", value);
    check(tex_is_math_environment((struct view){ behind.at, view_find_byte(behind, '}') }), reader,
          "an environment of mathematics", value);
}

/* Escapes known, braces balance; nothing starts a comment or stands for a
 * parameter, and every formula ends. */
static void check_tex(struct view value)
{
    struct view rest = value;
    struct view behind, command;
    size_t depth = 0, dollars = 0;

    for (; rest.len > 0; rest = view_skip(rest, 1)) {
        char c = rest.at[0];
        check(!view_starts_with(rest, VIEW("^^")), reader, "no ^^", value);
        check(c != '%' && c != '#', reader, "no bare % or #", value);
        check(c != '}' || depth > 0, reader, "braces balance when escapes are known", value);
        depth += c == '{';
        depth -= c == '}';
        dollars += c == '$';
        if (c != '\\')
            continue;
        rest = view_skip(rest, 1);
        check(rest.len > 0, reader, "no backslash at the end", value);
        /* Behind a command that reads verbatim, the second of two begins a name. */
        behind = view_skip(rest, rest.at[0] == '\\');
        command = take_any(&behind, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        check_command(command, behind, value);
    }
    check(depth == 0, reader, "braces balance when escapes are known", value);
    check(dollars % 2 == 0, reader, "dollars pair", value);
}

/* How many bytes of a formula's opening or closing stand there, or 0. */
static size_t delimiter_length(struct view rest)
{
    if (view_starts_with(rest, VIEW("$$")))
        return 2;
    if (rest.at[0] == '$')
        return 1;
    return rest.len > 1 && rest.at[0] == '\\' && memchr("()[]", rest.at[1], 4) ? 2 : 0;
}

static struct view closing_of(struct view rest)
{
    if (rest.at[0] == '$')
        return (struct view){ rest.at, delimiter_length(rest) };
    return rest.at[1] == '(' ? VIEW("\\)") : VIEW("\\]");
}

/* Formulas end as they began, and none begins in another, but for those in
 * its braces, as in \text{if $x$}. */
static void check_formulas(struct view value)
{
    bool in_environments = view_find(value, VIEW("\\begin")) < value.len; /* of formulas */
    struct view closing = { 0 };
    size_t depth = 0, step;

    for (struct view rest = value; rest.len > 0; rest = view_skip(rest, step)) {
        step = delimiter_length(rest);
        if (step == 0 || (closing.len > 0 && depth > 0)) {
            check(rest.at[0] != '_' || closing.len > 0 || in_environments, reader,
                  "a bare _ is in a formula", value);
            step = rest.at[0] == '\\' ? 2 : 1;
            if (closing.len > 0) {
                depth += rest.at[0] == '{';
                depth -= rest.at[0] == '}';
            }
        } else if (closing.len == 0) {
            check(!view_starts_with(rest, VIEW("\\)")) && !view_starts_with(rest, VIEW("\\]")),
                  reader, "a formula's end has a beginning", value);
            closing = closing_of(rest);
        } else {
            check(view_starts_with(rest, closing), reader, "a formula ends as it began", value);
            step = closing.len;
            closing.len = 0;
        }
    }
    check(closing.len == 0, reader, "a formula ends", value);
}

/* What styles print as it is; LaTeX may not end in it, nor start anything. */
static void check_verbatim(struct view value)
{
    for (size_t i = 0; i < value.len; i++)
        check(!memchr(" {}\\", value.at[i], 4), reader, "a link has no space, brace or backslash",
              value);
}

/* ---- Entries ----------------------------------------------------------- */

static void check_key(struct view *rest)
{
    struct view all = *rest;
    struct view key = take_any(rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789._+/:-");

    check(key.len > 0 && view_take(rest, VIEW(",")), reader, "a key is legal", all);
}

void check_bibtex_value(const char *format, struct view value)
{
    reader = format;
    check_tex(value);
    check_formulas(value);
}

static void check_value(struct view name, struct view value)
{
    if (view_equal(name, VIEW("url")) || view_equal(name, VIEW("doi")))
        check_verbatim(value);
    else
        check_bibtex_value(reader, value);
}

/* Names are divided by "and" outside of braces. */
static size_t count_names(struct view names)
{
    static const struct view between = VIEW_ENTRY(" and ");
    size_t count = 1, depth = 0;

    for (; names.len > 0; names = view_skip(names, 1)) {
        depth += names.at[0] == '{';
        depth -= names.at[0] == '}';
        count += depth == 0 && view_starts_with(names, between);
    }
    return count;
}

/* The year and the month, or all of the date. */
static void check_date(struct view name, struct view value, const struct record *record)
{
    static const struct view months = VIEW_ENTRY("janfebmaraprmayjunjulaugsepoctnovdec");
    struct date date = record->date;
    struct buffer wanted = { 0 };
    bool is_year = view_equal(name, VIEW("year"));

    if (view_equal(name, VIEW("month")))
        check_equal(reader, "a month is the record's", value,
                    (struct view){ months.at + 3 * (date.month - 1), 3 });
    if (!is_year && !view_equal(name, VIEW("date")))
        return;
    check_put_date(&wanted, is_year ? (struct date){ date.year, 0, 0 } : date, '-');
    check_equal(reader, "a date is the record's", value, buffer_view(&wanted));
    buffer_free(&wanted);
}

/* What identifies the paper. */
static void check_identity(struct view name, struct view value, const struct record *record)
{
    struct buffer number = { 0 };

    buffer_put_number(&number, record->version);
    if (view_equal(name, VIEW("eprint")))
        check_equal(reader, "the eprint is the record's", value, record->arxiv_id);
    else if (view_equal(name, VIEW("version")))
        check_equal(reader, "the version is the record's", value, buffer_view(&number));
    else if (view_equal(name, VIEW("doi")))
        check_equal(reader, "the DOI is the record's", value, record_doi(record));
    else if (view_equal(name, VIEW("url")))
        check_equal(reader, "the URL is the record's", value, record->url);
    buffer_free(&number);
}

/* Returns the name of the field. */
static struct view check_field(struct view *rest, const struct record *record)
{
    struct view all = *rest, name = take_any(rest, "abcdefghijklmnopqrstuvwxyz"), value;

    check(name.len > 0, reader, "a field has a name", all);
    skip_space(rest);
    check(view_take(rest, VIEW("= ")), reader, "a field has a value", all);
    if (view_starts_with(*rest, VIEW("{"))) {
        value = take_value(rest);
        check_value(name, value);
        if (view_equal(name, VIEW("author")))
            check(count_names(value) == record->author_count + record->authors_incomplete, reader,
                  "a name an author", value);
    } else {
        value = take_any(rest, "abcdefghijklmnopqrstuvwxyz");
        check(value.len == 3, reader, "a macro is a month", all);
    }
    check(view_take(rest, VIEW(",")), reader, "a field ends in a comma", all);
    check_identity(name, value, record);
    check_date(name, value, record);
    return name;
}

/* Checks the fields of an entry, of which some must be there. */
static void check_fields(struct view *rest, const struct record *record)
{
    size_t dates = 0, links = 0, ids = 0;
    struct view all = *rest;

    for (skip_space(rest); !view_take(rest, VIEW("}")); skip_space(rest)) {
        struct view name = check_field(rest, record);

        dates += view_equal(name, VIEW("year")) || view_equal(name, VIEW("date"));
        links += view_equal(name, VIEW("url"));
        ids += view_equal(name, VIEW("eprint"));
    }
    check(dates == (record->date.year > 0), reader, "the date is there", all);
    check(links == 1, reader, "the URL is there", all);
    check(ids == (record->arxiv_id.len > 0), reader, "the eprint is there", all);
}

void check_bibtex(const char *format, struct view output, const struct expected *expected)
{
    struct view rest = output;
    size_t entries = 0;

    reader = format;
    for (skip_space(&rest); rest.len > 0; skip_space(&rest), entries++) {
        const struct record *record = &expected->records[entries];

        check(entries < expected->count, reader, "an entry a record", output);
        check(view_take(&rest, VIEW("@misc{")), reader, "nothing is outside of entries", rest);
        check_key(&rest);
        check_fields(&rest, record);
    }
    check(entries == expected->count, reader, "an entry a record", output);
}
