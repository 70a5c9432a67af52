#include "update/bib_style.h"

#include "text/utf8.h"

static const char *end_of(struct view text)
{
    return text.at + text.len;
}

/* Returns the text between two places. */
static struct view between(const char *from, const char *to)
{
    return (struct view){ from, (size_t)(to - from) };
}

static struct view separator_before(const struct bib_entry *entry, size_t i)
{
    const struct bib_field *field = &entry->fields[i];

    return between(i > 0 ? end_of(entry->fields[i - 1].value) : end_of(entry->key), field->name.at);
}

bool bib_style_is_separator(struct view text)
{
    size_t commas = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_blank(text.at[i]) && text.at[i] != ',')
            return false;
        commas += text.at[i] == ',';
    }
    return commas == 1;
}

static struct view equals_of(const struct bib_field *field)
{
    return between(end_of(field->name), field->value.at);
}

/* Returns the text that most fields have there, the last of several. */
static struct view most_common(const struct bib_entry *entry,
                               struct view (*part_of)(const struct bib_entry *entry, size_t i),
                               bool (*counts)(struct view text), struct view none)
{
    enum { LOOKED_AT = 40 };
    size_t most = 0, fields = entry->count < LOOKED_AT ? entry->count : LOOKED_AT;
    struct view best = none;

    for (size_t i = 0; i < fields; i++) {
        struct view part = part_of(entry, i);
        size_t same = 0;

        for (size_t other = 0; other < fields; other++)
            same += view_equal(part, part_of(entry, other));
        if (counts(part) && same >= most) {
            best = part;
            most = same;
        }
    }
    return best;
}

static struct view equals_at(const struct bib_entry *entry, size_t i)
{
    return equals_of(&entry->fields[i]);
}

/* True if only blanks are around the equals sign: no comment. */
static bool is_equals(struct view text)
{
    return view_equal(view_trim(text), VIEW("="));
}

/* ---- Columns ------------------------------------------------------------- */

static size_t tab_stop_after(size_t column)
{
    enum { TAB = 8 };

    return (column / TAB + 1) * TAB;
}

/* Returns the column in which a line goes on after a text, from 0. */
static size_t column_after(struct view text)
{
    size_t column = 0, length;

    for (; text.len > 0; text = view_skip(text, length + 1)) {
        length = view_find_byte(text, '\t');
        column += utf8_count((struct view){ text.at, length });
        if (length < text.len)
            column = tab_stop_after(column);
    }
    return column;
}

/* Returns the column of a place in the entry; SIZE_MAX if its field does not begin its line. */
static size_t column_of(const struct bib_entry *entry, const struct bib_field *field,
                        const char *at)
{
    const char *line = field->name.at;

    while (line > entry->text.at && (line[-1] == ' ' || line[-1] == '\t' || line[-1] == ','))
        line--;
    if (line == entry->text.at || line[-1] != '\n')
        return SIZE_MAX;
    return column_after(between(line, at));
}

static const char *equals_sign(const struct bib_field *field)
{
    struct view equals = equals_of(field);

    return equals.at + view_find_byte(equals, '=');
}

static const char *value_start(const struct bib_field *field)
{
    return field->value.at;
}

static const char *name_start(const struct bib_field *field)
{
    return field->name.at;
}

static const char *name_end(const struct bib_field *field)
{
    return end_of(field->name);
}

/* True if names of different lengths have that part in the column, so that it is no accident. */
static bool is_aligned(const struct bib_entry *entry,
                       const char *(*part)(const struct bib_field *field), size_t column)
{
    size_t length = 0;

    for (size_t i = 0; i < entry->count; i++) {
        const struct bib_field *field = &entry->fields[i];

        if (column_of(entry, field, part(field)) != column)
            continue;
        if (length > 0 && field->name.len != length)
            return true;
        length = field->name.len;
    }
    return false;
}

/* Returns the column in which that part of at least three quarters of the fields stands, apart from
 * those with long names; or SIZE_MAX. */
static size_t common_column(const struct bib_entry *entry,
                            const char *(*part)(const struct bib_field *field))
{
    size_t column = SIZE_MAX, most = 1;

    for (size_t i = 0; i < entry->count; i++) {
        size_t here = column_of(entry, &entry->fields[i], part(&entry->fields[i])), same = 0;

        for (size_t other = 0; other < entry->count; other++)
            same += column_of(entry, &entry->fields[other], part(&entry->fields[other])) == here;
        if (same > most || (same == most && here < column)) {
            column = here;
            most = same;
        }
    }
    for (size_t i = 0; i < entry->count && column != SIZE_MAX; i++) {
        const struct bib_field *field = &entry->fields[i];
        size_t here = column_of(entry, field, part(field));

        if (here == SIZE_MAX)
            return SIZE_MAX;
        if (here > column && column_of(entry, field, name_end(field)) + 1 >= column)
            most++; /* a name that is too long */
    }
    if (most * 4 < entry->count * 3) /* DBLP has one field in another column */
        return SIZE_MAX;
    return column != SIZE_MAX && is_aligned(entry, part, column) ? column : SIZE_MAX;
}

/* An entry with more fields has no columns: to compare each with each would take too long. */
enum { COLUMNS_READ = 200 };

static void read_columns(struct bib_style *style, const struct bib_entry *entry)
{
    style->equals_column = style->value_column = SIZE_MAX;
    if (entry->count > COLUMNS_READ || view_has_byte(style->equals, '\n'))
        return;
    style->tabs = view_has_byte(style->equals, '\t');
    style->equals_column = common_column(entry, equals_sign);
    style->value_column = common_column(entry, value_start);
    style->names_end_there = style->equals_column != SIZE_MAX &&
                             common_column(entry, name_end) != SIZE_MAX &&
                             common_column(entry, name_start) == SIZE_MAX;
}

/* ---- Names and values ---------------------------------------------------- */

static void read_letters(struct bib_style *style, const struct bib_entry *entry)
{
    size_t counts[3] = { 0 };

    for (size_t i = 0; i < entry->count; i++) {
        struct view name = entry->fields[i].name;
        size_t upper = 0, letters = 0;

        for (size_t at = 0; at < name.len; at++) {
            upper += ascii_is_upper(name.at[at]);
            letters += ascii_is_alpha(name.at[at]);
        }
        if (letters > 1 && upper == letters)
            counts[BIB_NAMES_UPPER]++;
        else
            counts[ascii_is_upper(name.at[0]) ? BIB_NAMES_CAPITAL : BIB_NAMES_LOWER]++;
        style->camel = style->camel || (upper > 0 && !ascii_is_upper(name.at[0]));
    }
    for (int letters = BIB_NAMES_LOWER; letters <= BIB_NAMES_UPPER; letters++) {
        if (counts[letters] > counts[style->letters])
            style->letters = (enum bib_letters)letters;
    }
    style->acronyms = style->letters == BIB_NAMES_LOWER && counts[BIB_NAMES_UPPER] > 0;
}

static void read_delimiters(struct bib_style *style, const struct bib_entry *entry)
{
    size_t quotes = 0, braces = 0;

    for (size_t i = 0; i < entry->count; i++) {
        char first = entry->fields[i].value.at[0];

        quotes += first == '"';
        braces += first == '{';
        style->bare_numbers = style->bare_numbers || ascii_is_digit(first);
    }
    style->quotes = quotes > braces;
}

struct bib_style bib_style_of(const struct bib_entry *entry)
{
    struct bib_style style = { 0 };

    style.separator = most_common(entry, separator_before, bib_style_is_separator, VIEW(",\n  "));
    style.equals = most_common(entry, equals_at, is_equals, VIEW(" = "));
    read_columns(&style, entry);
    read_letters(&style, entry);
    read_delimiters(&style, entry);
    return style;
}

/* ---- Putting ------------------------------------------------------------- */

static void put_cased(const struct bib_style *style, struct view name, struct buffer *out)
{
    bool upper = style->letters == BIB_NAMES_UPPER ||
                 (style->acronyms && view_equal(name, VIEW("doi")));
    struct view second = { 0 }; /* of two words */

    if (style->camel && view_starts_with(name, VIEW("archive")))
        second = VIEW("Prefix");
    else if (style->camel && view_starts_with(name, VIEW("primary")))
        second = VIEW("Class");
    for (size_t i = 0; i < name.len - second.len; i++) {
        bool capital = upper || (i == 0 && style->letters == BIB_NAMES_CAPITAL);
        buffer_put_byte(out, capital ? ascii_upper(name.at[i]) : name.at[i]);
    }
    buffer_put(out, second);
}

static size_t column_at_end(const struct buffer *out)
{
    struct view text = buffer_view(out);

    return column_after(view_skip(text, view_find_last(text, VIEW("\n")) + 1));
}

static void pad_to(const struct bib_style *style, struct buffer *out, size_t column)
{
    size_t at = column_at_end(out);

    if (column == SIZE_MAX)
        return;
    for (; style->tabs && tab_stop_after(at) <= column; at = tab_stop_after(at))
        buffer_put_byte(out, '\t');
    for (; at < column; at++)
        buffer_put_byte(out, ' ');
}

void bib_style_put_name(const struct bib_style *style, struct view name, struct buffer *out)
{
    size_t sign = view_find_byte(style->equals, '='), column;
    struct view after = view_skip(style->equals, sign + 1);

    buffer_put(out, style->separator);
    if (style->names_end_there) {
        while (out->len > 0 && out->at[out->len - 1] == ' ')
            out->len--;
        column = style->equals_column - sign;
        pad_to(style, out, column > name.len ? column - name.len : 0);
    }
    put_cased(style, name, out);
    if (style->equals_column != SIZE_MAX) {
        pad_to(style, out, style->equals_column);
        if (!ascii_is_blank(out->at[out->len - 1]) && sign > 0)
            buffer_put_byte(out, ' '); /* a longer name */
    } else {
        buffer_put(out, (struct view){ style->equals.at, sign });
    }
    buffer_put_byte(out, '=');
    if (style->value_column == SIZE_MAX)
        buffer_put(out, after);
    else if (column_at_end(out) < style->value_column)
        pad_to(style, out, style->value_column);
    else
        buffer_put(out, after.len > 0 ? VIEW(" ") : VIEW(""));
}

static bool has_open_quote(struct view value)
{
    size_t depth = 0;

    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == '{')
            depth++;
        else if (value.at[i] == '}')
            depth -= depth > 0;
        else if (value.at[i] == '"' && depth == 0)
            return true;
    }
    return false;
}

void bib_style_put_value(struct view value, char delimiter, struct buffer *out)
{
    bool quotes = delimiter == '"' && !has_open_quote(value);

    buffer_put_byte(out, quotes ? '"' : '{');
    buffer_put(out, value);
    buffer_put_byte(out, quotes ? '"' : '}');
}
