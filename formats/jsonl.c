/* The records themselves, one JSON object per line (https://jsonlines.org), for jq and other
 * programs. Texts keep their TeX. */
#include "output/json_writer.h"
#include "text/utf8.h"
#include "record/word_set.h"
#include "output/writer.h"

struct jsonl {
    struct json json;
    field_set shown;
    enum translation translation; /* of the current record */
    struct buffer scratch, name;
};

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct jsonl *jsonl = state;
    jsonl->json.out = sink_buffer(sink);
    jsonl->shown = ALL_FIELDS & ~head->settings.omitted;
}

/* Puts a member with the contents of the scratch buffer, and empties the buffer. */
static void jsonl_put_scratch(struct jsonl *jsonl, const char *name)
{
    json_put_text(&jsonl->json, name, buffer_view(&jsonl->scratch));
    jsonl->scratch.len = 0;
}

/* ---- The types of fields.def --------------------------------------------- */

static void jsonl_put_text(struct jsonl *jsonl, const char *name, struct view text)
{
    json_put_text(&jsonl->json, name, text);
}

/* The name of the member, title_zh in fields.def, ends in the language of the translation. */
static void jsonl_put_translated(struct jsonl *jsonl, const char *name, struct view text)
{
    struct view language = translation_name(jsonl->translation);
    struct view stem = view_of(name);

    if (jsonl->translation <= TRANSLATION_ZH || text.len == 0) {
        json_put_text(&jsonl->json, name, text);
        return;
    }
    stem.len -= VIEW("zh").len;
    jsonl->name.len = 0;
    buffer_print(&jsonl->name, "%.*s%.*s", (int)stem.len, stem.at, (int)language.len, language.at);
    json_put_text(&jsonl->json, jsonl->name.at, text);
}

/* These types differ only in the values that the reader accepts. */
#define jsonl_put_arxiv_doi jsonl_put_text
#define jsonl_put_category jsonl_put_text
#define jsonl_put_doi jsonl_put_text
#define jsonl_put_link jsonl_put_text

/* Replaces malformed UTF-8, which a file name may contain but a JSON string may not. */
static void jsonl_put_file(struct jsonl *jsonl, const char *name, struct view file)
{
    bool cut;

    while (file.len > 0) {
        size_t good = utf8_find_malformed(file);

        buffer_put(&jsonl->scratch, (struct view){ file.at, good });
        file = view_skip(file, good);
        if (file.len > 0) {
            buffer_put_code_point(&jsonl->scratch, 0xFFFD);
            file = view_skip(file, utf8_malformed_length(file, &cut));
        }
    }
    jsonl_put_scratch(jsonl, name);
}

static void jsonl_put_words(struct jsonl *jsonl, const char *name, struct view words)
{
    if (words.len == 0)
        return;
    json_open_list(&jsonl->json, name);
    while (words.len > 0)
        json_put_text(&jsonl->json, NULL, word_set_take(&words));
    json_close_list(&jsonl->json);
}

static void jsonl_put_position(struct jsonl *jsonl, const char *name, uint64_t position)
{
    json_put_number(&jsonl->json, name, position);
}

static void jsonl_put_version(struct jsonl *jsonl, const char *name, unsigned version)
{
    if (version)
        json_put_number(&jsonl->json, name, version);
}

static void jsonl_put_flag(struct jsonl *jsonl, const char *name, bool flag)
{
    if (flag)
        json_put_true(&jsonl->json, name);
}

static void jsonl_put_authors(struct jsonl *jsonl, const struct record *record)
{
    struct json *json = &jsonl->json;

    if (record->author_count == 0)
        return;
    json_open_list(json, "authors");
    for (size_t i = 0; i < record->author_count; i++) {
        const struct person *author = &record->authors[i];

        json_open_object(json, NULL);
        json_put_text(json, "family", author->family);
        json_put_text(json, "given", author->given);
        json_put_text(json, "suffix", author->suffix);
        json_put_text(json, "literal", author->literal);
        json_close_object(json);
    }
    json_close_list(json);
}

static void jsonl_put_versions(struct jsonl *jsonl, const struct record *record)
{
    if (record->version_count == 0)
        return;
    json_open_list(&jsonl->json, "versions");
    for (size_t i = 0; i < record->version_count; i++) {
        json_open_object(&jsonl->json, NULL);
        jsonl_put_version(jsonl, "version", record->versions[i].number);
        moment_put(record->versions[i].submitted, &jsonl->scratch);
        jsonl_put_scratch(jsonl, "date");
        json_close_object(&jsonl->json);
    }
    json_close_list(&jsonl->json);
}

static void jsonl_put_topics(struct jsonl *jsonl, const struct record *record)
{
    if (record->topic_count == 0)
        return;
    json_open_list(&jsonl->json, "topics");
    for (size_t i = 0; i < record->topic_count; i++)
        json_put_text(&jsonl->json, NULL, record->topics[i]);
    json_close_list(&jsonl->json);
}

static void jsonl_put_fields(struct jsonl *jsonl, const struct record *record, field_set fields)
{
    fields &= ~FIELD_BIT(FIELD_TRANSLATION_LANGUAGE); /* the names of members tell it */
    jsonl->translation = record->translation_language;
#define TEXT(number, NAME, name, type, member, role) \
    if (fields & FIELD_BIT(FIELD_##NAME))            \
        jsonl_put_##type(jsonl, #name, record->member);
#define NUMBER TEXT
#define FIELD(number, NAME, name, type, member, role)     \
    if (fields & FIELD_BIT(FIELD_##NAME)) {               \
        field_put(record, FIELD_##NAME, &jsonl->scratch); \
        jsonl_put_scratch(jsonl, #name);                  \
    }
#define LIST(NAME, name, member, count, role) \
    if (fields & FIELD_BIT(FIELD_##NAME))     \
        jsonl_put_##name(jsonl, record);
#include "record/fields.def"
}

/* ---- Records -------------------------------------------------------------- */

/* Puts 64 bits as a decimal string, since JSON numbers may lose precision. */
static void jsonl_put_hash(struct jsonl *jsonl, uint64_t hash)
{
    if (hash)
        buffer_put_number(&jsonl->scratch, hash);
    jsonl_put_scratch(jsonl, "hash");
}

static void jsonl_put_filling(struct jsonl *jsonl, const struct filling *filling)
{
    const struct record announcement = { .source = filling->source,
                                         .version = filling->version,
                                         .channel = filling->channel,
                                         .announced = filling->announced };

    json_open_list(&jsonl->json, "fields");
    for (unsigned field = 0; field < FIELDS; field++) {
        if (filling->fields & FIELD_BIT(field))
            json_put_text(&jsonl->json, NULL, view_of(field_name(field)));
    }
    json_close_list(&jsonl->json);
    if (filling->topic_count > 0 && (jsonl->shown & FIELD_BIT(FIELD_TOPICS)))
        json_put_number(&jsonl->json, "topics_added", filling->topic_count);
    if (filling->source.is_metadata)
        json_put_true(&jsonl->json, "metadata");
    else
        jsonl_put_fields(jsonl, &announcement, FILLING_FIELDS);
    jsonl_put_hash(jsonl, filling->hash);
}

/* Puts the fillings, and the record's hash from before its cut abstract was replaced, so that the
 * record can be merged with others again. */
static void jsonl_put_fillings(struct jsonl *jsonl, const struct record *record)
{
    if (record->filling_count > 0) {
        json_open_list(&jsonl->json, "filled_from");
        for (size_t i = 0; i < record->filling_count; i++) {
            json_open_object(&jsonl->json, NULL);
            jsonl_put_filling(jsonl, &record->fillings[i]);
            json_close_object(&jsonl->json);
        }
        json_close_list(&jsonl->json);
    }
    if (record->categories_added > 0)
        json_put_number(&jsonl->json, "categories_added", record->categories_added);
    jsonl_put_hash(jsonl, record->hash);
}

static void put_record(void *state, const struct record *record)
{
    struct jsonl *jsonl = state;

    json_open_object(&jsonl->json, NULL);
    jsonl_put_fields(jsonl, record, jsonl->shown);
    if (jsonl->shown & FIELD_BIT(FIELD_FILLED_FROM))
        jsonl_put_fillings(jsonl, record);
    json_close_object(&jsonl->json);
    buffer_put_byte(jsonl->json.out, '\n');
}

static void end(void *state)
{
    struct jsonl *jsonl = state;
    buffer_free(&jsonl->scratch);
    buffer_free(&jsonl->name);
}

const struct writer writer_jsonl = {
    .name = "jsonl",
    .suffixes = { ".jsonl" },
    .description = "records, one JSON object per line",
    .leads = LANGUAGE_EN,
    .headless = true,
    .can_append = true,
    .keeps_cut = true,
    .has_hashes = true,
    .omits_fields = true,
    .state_size = sizeof(struct jsonl),
    .begin = begin,
    .record = put_record,
    .end = end,
};
