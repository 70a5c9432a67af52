/* The record itself, one JSON object a line (https://jsonlines.org), for jq
 * and other programs. Text stands as in the digest. */
#include "common/json.h"
#include "writer.h"

struct jsonl {
    struct sink *sink;
    struct buffer scratch;
};

static void begin(void *state, struct sink *sink, const struct head *head)
{
    struct jsonl *jsonl = state;
    (void)head;
    jsonl->sink = sink;
}

static void put_text(json_t *object, struct jsonl *jsonl, const struct bilingual *text,
                     const char *original, const char *translated)
{
    json_put_text(object, original, text->in[LANGUAGE_EN], jsonl->sink);
    json_put_text(object, translated, text->in[LANGUAGE_ZH], jsonl->sink);
}

/* A date as far as it is known: 2024-03-28, 2024-03 or 2024. */
static void put_date(json_t *object, struct jsonl *jsonl, const char *name, struct date date)
{
    struct buffer *out = &jsonl->scratch;

    if (date.year == 0)
        return;
    out->len = 0;
    buffer_put_padded(out, date.year, 4);
    if (date.month) {
        buffer_put_byte(out, '-');
        buffer_put_padded(out, date.month, 2);
    }
    if (date.month && date.day) {
        buffer_put_byte(out, '-');
        buffer_put_padded(out, date.day, 2);
    }
    json_put_text(object, name, buffer_view(out), jsonl->sink);
}

static void put_identity(json_t *object, struct jsonl *jsonl, const struct record *record)
{
    struct buffer *out = &jsonl->scratch;

    json_put_number(object, "ref", record->source.ref, jsonl->sink);
    json_put_text(object, "arxiv_id", record->arxiv_id, jsonl->sink);
    if (record->version)
        json_put_number(object, "version", record->version, jsonl->sink);
    json_put_text(object, "primary_category", record->primary_category, jsonl->sink);
    json_put_text(object, "announce", announce_name(record->announce), jsonl->sink);
    out->len = 0;
    record_put_url(record, out);
    json_put_text(object, "url", buffer_view(out), jsonl->sink);
    out->len = 0;
    record_put_doi(record, out);
    json_put_text(object, "doi", buffer_view(out), jsonl->sink);
}

static void put_record(void *state, const struct record *record)
{
    struct jsonl *jsonl = state;
    json_t *object = json_begin(jsonl->sink);

    put_identity(object, jsonl, record);
    put_date(object, jsonl, "date", record->date);
    put_text(object, jsonl, &record->title, "title", "title_zh");
    put_text(object, jsonl, &record->summary, "summary", "summary_zh");
    put_text(object, jsonl, &record->abstract, "abstract", "abstract_zh");
    if (record->abstract_truncated)
        json_put(object, "abstract_truncated", json_true(), jsonl->sink);
    json_put_text(object, "channel", record->channel, jsonl->sink);
    if (record->announced.origin == MOMENT_KNOWN) {
        struct calendar day = calendar_of(record->announced.seconds);
        put_date(object, jsonl, "digest_date", (struct date){ day.year, day.month, day.day });
    }
    json_put_text(object, "file", record->source.file, jsonl->sink);
    json_put_number(object, "line", (json_int_t)record->source.line, jsonl->sink);
    json_write(object, jsonl->sink);
    sink_put(jsonl->sink, VIEW("\n"));
}

static void end(void *state)
{
    struct jsonl *jsonl = state;
    buffer_free(&jsonl->scratch);
}

const struct writer writer_jsonl = {
    .name = "jsonl",
    .suffixes = { ".jsonl" },
    .description = "the records themselves, a JSON object a line",
    .leads = LANGUAGE_EN,
    .state_size = sizeof(struct jsonl),
    .begin = begin,
    .record = put_record,
    .end = end,
};
