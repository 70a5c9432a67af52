/* CSV as in RFC 4180, with a header, CRLF and quotes around every cell. Writes the same as libcsv;
 * a unit test compares them. With libcsv's csv_write, which works byte by byte, the format takes
 * 2.5 times the instructions and 1.6 times the time. */
#include <utf8proc.h>

#include "output/writer.h"
#include "tex/tex.h"
#include "text/utf8.h"

struct csv {
    struct buffer *out;
    struct format_settings settings;
    struct buffer cell;
};

/* Skips what is not visible at the start of a text: blanks, and characters without width. */
static struct view skip_invisible(struct view text)
{
    while (text.len > 0) {
        size_t length;
        utf8proc_category_t category =
            utf8proc_category((utf8proc_int32_t)utf8_decode(text, &length));

        if (category < UTF8PROC_CATEGORY_ZS || category > UTF8PROC_CATEGORY_CF)
            break;
        text = view_skip(text, length);
    }
    return text;
}

/* True for text that a spreadsheet may run as a formula (OWASP, CSV Injection). */
static bool begins_formula(struct view text)
{
    static const struct view full_width[] = { VIEW_ENTRY("\uFF1D"), VIEW_ENTRY("\uFF0B"),
                                              VIEW_ENTRY("\uFF0D"), VIEW_ENTRY("\uFF20") };
    bool is_formula = text.len > 0 && view_has_byte(VIEW("\t\r\n"), text.at[0]);

    text = skip_invisible(text);
    is_formula = is_formula || (text.len > 0 && view_has_byte(VIEW("=+-@"), text.at[0]));
    for (size_t i = 0; i < sizeof full_width / sizeof *full_width; i++)
        is_formula = is_formula || view_starts_with(text, full_width[i]);
    return is_formula;
}

/* Doubles the quotes in the cell whose text begins at `start`, and disarms a formula with a single
 * quote in front. */
static void escape_cell(struct csv *csv, size_t start, bool is_formula)
{
    struct view text;

    csv->cell.len = 0;
    buffer_put(&csv->cell, view_skip(buffer_view(csv->out), start));
    csv->out->len = start;
    buffer_put(csv->out, is_formula ? VIEW("'") : VIEW(""));
    for (text = buffer_view(&csv->cell); text.len > 0;) {
        size_t run = view_find_byte(text, '"');

        buffer_put(csv->out, (struct view){ text.at, run });
        buffer_put(csv->out, run < text.len ? VIEW("\"\"") : VIEW(""));
        text = view_skip(text, run + (run < text.len));
    }
}

/* Ends the cell whose text begins at `start`. */
static void end_cell(struct csv *csv, size_t start)
{
    struct view text = view_skip(buffer_view(csv->out), start);
    bool is_formula = csv->settings.excel && begins_formula(text);

    if (is_formula || view_find_byte(text, '"') < text.len)
        escape_cell(csv, start, is_formula);
    buffer_put_byte(csv->out, '"');
}

static const enum field columns[] = {
    FIELD_REF,
    FIELD_ARXIV_ID,
    FIELD_VERSION,
    FIELD_DATE,
    FIELD_PRIMARY_CATEGORY,
    FIELD_ANNOUNCE,
    FIELD_TITLE,
    FIELD_TITLE_ZH,
    FIELD_AUTHORS,
    FIELD_SUMMARY_ZH,
    FIELD_SUMMARY,
    FIELD_ABSTRACT,
    FIELD_ABSTRACT_ZH,
    FIELD_DOI,
    FIELD_URL,
    FIELD_CHANNEL,
    FIELD_DIGEST_DATE,
    /* New columns come last, so that the others keep their places. */
    FIELD_CATEGORIES,
    FIELD_ARXIV_COMMENT,
    FIELD_JOURNAL_REF,
    FIELD_CODE_URL,
    FIELD_TOPICS,
    FIELD_AUTHORS_INCOMPLETE,
    FIELD_TRANSLATION_LANGUAGE,
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static void put_cell_text(struct buffer *cell, const struct record *record, enum field field)
{
    switch (field) {
    case FIELD_TITLE:
    case FIELD_TITLE_ZH:
    case FIELD_SUMMARY:
    case FIELD_SUMMARY_ZH:
    case FIELD_ABSTRACT:
    case FIELD_ABSTRACT_ZH:
    case FIELD_ARXIV_COMMENT:
    case FIELD_JOURNAL_REF:
        tex_put_text(cell, *field_text(record, field));
        break;
    case FIELD_AUTHORS:
        for (size_t i = 0; i < record->author_count; i++) {
            buffer_put(cell, i > 0 ? VIEW("; ") : VIEW(""));
            person_put_inverted(cell, &record->authors[i]);
        }
        if (record->authors_incomplete && record->author_count > 0)
            buffer_put(cell, VIEW("; et al."));
        break;
    case FIELD_TOPICS:
        for (size_t i = 0; i < record->topic_count; i++) {
            buffer_put(cell, i > 0 ? VIEW("; ") : VIEW(""));
            tex_put_text(cell, record->topics[i]);
        }
        break;
    case FIELD_TRANSLATION_LANGUAGE:
        buffer_put(cell, translation_name(record_translation(record)));
        break;
    case FIELD_DOI:
        buffer_put(cell, record_doi(record));
        break;
    default:
        field_put(record, field, cell);
        break;
    }
}

/* Puts the record as a row, or the header if it is NULL; nothing if all columns are left out. */
static void put_row(struct csv *csv, const struct record *record)
{
    struct buffer *out = csv->out;
    size_t row = out->len;

    for (size_t i = 0; i < COLUMNS; i++) {
        size_t start;

        if (csv->settings.omitted & FIELD_BIT(columns[i]))
            continue;
        buffer_put(out, out->len > row ? VIEW(",\"") : VIEW("\""));
        start = out->len;
        if (record)
            put_cell_text(out, record, columns[i]);
        else
            buffer_put(out, view_of(field_name(columns[i])));
        end_cell(csv, start);
    }
    if (out->len > row)
        buffer_put(out, VIEW("\r\n"));
}

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct csv *csv = state;

    csv->out = sink_buffer(sink);
    csv->settings = head->settings;
    if (csv->settings.excel)
        buffer_put(csv->out, VIEW("\xEF\xBB\xBF")); /* byte order mark */
    put_row(csv, NULL);
}

static void put_record(void *state, const struct record *record)
{
    put_row(state, record);
}

static void end(void *state)
{
    struct csv *csv = state;
    buffer_free(&csv->cell);
}

const struct writer writer_csv = {
    .name = "csv",
    .suffixes = { ".csv" },
    .description = "a table, RFC 4180",
    .leads = LANGUAGE_EN,
    .headless = true,
    .state_size = sizeof(struct csv),
    .begin = begin,
    .record = put_record,
    .end = end,
};
