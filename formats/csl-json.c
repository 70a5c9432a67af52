/* CSL-JSON, an array of items that passes the CSL project's csl-data schema.
 * MAPPING: what Zotero and pandoc make of each variable. */
#include "common/json.h"
#include "common/reference.h"
#include "tex.h"
#include "writer.h"

struct csl {
    struct sink *sink;
    enum language leads;
    bool translation_lines;
    bool first_written;
    struct buffer value;
};

static void begin(void *state, struct sink *sink, const struct head *head)
{
    struct csl *csl = state;
    csl->sink = sink;
    csl->leads = head->leads;
    csl->translation_lines = head->dress.translation_lines;
    sink_put(sink, VIEW("["));
}

static void end(void *state)
{
    struct csl *csl = state;
    sink_put(csl->sink, csl->first_written ? VIEW("\n]\n") : VIEW("]\n"));
    buffer_free(&csl->value);
}

/* The value that was made in the scratch buffer, which is then empty. */
static void put_value(struct csl *csl, json_t *item, const char *name)
{
    json_put_text(item, name, buffer_view(&csl->value), csl->sink);
    csl->value.len = 0;
}

static void put_tex(struct csl *csl, json_t *item, const char *name, struct view tex)
{
    tex_put_text(&csl->value, tex);
    put_value(csl, item, name);
}

/* {"date-parts": [[2024, 3]]}, as far as the date is known. */
static void put_date(struct csl *csl, json_t *item, struct date date)
{
    json_t *issued = json_begin(csl->sink), *parts = json_list(csl->sink);
    json_t *list = json_list(csl->sink);
    const unsigned numbers[] = { date.year, date.month, date.day };

    for (size_t i = 0; i < 3 && numbers[i]; i++)
        json_add(parts, json_integer(numbers[i]), csl->sink);
    json_add(list, parts, csl->sink);
    json_put(issued, "date-parts", list, csl->sink);
    json_put(item, "issued", issued, csl->sink);
}

/* Zotero has no other field for the other language than the abstract's end. */
static void put_abstract(struct csl *csl, json_t *item, const struct record *record)
{
    struct labelled notes[REFERENCE_NOTES];
    size_t count = reference_notes(record, csl->leads, notes);

    tex_put_text(&csl->value, bilingual_leading(&record->abstract, csl->leads));
    for (size_t i = 0; i < count; i++) {
        if (csl->value.len > 0)
            buffer_put(&csl->value, i == 0 ? VIEW("\n\n") : VIEW("\n"));
        buffer_put(&csl->value, notes[i].label);
        tex_put_text(&csl->value, notes[i].text);
    }
    put_value(csl, item, "abstract");
}

static void put_line(struct csl *csl, struct view label, struct view tex)
{
    if (!tex_shows(tex))
        return;
    buffer_put(&csl->value, csl->value.len > 0 ? VIEW("\n") : VIEW(""));
    buffer_put(&csl->value, label);
    tex_put_text(&csl->value, tex);
}

/* Lines behind those that the note has. */
static void put_translations(struct csl *csl, const struct record *record)
{
    struct labelled lines[REFERENCE_TRANSLATIONS];
    size_t count = reference_translations(record, csl->leads, lines);

    for (size_t i = 0; i < count; i++)
        put_line(csl, lines[i].label, lines[i].text);
}

/* `note` is Zotero's Extra; it stays short, since Zotero prints it. */
static void put_note(struct csl *csl, json_t *item, const struct record *record)
{
    reference_put_arxiv(&csl->value, record);
    if (record->arxiv_id.len > 0 && record->version) {
        buffer_put(&csl->value, VIEW("\nversion: "));
        buffer_put_number(&csl->value, record->version);
    }
    put_line(csl, VIEW("Journal reference: "), record->journal_ref);
    put_line(csl, VIEW("Comments: "), record->arxiv_comment);
    if (csl->translation_lines)
        put_translations(csl, record);
    put_value(csl, item, "note");
}

static void put_arxiv(struct csl *csl, json_t *item, const struct record *record)
{
    if (record->arxiv_id.len > 0) {
        json_put_text(item, "publisher", VIEW("arXiv"), csl->sink);
        buffer_put(&csl->value, VIEW("arXiv:"));
        buffer_put(&csl->value, record->arxiv_id);
        put_value(csl, item, "number");
        json_put_text(item, "genre", VIEW("preprint"), csl->sink);
    }
    json_put_text(item, "DOI", record_doi(record), csl->sink);
    json_put_text(item, "URL", record->url, csl->sink);
    if (record->version) {
        buffer_put_number(&csl->value, record->version);
        put_value(csl, item, "version");
    }
    if (record->arxiv_id.len > 0)
        json_put_text(item, "source", VIEW("arXiv.org"), csl->sink);
}

static void put_titles(struct csl *csl, json_t *item, const struct record *record)
{
    put_tex(csl, item, "title", bilingual_leading(&record->title, csl->leads));
    if (csl->leads == LANGUAGE_ZH)
        put_tex(csl, item, "original-title", bilingual_other(&record->title, csl->leads));
}

static void put_record(void *state, const struct record *record)
{
    struct csl *csl = state;
    json_t *item = json_begin(csl->sink);

    sink_put(csl->sink, csl->first_written ? VIEW(",\n") : VIEW("\n"));
    csl->first_written = true;
    csl->value.len = 0;
    json_put_text(item, "id", record->key, csl->sink);
    json_put_text(item, "citation-key", record->key, csl->sink);
    json_put_text(item, "type", VIEW("article"), csl->sink);
    put_titles(csl, item, record);
    json_put_people(item, "author", record->authors, record->author_count, csl->sink);
    if (record->date.year)
        put_date(csl, item, record->date);
    put_arxiv(csl, item, record);
    json_put_text(item, "language", reference_language(record, csl->leads), csl->sink);
    reference_put_keywords(&csl->value, record);
    put_value(csl, item, "keyword");
    put_abstract(csl, item, record);
    put_note(csl, item, record);
    json_write(item, csl->sink);
}

const struct writer writer_csl_json = {
    .name = "csl-json",
    .suffixes = { ".json" },
    .description = "CSL-JSON, for Zotero, pandoc and citeproc",
    .leads = LANGUAGE_EN,
    .has_keys = true,
    .state_size = sizeof(struct csl),
    .begin = begin,
    .record = put_record,
    .end = end,
};
