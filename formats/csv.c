/* CSV after RFC 4180: a header, CRLF, every cell in quotes, through libcsv. */
#include <csv.h>

#include "common/links.h"
#include "tex.h"
#include "writer.h"

struct csv {
    struct sink *sink;
    struct buffer cell, quoted;
    bool row_begun;
};

static const char *const columns[] = {
    "ref",         "arxiv_id", "version", "date",       "primary_category", "announce",
    "title",       "title_zh", "authors", "summary_zh", "summary",          "abstract",
    "abstract_zh", "doi",      "url",     "channel",    "digest_date",
};

static void put_cell(struct csv *csv, struct view text)
{
    size_t size;

    if (csv->row_begun)
        sink_put(csv->sink, VIEW(","));
    csv->row_begun = true;
    csv->quoted.len = 0;
    size = 2 * text.len + 2; /* each character a quote, and two around them */
    size = csv_write(buffer_reserve(&csv->quoted, size), size, text.len ? text.at : "", text.len);
    sink_put_bytes(csv->sink, csv->quoted.at, size);
}

static void end_row(struct csv *csv)
{
    sink_put(csv->sink, VIEW("\r\n"));
    csv->row_begun = false;
}

/* The cell that was made in the scratch buffer, which is then empty. */
static void put_made(struct csv *csv)
{
    put_cell(csv, buffer_view(&csv->cell));
    csv->cell.len = 0;
}

static void put_number(struct csv *csv, uint64_t number)
{
    if (number)
        buffer_put_number(&csv->cell, number);
    put_made(csv);
}

static void put_date(struct csv *csv, struct date date)
{
    date_put(date, &csv->cell);
    put_made(csv);
}

static void put_text(struct csv *csv, struct view tex)
{
    tex_put_text(&csv->cell, tex);
    put_made(csv);
}

static void begin(void *state, struct sink *sink, const struct head *head)
{
    struct csv *csv = state;

    (void)head;
    csv->sink = sink;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        put_cell(csv, view_of(columns[i]));
    end_row(csv);
}

static void put_record(void *state, const struct record *record)
{
    struct csv *csv = state;

    put_number(csv, record->source.ref);
    put_cell(csv, record->arxiv_id);
    put_number(csv, record->version);
    put_date(csv, record->date);
    put_cell(csv, record->primary_category);
    put_cell(csv, announce_name(record->announce));
    put_text(csv, record->title.in[LANGUAGE_EN]);
    put_text(csv, record->title.in[LANGUAGE_ZH]);
    put_cell(csv, VIEW("")); /* authors: no digest has them */
    put_text(csv, record->summary.in[LANGUAGE_ZH]);
    put_text(csv, record->summary.in[LANGUAGE_EN]);
    put_text(csv, record->abstract.in[LANGUAGE_EN]);
    put_text(csv, record->abstract.in[LANGUAGE_ZH]);
    links_put_doi(&csv->cell, record);
    put_made(csv);
    links_put_url(&csv->cell, record);
    put_made(csv);
    put_cell(csv, record->channel);
    put_date(csv, date_of(record->announced));
    end_row(csv);
}

static void end(void *state)
{
    struct csv *csv = state;
    buffer_free(&csv->cell);
    buffer_free(&csv->quoted);
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
