/* The record itself, one JSON object a line (https://jsonlines.org), for jq
 * and other programs. Text stands as in the digest. */
#include "common/json.h"
#include "tex.h"
#include "utf8.h"
#include "words.h"
#include "writer.h"

struct jsonl {
    struct sink *sink;
    field_set omitted;
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

static void put_moment(json_t *object, struct jsonl *jsonl, const char *name, struct moment moment)
{
    jsonl->scratch.len = 0;
    moment_put(moment, &jsonl->scratch);
    json_put_text(object, name, buffer_view(&jsonl->scratch), jsonl->sink);
}

static void put_time(json_t *object, struct jsonl *jsonl, const char *name, struct moment moment)
{
    jsonl->scratch.len = 0;
    if (moment.origin != MOMENT_ABSENT)
        seconds_put_rfc3339(moment.seconds, &jsonl->scratch);
    json_put_text(object, name, buffer_view(&jsonl->scratch), jsonl->sink);
}

static void put_words(json_t *object, struct jsonl *jsonl, const char *name, struct view words)
{
    json_t *list = words.len > 0 ? json_list(jsonl->sink) : NULL;

    while (words.len > 0)
        json_add_text(list, words_take(&words), jsonl->sink);
    if (list)
        json_put(object, name, list, jsonl->sink);
}

static void put_versions(json_t *object, struct jsonl *jsonl, const struct record *record)
{
    json_t *list = record->version_count > 0 ? json_list(jsonl->sink) : NULL;

    for (size_t i = 0; i < record->version_count; i++) {
        json_t *version = json_begin(jsonl->sink);
        json_put_number(version, "version", record->versions[i].number, jsonl->sink);
        put_moment(version, jsonl, "date", record->versions[i].submitted);
        json_add(list, version, jsonl->sink);
    }
    if (list)
        json_put(object, "versions", list, jsonl->sink);
}

/* What only arXiv's metadata knows, but for the authors. */
static void put_metadata(json_t *object, struct jsonl *jsonl, const struct record *record)
{
    json_put_text(object, "arxiv_comment", record->arxiv_comment, jsonl->sink);
    json_put_text(object, "journal_ref", record->journal_ref, jsonl->sink);
    json_put_text(object, "publisher_doi", record->publisher_doi, jsonl->sink);
    json_put_text(object, "license", record->license, jsonl->sink);
    put_versions(object, jsonl, record);
}

/* The day of the digest, and the time where that says more. */
static void put_digest_date(json_t *object, struct jsonl *jsonl, struct moment announced)
{
    struct date date = date_of(announced);

    put_date(object, jsonl, "digest_date", date);
    if (announced.origin != MOMENT_KNOWN || announced.seconds != seconds_of(date))
        put_moment(object, jsonl, "digest_time", announced);
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

/* Where a record was read. */
static void put_source(json_t *object, struct jsonl *jsonl, const struct source *source)
{
    put_file(object, jsonl, source->file);
    json_put_number(object, "line", (json_int_t)source->line, jsonl->sink);
}

/* What the announcements of the paper add up to. */
static void put_history(json_t *object, struct jsonl *jsonl, const struct record *record)
{
    put_words(object, jsonl, "categories", record->categories);
    put_words(object, jsonl, "channels", record->channels);
    put_moment(object, jsonl, "first_seen", record->first_seen);
    put_moment(object, jsonl, "last_seen", record->last_seen);
    put_moment(object, jsonl, "version_seen", record->version_seen);
    put_time(object, jsonl, "published", record->published);
    put_time(object, jsonl, "updated", record->updated);
}

static json_t *names_of(field_set fields, struct sink *sink)
{
    json_t *names = json_list(sink);

    for (unsigned field = 0; field < FIELDS; field++) {
        if (fields & FIELD_BIT(field))
            json_add_text(names, view_of(field_name(field)), sink);
    }
    return names;
}

/* 64 bits in decimal: a string, since a number of JSON may lose some. */
static void put_hash(json_t *object, struct jsonl *jsonl, uint64_t hash)
{
    jsonl->scratch.len = 0;
    if (hash)
        buffer_put_number(&jsonl->scratch, hash);
    json_put_text(object, "hash", buffer_view(&jsonl->scratch), jsonl->sink);
}

static void put_announcement(json_t *object, struct jsonl *jsonl, const struct filling *filling)
{
    json_put_number(object, "ref", filling->source.ref, jsonl->sink);
    if (filling->version)
        json_put_number(object, "version", filling->version, jsonl->sink);
    json_put_text(object, "channel", filling->channel, jsonl->sink);
    put_digest_date(object, jsonl, filling->announced);
    put_source(object, jsonl, &filling->source);
}

/* The announcements that gave what the winner lacks, so that the record can be
 * merged again with others. */
static void put_fillings(json_t *object, struct jsonl *jsonl, const struct record *record)
{
    json_t *list = record->filling_count > 0 ? json_list(jsonl->sink) : NULL;

    for (size_t i = 0; i < record->filling_count; i++) {
        const struct filling *filling = &record->fillings[i];
        json_t *from = json_begin(jsonl->sink);

        json_put(from, "fields", names_of(filling->fields, jsonl->sink), jsonl->sink);
        if (filling->source.is_metadata)
            json_put(from, "metadata", json_true(), jsonl->sink);
        else
            put_announcement(from, jsonl, filling);
        put_hash(from, jsonl, filling->hash);
        json_add(list, from, jsonl->sink);
    }
    if (list)
        json_put(object, "filled_from", list, jsonl->sink);
}

/* The title as the other formats have it, for those who know no TeX. */
static void put_title_text(json_t *object, struct jsonl *jsonl, struct view title)
{
    jsonl->scratch.len = 0;
    tex_put_text(&jsonl->scratch, title);
    json_put_text(object, "title_text", buffer_view(&jsonl->scratch), jsonl->sink);
}

static void leave_out(json_t *object, field_set fields)
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
    json_put_people(object, "authors", record->authors, record->author_count, jsonl->sink);
    put_text(object, jsonl, &record->summary, "summary", "summary_zh");
    put_text(object, jsonl, &record->abstract, "abstract", "abstract_zh");
    if (record->abstract_truncated)
        json_put(object, "abstract_truncated", json_true(), jsonl->sink);
    put_metadata(object, jsonl, record);
    json_put_text(object, "channel", record->channel, jsonl->sink);
    put_digest_date(object, jsonl, record->announced);
    put_source(object, jsonl, &record->source);
    put_history(object, jsonl, record);
    put_fillings(object, jsonl, record);
    if ((jsonl->omitted & FIELD_BIT(FIELD_FILLED_FROM)) == 0)
        put_hash(object, jsonl, record->hash); /* of an announcement whose abstract was replaced */
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
    .can_append = true,
    .is_raw = true,
    .state_size = sizeof(struct jsonl),
    .begin = begin,
    .record = put_record,
    .end = end,
};
