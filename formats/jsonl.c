/* The record itself, one JSON object a line (https://jsonlines.org), for jq
 * and other programs. Text stands as in the digest. */
#include "common/json.h"
#include "tex/tex.h"
#include "text/utf8.h"
#include "record/word_set.h"
#include "output/writer.h"

struct jsonl {
    struct json json;
    field_set omitted;
    bool in_list; /* whose objects have names of their own, not the record's */
    struct buffer scratch;
};

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct jsonl *jsonl = state;
    jsonl->json.out = sink_buffer(sink);
    jsonl->omitted = head->settings.omitted;
}

static bool shows(const struct jsonl *jsonl, const char *name)
{
    if (!jsonl->omitted || jsonl->in_list)
        return true;
    for (unsigned field = 0; field < FIELDS; field++) {
        if ((jsonl->omitted & FIELD_BIT(field)) &&
            view_equal(view_of(field_name(field)), view_of(name)))
            return false;
    }
    return true;
}

static void put_text(struct jsonl *jsonl, const char *name, struct view text)
{
    if (text.len > 0 && shows(jsonl, name))
        json_put_text(&jsonl->json, name, text);
}

static void put_number(struct jsonl *jsonl, const char *name, uint64_t number)
{
    if (shows(jsonl, name))
        json_put_number(&jsonl->json, name, number);
}

/* Whether a list of so many is opened. */
static bool open_list(struct jsonl *jsonl, const char *name, size_t count)
{
    if (count == 0 || !shows(jsonl, name))
        return false;
    json_open_list(&jsonl->json, name);
    jsonl->in_list = true;
    return true;
}

static void close_list(struct jsonl *jsonl)
{
    json_close_list(&jsonl->json);
    jsonl->in_list = false;
}

/* The text that was made in the scratch buffer, which is then empty. */
static void put_made(struct jsonl *jsonl, const char *name)
{
    put_text(jsonl, name, buffer_view(&jsonl->scratch));
    jsonl->scratch.len = 0;
}

static void put_bilingual(struct jsonl *jsonl, const struct bilingual *text, const char *original,
                          const char *translated)
{
    put_text(jsonl, original, text->in[LANGUAGE_EN]);
    put_text(jsonl, translated, text->in[LANGUAGE_ZH]);
}

static void put_date(struct jsonl *jsonl, const char *name, struct date date)
{
    date_put(date, &jsonl->scratch);
    put_made(jsonl, name);
}

static void put_moment(struct jsonl *jsonl, const char *name, struct moment moment)
{
    moment_put(moment, &jsonl->scratch);
    put_made(jsonl, name);
}

static void put_time(struct jsonl *jsonl, const char *name, struct moment moment)
{
    if (moment.origin != MOMENT_ABSENT)
        seconds_put_rfc3339(moment.seconds, &jsonl->scratch);
    put_made(jsonl, name);
}

static void put_words(struct jsonl *jsonl, const char *name, struct view words)
{
    if (!open_list(jsonl, name, words.len))
        return;
    while (words.len > 0)
        json_put_text(&jsonl->json, NULL, word_set_take(&words));
    close_list(jsonl);
}

static void put_versions(struct jsonl *jsonl, const struct record *record)
{
    if (!open_list(jsonl, "versions", record->version_count))
        return;
    for (size_t i = 0; i < record->version_count; i++) {
        json_open_object(&jsonl->json, NULL);
        put_number(jsonl, "version", record->versions[i].number);
        put_moment(jsonl, "date", record->versions[i].submitted);
        json_close_object(&jsonl->json);
    }
    close_list(jsonl);
}

/* What only arXiv's metadata knows, but for the authors. */
static void put_metadata(struct jsonl *jsonl, const struct record *record)
{
    put_text(jsonl, "arxiv_comment", record->arxiv_comment);
    put_text(jsonl, "journal_ref", record->journal_ref);
    put_text(jsonl, "publisher_doi", record->publisher_doi);
    put_text(jsonl, "license", record->license);
    put_versions(jsonl, record);
}

/* The day of the digest, and the time where that says more. */
static void put_digest_date(struct jsonl *jsonl, struct moment announced)
{
    struct date date = date_of(announced);

    put_date(jsonl, "digest_date", date);
    if (announced.origin != MOMENT_KNOWN || announced.seconds != seconds_of(date))
        put_moment(jsonl, "digest_time", announced);
}

/* The name of a file may be any bytes, a JSON string may not. */
static void put_file(struct jsonl *jsonl, struct view name)
{
    struct buffer *out = &jsonl->scratch;
    bool cut;

    while (name.len > 0) {
        size_t good = utf8_find_malformed(name);
        buffer_put(out, (struct view){ name.at, good });
        name = view_skip(name, good);
        if (name.len > 0) {
            buffer_put_code_point(out, 0xFFFD);
            name = view_skip(name, utf8_malformed_length(name, &cut));
        }
    }
    put_made(jsonl, "file");
}

static void put_identity(struct jsonl *jsonl, const struct record *record)
{
    put_number(jsonl, "ref", record->source.ref);
    put_text(jsonl, "arxiv_id", record->arxiv_id);
    if (record->version)
        put_number(jsonl, "version", record->version);
    put_text(jsonl, "primary_category", record->primary_category);
    put_text(jsonl, "announce", announce_name(record->announce));
    put_text(jsonl, "url", record->url);
    put_text(jsonl, "doi", record->doi);
}

/* Where a record was read. */
static void put_source(struct jsonl *jsonl, const struct source *source)
{
    put_file(jsonl, source->file);
    put_number(jsonl, "line", source->line);
}

/* What the announcements of the paper add up to. */
static void put_history(struct jsonl *jsonl, const struct record *record)
{
    put_words(jsonl, "categories", record->categories);
    put_words(jsonl, "channels", record->channels);
    put_moment(jsonl, "first_seen", record->first_seen);
    put_moment(jsonl, "last_seen", record->last_seen);
    put_moment(jsonl, "version_seen", record->version_seen);
    put_time(jsonl, "published", record->published);
    put_time(jsonl, "updated", record->updated);
}

static void put_names(struct jsonl *jsonl, field_set fields)
{
    json_open_list(&jsonl->json, "fields");
    for (unsigned field = 0; field < FIELDS; field++) {
        if (fields & FIELD_BIT(field))
            json_put_text(&jsonl->json, NULL, view_of(field_name(field)));
    }
    json_close_list(&jsonl->json);
}

/* 64 bits in decimal: a string, since a number of JSON may lose some. */
static void put_hash(struct jsonl *jsonl, uint64_t hash)
{
    if (hash)
        buffer_put_number(&jsonl->scratch, hash);
    put_made(jsonl, "hash");
}

static void put_announcement(struct jsonl *jsonl, const struct filling *filling)
{
    put_number(jsonl, "ref", filling->source.ref);
    if (filling->version)
        put_number(jsonl, "version", filling->version);
    put_text(jsonl, "channel", filling->channel);
    put_digest_date(jsonl, filling->announced);
    put_source(jsonl, &filling->source);
}

/* The announcements that gave what the winner lacks, so that the record can be
 * merged again with others. */
static void put_fillings(struct jsonl *jsonl, const struct record *record)
{
    if (!open_list(jsonl, "filled_from", record->filling_count))
        return;
    for (size_t i = 0; i < record->filling_count; i++) {
        const struct filling *filling = &record->fillings[i];

        json_open_object(&jsonl->json, NULL);
        put_names(jsonl, filling->fields);
        if (filling->source.is_metadata)
            json_put_true(&jsonl->json, "metadata");
        else
            put_announcement(jsonl, filling);
        put_hash(jsonl, filling->hash);
        json_close_object(&jsonl->json);
    }
    close_list(jsonl);
}

/* The title as the other formats have it, for those who know no TeX. */
static void put_title_text(struct jsonl *jsonl, struct view title)
{
    tex_put_text(&jsonl->scratch, title);
    put_made(jsonl, "title_text");
}

static void put_record(void *state, const struct record *record)
{
    struct jsonl *jsonl = state;

    json_open_object(&jsonl->json, NULL);
    put_identity(jsonl, record);
    put_date(jsonl, "date", record->date);
    put_bilingual(jsonl, &record->title, "title", "title_zh");
    put_title_text(jsonl, record->title.in[LANGUAGE_EN]);
    if (shows(jsonl, "authors"))
        json_put_people(&jsonl->json, "authors", record->authors, record->author_count);
    put_bilingual(jsonl, &record->summary, "summary", "summary_zh");
    put_bilingual(jsonl, &record->abstract, "abstract", "abstract_zh");
    if (record->abstract_truncated && shows(jsonl, "abstract_truncated"))
        json_put_true(&jsonl->json, "abstract_truncated");
    put_metadata(jsonl, record);
    put_text(jsonl, "channel", record->channel);
    put_digest_date(jsonl, record->announced);
    put_source(jsonl, &record->source);
    put_history(jsonl, record);
    put_fillings(jsonl, record);
    if ((jsonl->omitted & FIELD_BIT(FIELD_FILLED_FROM)) == 0)
        put_hash(jsonl, record->hash); /* of an announcement whose abstract was replaced */
    json_close_object(&jsonl->json);
    buffer_put_byte(jsonl->json.out, '\n');
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
    .keeps_cut = true,
    .omits_fields = true,
    .state_size = sizeof(struct jsonl),
    .begin = begin,
    .record = put_record,
    .end = end,
};
