/* CSL-JSON, an array of items that is valid by the CSL project's csl-data schema.
 * ../shared/MAPPING.md says what Zotero and pandoc make of each variable. */
#include "output/json_writer.h"
#include "common/reference.h"
#include "tex/tex.h"
#include "output/writer.h"

struct csl {
    struct json json;
    const struct output_head *head;
    bool first_written;
    struct buffer value;
};

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct csl *csl = state;
    csl->json.out = sink_buffer(sink);
    csl->head = head;
    buffer_put_byte(csl->json.out, '[');
}

static void end(void *state)
{
    struct csl *csl = state;
    buffer_put(csl->json.out, csl->first_written ? VIEW("\n]\n") : VIEW("]\n"));
    buffer_free(&csl->value);
}

/* Puts a member with the contents of the scratch buffer, and empties the buffer. */
static void put_csl_value(struct csl *csl, const char *name)
{
    json_put_text(&csl->json, name, buffer_view(&csl->value));
    csl->value.len = 0;
}

static void put_csl_tex(struct csl *csl, const char *name, struct view tex)
{
    tex_put_text(&csl->value, tex);
    put_csl_value(csl, name);
}

/* Puts a name whose suffix, if any, follows the given name, "Martin L., Jr.", since Zotero drops
 * the variable suffix. */
static void put_csl_person(struct csl *csl, const struct person *person)
{
    bool joins = person->given.len > 0 && person->suffix.len > 0;

    json_open_object(&csl->json, NULL);
    json_put_text(&csl->json, "family", person->family);
    buffer_put(&csl->value, person->given);
    buffer_put(&csl->value, joins ? VIEW(", ") : VIEW(""));
    buffer_put(&csl->value, joins ? person->suffix : VIEW(""));
    put_csl_value(csl, "given");
    json_put_text(&csl->json, "suffix", joins ? VIEW("") : person->suffix);
    json_put_text(&csl->json, "literal", person->literal);
    json_close_object(&csl->json);
}

static void put_csl_authors(struct csl *csl, const struct record *record)
{
    if (record->author_count == 0)
        return;
    json_open_list(&csl->json, "author");
    for (size_t i = 0; i < record->author_count; i++)
        put_csl_person(csl, &record->authors[i]);
    json_close_list(&csl->json);
}

/* Puts {"date-parts": [[2024, 3]]}, as far as the date is known; for a whole date also "raw", from
 * which Zotero takes the date unchanged. */
static void put_csl_date(struct csl *csl, struct date date)
{
    struct json *json = &csl->json;
    const unsigned numbers[] = { date.year, date.month, date.day };

    json_open_object(json, "issued");
    json_open_list(json, "date-parts");
    json_open_list(json, NULL);
    for (size_t i = 0; i < 3 && numbers[i]; i++)
        json_put_number(json, NULL, numbers[i]);
    json_close_list(json);
    json_close_list(json);
    if (date.day) {
        date_put(date, &csl->value);
        put_csl_value(csl, "raw");
    }
    json_close_object(json);
}

/* Appends the other language to the abstract, since Zotero has no other field for it. */
static void put_csl_abstract(struct csl *csl, const struct record *record)
{
    struct labelled notes[REFERENCE_NOTES];
    size_t count = reference_notes(record, csl->head->leads, notes);

    tex_put_text(&csl->value, bilingual_leading(&record->abstract, csl->head->leads));
    for (size_t i = 0; i < count; i++) {
        if (csl->value.len > 0)
            buffer_put(&csl->value, i == 0 ? VIEW("\n\n") : VIEW("\n"));
        buffer_put(&csl->value, notes[i].label.native);
        tex_put_text(&csl->value, notes[i].text);
    }
    put_csl_value(csl, "abstract");
}

static void put_csl_line(struct csl *csl, struct view label, struct view tex)
{
    if (!tex_shows(tex))
        return;
    buffer_put(&csl->value, csl->value.len > 0 ? VIEW("\n") : VIEW(""));
    buffer_put(&csl->value, label);
    tex_put_text(&csl->value, tex);
}

/* Puts `note`, Zotero's Extra, which is short because Zotero prints it. */
static void put_csl_note(struct csl *csl, const struct record *record)
{
    struct labelled lines[REFERENCE_TRANSLATIONS];
    size_t count = 0;

    reference_put_arxiv(&csl->value, record);
    if (record->arxiv_id.len > 0 && record->version) {
        buffer_put(&csl->value, VIEW("\nversion: "));
        buffer_put_number(&csl->value, record->version);
    }
    put_csl_line(csl, VIEW("Journal reference: "), record->journal_ref);
    put_csl_line(csl, VIEW("Comments: "), record->arxiv_comment);
    if (record->code_url.len > 0) {
        buffer_put(&csl->value, csl->value.len > 0 ? VIEW("\nCode: ") : VIEW("Code: "));
        buffer_put(&csl->value, record->code_url);
    }
    if (csl->head->settings.translation_lines)
        count = reference_translations(record, csl->head->leads, lines);
    for (size_t i = 0; i < count; i++)
        put_csl_line(csl, lines[i].label.native, lines[i].text);
    put_csl_value(csl, "note");
}

static void put_csl_arxiv(struct csl *csl, const struct record *record)
{
    if (record->arxiv_id.len > 0) {
        json_put_text(&csl->json, "publisher", VIEW("arXiv"));
        buffer_put(&csl->value, VIEW("arXiv:"));
        buffer_put(&csl->value, record->arxiv_id);
        put_csl_value(csl, "number");
        json_put_text(&csl->json, "genre", VIEW("preprint"));
    }
    json_put_text(&csl->json, "DOI", record_doi(record));
    json_put_text(&csl->json, "URL", record->url);
    if (record->version) {
        buffer_put_number(&csl->value, record->version);
        put_csl_value(csl, "version");
    }
    if (record->arxiv_id.len > 0)
        json_put_text(&csl->json, "source", VIEW("arXiv.org"));
}

static void put_record(void *state, const struct record *record)
{
    struct csl *csl = state;

    buffer_put(csl->json.out, csl->first_written ? VIEW(",\n") : VIEW("\n"));
    csl->first_written = true;
    csl->value.len = 0;
    json_open_object(&csl->json, NULL);
    json_put_text(&csl->json, "id", record->key);
    json_put_text(&csl->json, "citation-key", record->key);
    json_put_text(&csl->json, "type", VIEW("article"));
    put_csl_tex(csl, "title", bilingual_leading(&record->title, csl->head->leads));
    if (csl->head->leads == LANGUAGE_ZH)
        put_csl_tex(csl, "original-title", bilingual_other(&record->title, csl->head->leads));
    put_csl_authors(csl, record);
    if (record->date.year)
        put_csl_date(csl, record->date);
    put_csl_arxiv(csl, record);
    json_put_text(&csl->json, "language", reference_language(record, csl->head->leads));
    reference_put_keywords(&csl->value, record, NULL);
    put_csl_value(csl, "keyword");
    put_csl_abstract(csl, record);
    put_csl_note(csl, record);
    json_close_object(&csl->json);
}

const struct writer writer_csl_json = {
    .name = "csl-json",
    .suffixes = { ".json" },
    .description = "CSL-JSON, for Zotero, pandoc and citeproc",
    .leads = LANGUAGE_EN,
    .headless = true,
    .has_keys = true,
    .state_size = sizeof(struct csl),
    .begin = begin,
    .record = put_record,
    .end = end,
};
