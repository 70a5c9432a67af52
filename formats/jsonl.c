/* The record itself, one JSON object a line (https://jsonlines.org), for jq
 * and other programs. Text stands as in the digest. */
#include "common/json.h"
#include "tex.h"
#include "writer.h"

struct jsonl {
    struct sink *sink;
    uint32_t omitted;
    struct buffer scratch;
};

static void begin(void *state, struct sink *sink, const struct head *head)
{
    struct jsonl *jsonl = state;
    jsonl->sink = sink;
    jsonl->omitted = head->dress.omitted;
}

static void put_text(json_t *object, struct jsonl *jsonl, const struct bilingual *text,
                     const char *original, const char *translated)
{
    json_put_text(object, original, text->in[LANGUAGE_EN], jsonl->sink);
    json_put_text(object, translated, text->in[LANGUAGE_ZH], jsonl->sink);
}

static void put_date(json_t *object, struct jsonl *jsonl, const char *name, struct date date)
{
    jsonl->scratch.len = 0;
    date_put(date, &jsonl->scratch);
    json_put_text(object, name, buffer_view(&jsonl->scratch), jsonl->sink);
}

/* The name of a file may be any bytes, a JSON string may not. */
static void put_file(json_t *object, struct jsonl *jsonl, struct view name)
{
    struct buffer *out = &jsonl->scratch;
    bool cut;

    out->len = 0;
    while (name.len > 0) {
        size_t good = utf8_find_malformed(name);
        buffer_put(out, (struct view){ name.at, good });
        name = view_skip(name, good);
        if (name.len > 0) {
            buffer_put_code_point(out, 0xFFFD);
            name = view_skip(name, utf8_malformed_length(name, &cut));
        }
    }
    json_put_text(object, "file", buffer_view(out), jsonl->sink);
}

static void put_identity(json_t *object, struct jsonl *jsonl, const struct record *record)
{
    json_put_number(object, "ref", record->source.ref, jsonl->sink);
    json_put_text(object, "arxiv_id", record->arxiv_id, jsonl->sink);
    if (record->version)
        json_put_number(object, "version", record->version, jsonl->sink);
    json_put_text(object, "primary_category", record->primary_category, jsonl->sink);
    json_put_text(object, "announce", announce_name(record->announce), jsonl->sink);
    json_put_text(object, "url", record->url, jsonl->sink);
    json_put_text(object, "doi", record->doi, jsonl->sink);
}

/* The title as the other formats have it, for those who know no TeX. */
static void put_title_text(json_t *object, struct jsonl *jsonl, struct view title)
{
    jsonl->scratch.len = 0;
    tex_put_text(&jsonl->scratch, title);
    json_put_text(object, "title_text", buffer_view(&jsonl->scratch), jsonl->sink);
}

static void leave_out(json_t *object, uint32_t fields)
{
    for (unsigned field = 0; field < FIELDS && fields; field++) {
        if (fields & FIELD_BIT(field))
            json_remove(object, field_name(field));
    }
}

static void put_record(void *state, const struct record *record)
{
    struct jsonl *jsonl = state;
    json_t *object = json_begin(jsonl->sink);

    put_identity(object, jsonl, record);
    put_date(object, jsonl, "date", record->date);
    put_text(object, jsonl, &record->title, "title", "title_zh");
    put_title_text(object, jsonl, record->title.in[LANGUAGE_EN]);
    put_text(object, jsonl, &record->summary, "summary", "summary_zh");
    put_text(object, jsonl, &record->abstract, "abstract", "abstract_zh");
    if (record->abstract_truncated)
        json_put(object, "abstract_truncated", json_true(), jsonl->sink);
    json_put_text(object, "channel", record->channel, jsonl->sink);
    put_date(object, jsonl, "digest_date", date_of(record->announced));
    put_file(object, jsonl, record->source.file);
    json_put_number(object, "line", (json_int_t)record->source.line, jsonl->sink);
    leave_out(object, jsonl->omitted);
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
    .is_raw = true,
    .state_size = sizeof(struct jsonl),
    .begin = begin,
    .record = put_record,
    .end = end,
};
