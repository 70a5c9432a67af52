/* CSV after RFC 4180: a header, CRLF, every cell in quotes, through libcsv. It
 * takes a byte at a time, which would be half of the writer's time; so only a
 * cell that has something to escape goes through it, and making the text is
 * what bounds the writer. */
#include <csv.h>

#include "tex/tex.h"
#include "output/writer.h"

struct csv {
    struct sink *sink;
    struct format_settings settings;
    struct buffer row, cell;
};

/* What a spreadsheet would run as a formula. */
static bool begins_formula(struct view text)
{
    return text.len > 0 && view_find_byte(VIEW("=+-@\t\r"), text.at[0]) < 6;
}

/* The cell that begins in the row at `start` once more, by libcsv; with a quote
 * before its text if that would be a formula. */
static void escape_cell(struct csv *csv, size_t start, bool is_formula)
{
    struct view text = view_skip(buffer_view(&csv->row), start + 1);
    size_t size;

    csv->cell.len = 0;
    buffer_put(&csv->cell, is_formula ? VIEW("'") : VIEW(""));
    buffer_put(&csv->cell, text);
    csv->row.len = start;
    size = 2 * csv->cell.len + 2; /* each character a quote, and two around them */
    csv->row.len += csv_write(buffer_reserve(&csv->row, size), size, csv->cell.at, csv->cell.len);
}

/* Ends the cell whose first quote stands in the row at `start`, and its text
 * after it. */
static void end_cell(struct csv *csv, size_t start)
{
    struct view text = view_skip(buffer_view(&csv->row), start + 1);
    bool is_formula = csv->settings.excel && begins_formula(text);

    if (is_formula || view_find_byte(text, '"') < text.len)
        escape_cell(csv, start, is_formula);
    else
        buffer_put_byte(&csv->row, '"');
}

/* Gives where the next cell begins. */
static size_t begin_cell(struct csv *csv)
{
    size_t start;

    buffer_put(&csv->row, csv->row.len > 0 ? VIEW(",") : VIEW(""));
    start = csv->row.len;
    buffer_put_byte(&csv->row, '"');
    return start;
}

static void end_row(struct csv *csv)
{
    if (csv->row.len == 0)
        return; /* all columns are omitted */
    buffer_put(&csv->row, VIEW("\r\n"));
    sink_put(csv->sink, buffer_view(&csv->row));
    csv->row.len = 0;
}

static const enum field columns[] = {
    FIELD_REF,      FIELD_ARXIV_ID,    FIELD_VERSION,     FIELD_DATE,    FIELD_PRIMARY_CATEGORY,
    FIELD_ANNOUNCE, FIELD_TITLE,       FIELD_TITLE_ZH,    FIELD_AUTHORS, FIELD_SUMMARY_ZH,
    FIELD_SUMMARY,  FIELD_ABSTRACT,    FIELD_ABSTRACT_ZH, FIELD_DOI,     FIELD_URL,
    FIELD_CHANNEL,  FIELD_DIGEST_DATE,
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static bool is_shown(const struct csv *csv, enum field field)
{
    return (csv->settings.omitted & FIELD_BIT(field)) == 0;
}

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct csv *csv = state;

    csv->sink = sink;
    csv->settings = head->settings;
    if (csv->settings.excel)
        sink_put(sink, VIEW("\xEF\xBB\xBF")); /* tells spreadsheets that it is UTF-8 */
    for (size_t i = 0; i < COLUMNS; i++) {
        size_t start;

        if (!is_shown(csv, columns[i]))
            continue;
        start = begin_cell(csv);
        buffer_put(&csv->row, view_of(field_name(columns[i])));
        end_cell(csv, start);
    }
    end_row(csv);
}

static void put_cell_text(struct buffer *cell, const struct record *record, enum field field)
{
    switch (field) {
    case FIELD_TITLE:
    case FIELD_TITLE_ZH:
    case FIELD_SUMMARY:
    case FIELD_SUMMARY_ZH:
    case FIELD_ABSTRACT:
    case FIELD_ABSTRACT_ZH:
        tex_put_text(cell, *field_text(record, field));
        break;
    case FIELD_AUTHORS:
        for (size_t i = 0; i < record->author_count; i++) {
            buffer_put(cell, i > 0 ? VIEW("; ") : VIEW(""));
            person_put_inverted(cell, &record->authors[i]);
        }
        break;
    case FIELD_DOI:
        buffer_put(cell, record_doi(record));
        break;
    default:
        field_put(record, field, cell);
        break;
    }
}

static void put_record(void *state, const struct record *record)
{
    struct csv *csv = state;

    for (size_t i = 0; i < COLUMNS; i++) {
        size_t start;

        if (!is_shown(csv, columns[i]))
            continue;
        start = begin_cell(csv);
        put_cell_text(&csv->row, record, columns[i]);
        end_cell(csv, start);
    }
    end_row(csv);
}

static void end(void *state)
{
    struct csv *csv = state;
    buffer_free(&csv->row);
    buffer_free(&csv->cell);
}

const struct writer writer_csv = {
    .name = "csv",
    .suffixes = { ".csv" },
    .description = "a table, RFC 4180",
    .leads = LANGUAGE_EN,
    .state_size = sizeof(struct csv),
    .begin = begin,
    .record = put_record,
    .end = end,
};
