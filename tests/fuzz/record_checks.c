#include "record_checks.h"

#include <string.h>

#include "check.h"
#include "record/arxiv_id.h"
#include "record/identity.h"
#include "record/word_set.h"
#include "text/clean.h"
#include "text/utf8.h"

/* ---- Text ---------------------------------------------------------------- */

void record_check_text(const char *what, struct view text)
{
    struct arena arena = { 0 };

    if (text.len == 0)
        return;
    check(utf8_find_malformed(text) == text.len, what, "text is UTF-8", text);
    check(view_equal(text_clean(text, &arena), text), what, "text is clean", text);
    arena_free(&arena);
}

enum { TEXTS = 16 };

/* Gets the texts of the record that are not lists. */
static void get_texts(const struct record *record, struct view texts[TEXTS])
{
    const struct view all[TEXTS] = {
        record->arxiv_id,      record->url,
        record->doi,           record->title.in[LANGUAGE_EN],
        record->code_url,      record->title.in[LANGUAGE_ZH],
        record->arxiv_comment, record->summary.in[LANGUAGE_EN],
        record->journal_ref,   record->summary.in[LANGUAGE_ZH],
        record->publisher_doi, record->abstract.in[LANGUAGE_EN],
        record->license,       record->abstract.in[LANGUAGE_ZH],
        record->channel,       record->citation_key,
    };

    memcpy(texts, all, sizeof all);
}

size_t record_check_size(const struct record *record)
{
    size_t size = record->author_count * sizeof *record->authors +
                  record->version_count * sizeof *record->versions;
    struct view texts[TEXTS];

    get_texts(record, texts);
    for (size_t i = 0; i < TEXTS; i++)
        size += texts[i].len;
    for (size_t i = 0; i < record->topic_count; i++)
        size += record->topics[i].len;
    for (size_t i = 0; i < record->author_count; i++) {
        const struct person *author = &record->authors[i];
        size += author->family.len + author->given.len + author->suffix.len + author->literal.len;
    }
    return size + record->categories.len + record->channels.len;
}

/* ---- The paper ----------------------------------------------------------- */

/* The identifier is canonical, and what follows from it is what identity_set makes of it. Without
 * one there is a link, or the citation key of a library. */
static void check_identity(const char *reader, const struct record *record)
{
    struct record same = { 0 };
    struct view rest = record->arxiv_id;
    struct arena arena = { 0 };
    struct arxiv_id id = { 0 };

    if (record->arxiv_id.len > 0) {
        check(arxiv_take_id(&rest, &arena, &id) && rest.len == 0 && id.version == 0, reader,
              "an id is arXiv's", record->arxiv_id);
        check(view_equal(id.id, record->arxiv_id), reader, "an id is canonical", record->arxiv_id);
        identity_set(&same, record->arxiv_id, (struct view){ 0 }, &arena);
        check(view_equal(record->url, same.url), reader, "the link is the id's", record->url);
        check(view_equal(record->doi, same.doi), reader, "the DOI is the id's", record->doi);
    } else {
        check(record->url.len > 0 || record->citation_key.len > 0, reader,
              "there is an id, a link or a citation key", record->title.in[LANGUAGE_EN]);
        check(record->url.len == 0 || identity_is_link(record->url), reader, "a link is one",
              record->url);
        check(record->doi.len == 0, reader, "a link has no DOI of arXiv's", record->doi);
    }
    check(record->version <= ARXIV_VERSION_MAX, reader, "a version is within bounds",
          record->arxiv_id);
    arena_free(&arena);
}

static void check_links(const char *reader, const struct record *record)
{
    check(record->publisher_doi.len == 0 || identity_is_doi(record->publisher_doi), reader,
          "a DOI is one", record->publisher_doi);
    check(record->license.len == 0 || identity_is_link(record->license), reader,
          "a license is a link", record->license);
    check(record->code_url.len == 0 || identity_is_link(record->code_url), reader,
          "a link to code is one", record->code_url);
}

static void check_set(const char *reader, struct view words)
{
    struct view rest = words, word;
    size_t count = 0;

    while ((word = word_set_take(&rest)).len > 0) {
        check(identity_is_category(word), reader, "a category has the form of arXiv's", word);
        check(!word_set_have(rest, word), reader, "categories are a set", words);
        count++;
    }
    check(count <= CATEGORIES_MAX, reader, "there are not too many categories", words);
}

static void check_categories(const char *reader, const struct record *record)
{
    struct view first = record->categories;

    check_set(reader, record->categories);
    check_set(reader, record->channels);
    check(record->channel.len == 0 || identity_is_category(record->channel), reader,
          "a channel is a category", record->channel);
    first = word_set_take(&first);
    check(view_equal(first, record->primary_category) ||
              !word_set_have(record->categories, record->primary_category),
          reader, "the primary category is the first of them", record->categories);
}

/* ---- Times --------------------------------------------------------------- */

static void check_moment(const char *reader, struct moment moment)
{
    check(moment.origin == MOMENT_ABSENT || moment.origin == MOMENT_GUESSED ||
              date_is_valid(date_of(moment)),
          reader, "a day is of the calendar", VIEW(""));
}

static void check_times(const char *reader, const struct record *record)
{
    const struct date date = record->date;

    check_moment(reader, record->announced);
    check_moment(reader, record->first_seen);
    check_moment(reader, record->last_seen);
    check_moment(reader, record->version_seen);
    check_moment(reader, record->published);
    check_moment(reader, record->updated);
    check(date.year <= 9999 && date.month <= 12 && date.day <= 31, reader,
          "a date is within bounds", record->arxiv_id);
    check(date.day == 0 || date_is_valid(date), reader, "a date is of the calendar",
          record->arxiv_id);
    check(record->version_count <= ARXIV_VERSION_MAX, reader, "there are not too many versions",
          record->arxiv_id);
    for (size_t i = 0; i < record->version_count; i++) {
        const struct version *version = &record->versions[i];

        check(version->number <= ARXIV_VERSION_MAX, reader, "a version is within bounds",
              record->arxiv_id);
        check(version->submitted.origin == MOMENT_KNOWN, reader, "the day of a version is known",
              record->arxiv_id);
        check_moment(reader, version->submitted);
    }
}

/* ---- All ----------------------------------------------------------------- */

void record_check_people(const char *what, const struct person *people, size_t count)
{
    check(count <= AUTHORS_MAX, what, "there are not too many people", VIEW(""));
    for (size_t i = 0; i < count; i++) {
        const struct view parts[] = { people[i].family, people[i].given, people[i].suffix,
                                      people[i].literal };

        check(person_is_sound(&people[i]), what, "a person is sound", parts[0]);
        for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
            record_check_text(what, parts[part]);
    }
}

/* Each once; the fillings add some of them. */
static void check_topics(const char *reader, const struct record *record)
{
    size_t added = 0;

    check(record->topic_count <= TOPICS_MAX, reader, "there are not too many topics",
          record->arxiv_id);
    for (size_t i = 0; i < record->topic_count; i++) {
        record_check_text(reader, record->topics[i]);
        for (size_t other = 0; other < i; other++)
            check(!view_equal(record->topics[other], record->topics[i]), reader,
                  "a topic is there once", record->topics[i]);
    }
    for (size_t i = 0; i < record->filling_count; i++)
        added += record->fillings[i].topic_count;
    check(added <= record->topic_count, reader, "fillings add some of the topics",
          record->arxiv_id);
}

static void check_fillings(const char *reader, const struct record *record)
{
    for (size_t i = 0; i < record->filling_count; i++) {
        check(record->fillings[i].hash != 0, reader, "a filling has a hash", record->arxiv_id);
        check((record->fillings[i].fields & ~ALL_FIELDS) == 0, reader, "a filling has fields",
              record->arxiv_id);
        check_moment(reader, record->fillings[i].announced);
        record_check_text(reader, record->fillings[i].channel);
        record_check_text(reader, record->fillings[i].source.file);
    }
}

void record_check(const char *reader, const struct record *record)
{
    struct view texts[TEXTS];

    get_texts(record, texts);
    for (size_t i = 0; i < TEXTS; i++)
        record_check_text(reader, texts[i]);
    check_topics(reader, record);
    check(record->key.len == 0, reader, "outputs make keys, not readers", record->key);
    check(!record->abstract_truncated || record->abstract.in[LANGUAGE_EN].len > 0, reader,
          "only an abstract can be cut", record->arxiv_id);
    check(!record->authors_incomplete || record->author_count > 0, reader,
          "only a list of authors can be incomplete", record->arxiv_id);
    check_identity(reader, record);
    check_links(reader, record);
    check_categories(reader, record);
    check_times(reader, record);
    record_check_people(reader, record->authors, record->author_count);
    check_fillings(reader, record);
}
