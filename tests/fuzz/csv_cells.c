#include <csv.h>
#include <string.h>
#include <utf8proc.h>

#include "check.h"
#include "records.h"
#include "tex/tex.h"
#include "text/utf8.h"

enum { COLUMNS_MAX = 32, NAME_MAX_LENGTH = 32 };

/* What libcsv's callbacks need. */
struct table {
    const char *format;
    const struct expected *expected;
    char names[COLUMNS_MAX][NAME_MAX_LENGTH];
    size_t columns, column, rows;
};

static void read_name(struct table *table, struct view cell)
{
    check(table->columns < COLUMNS_MAX && cell.len < NAME_MAX_LENGTH, table->format,
          "a header is a name", cell);
    memcpy(table->names[table->columns], cell.at, cell.len);
    table->names[table->columns++][cell.len] = '\0';
}

/* Whether the column has a text of the record's, which goes to *tex. */
static bool is_text(const struct record *record, const char *name, struct view *tex)
{
    const struct {
        const char *name;
        struct view tex;
    } texts[] = {
        { "title", record->title.in[LANGUAGE_EN] },
        { "title_zh", record->title.in[LANGUAGE_ZH] },
        { "summary", record->summary.in[LANGUAGE_EN] },
        { "summary_zh", record->summary.in[LANGUAGE_ZH] },
        { "abstract", record->abstract.in[LANGUAGE_EN] },
        { "abstract_zh", record->abstract.in[LANGUAGE_ZH] },
        { "arxiv_comment", record->arxiv_comment },
        { "journal_ref", record->journal_ref },
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(name, texts[i].name) == 0) {
            *tex = texts[i].tex;
            return true;
        }
    }
    return false;
}

/* Whether a spreadsheet may run the cell: by its first character, or by the first that is visible.
 */
static bool may_run(struct view text)
{
    static const char *const starts[] = { "=", "+", "-", "@", "＝", "＋", "－", "＠" };
    bool runs = text.len > 0 && memchr("\t\r\n", text.at[0], 3);
    size_t length;

    while (text.len > 0) {
        const char *kind = utf8proc_category_string((utf8proc_int32_t)utf8_decode(text, &length));

        if (kind[0] != 'Z' && strcmp(kind, "Cc") != 0 && strcmp(kind, "Cf") != 0)
            break;
        text = view_skip(text, length);
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        runs = runs || view_starts_with(text, view_of(starts[i]));
    return runs;
}

/* The cell has the text, with a quote before one that a spreadsheet may run. */
static void check_text(const struct table *table, struct view cell, struct view text)
{
    if (table->expected->excel && may_run(text))
        check(view_take(&cell, VIEW("'")), table->format, "a formula has a quote before it", cell);
    check_equal(table->format, "a cell is the text of the record's", cell, text);
}

static void put_authors(struct buffer *out, const struct record *record)
{
    for (size_t i = 0; i < record->author_count; i++) {
        buffer_put(out, i > 0 ? VIEW("; ") : VIEW(""));
        person_put_inverted(out, &record->authors[i]);
    }
    if (record->authors_incomplete)
        buffer_put(out, VIEW("; et al."));
}

/* Puts what the column of that name has of the record, if that is not a text. */
static bool put_fact(struct buffer *out, const struct record *record, const char *name)
{
    struct buffer version = { 0 };
    bool known = true;

    if (record->version > 0)
        buffer_put_number(&version, record->version);
    if (strcmp(name, "arxiv_id") == 0)
        buffer_put(out, record->arxiv_id);
    else if (strcmp(name, "version") == 0)
        buffer_put(out, buffer_view(&version));
    else if (strcmp(name, "date") == 0)
        check_put_date(out, record->date, '-');
    else if (strcmp(name, "doi") == 0)
        buffer_put(out, record_doi(record));
    else if (strcmp(name, "url") == 0)
        buffer_put(out, record->url);
    else
        known = false;
    buffer_free(&version);
    return known;
}

static void check_cell(const struct table *table, struct view cell)
{
    const char *name = table->names[table->column];
    const struct record *record;
    struct buffer wanted = { 0 };
    struct view tex;

    check(table->rows <= table->expected->count, table->format, "a row a record", cell);
    check(table->column < table->columns, table->format, "a row has as many cells as the header",
          cell);
    record = &table->expected->records[table->rows - 1];
    if (is_text(record, name, &tex)) {
        tex_put_text(&wanted, tex);
        check_text(table, cell, buffer_view(&wanted));
    } else if (strcmp(name, "authors") == 0) {
        put_authors(&wanted, record);
        check_text(table, cell, buffer_view(&wanted));
    } else if (put_fact(&wanted, record, name)) {
        check_equal(table->format, "a cell is the record's", cell, buffer_view(&wanted));
    }
    buffer_free(&wanted);
}

static void on_cell(void *bytes, size_t count, void *state)
{
    struct table *table = state;

    if (table->rows == 0)
        read_name(table, (struct view){ bytes, count });
    else
        check_cell(table, (struct view){ bytes, count });
    table->column++;
}

static void on_row(int end, void *state)
{
    struct table *table = state;

    (void)end;
    check(table->column == table->columns, table->format, "a row has as many cells as the header",
          VIEW(""));
    table->column = 0;
    table->rows++;
}

void check_csv(const char *format, struct view output, const struct expected *expected)
{
    struct table table = { .format = format, .expected = expected };
    struct csv_parser parser;

    if (expected->excel)
        check(view_take(&output, VIEW("\xEF\xBB\xBF")), format, "a byte order mark", output);
    check(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0, format, "libcsv starts", output);
    check(csv_parse(&parser, output.at, output.len, on_cell, on_row, &table) == output.len &&
              csv_fini(&parser, on_cell, on_row, &table) == 0,
          format, "libcsv reads it, strictly", output);
    check(table.rows == expected->count + 1, format, "a row a record", output);
    csv_free(&parser);
}
