#include "record/fields.h"

#include <string.h>

#include "record/word_set.h"
#include "tex/tex.h"
#include "text/clean.h"
#include "text/fixed_hash.h"
#include "text/scan.h"
#include "text/utf8.h"

enum { FILLED_ROLES = ROLE_COMMON | ROLE_ANNOUNCED | ROLE_METADATA };

static const char *const announce_names[] = { "", "new", "cross", "replace", "replace-cross" };

struct view announce_name(enum announce announce)
{
    return view_of(announce_names[announce]);
}

enum announce announce_of(struct view name)
{
    for (int i = ANNOUNCE_NEW; i <= ANNOUNCE_REPLACE_CROSS; i++) {
        if (view_equal(name, view_of(announce_names[i])))
            return (enum announce)i;
    }
    return ANNOUNCE_ABSENT;
}

struct view translation_name(enum translation translation)
{
    static const char *const names[] = { [TRANSLATION_ABSENT] = "",
                                         [TRANSLATION_ZH] = "zh",
                                         [TRANSLATION_JA] = "ja",
                                         [TRANSLATION_KO] = "ko" };

    return view_of(names[translation]);
}

enum translation record_translation(const struct record *record)
{
    bool translated = record->title.in[LANGUAGE_ZH].len + record->summary.in[LANGUAGE_ZH].len +
                          record->abstract.in[LANGUAGE_ZH].len >
                      0;

    if (!translated)
        return TRANSLATION_ABSENT;
    return record->translation_language ? record->translation_language : TRANSLATION_ZH;
}

enum translation translation_of(struct view text)
{
#define SYLLABLE_STARTS(has, row) has(0xE1, 0xE1, row) has(0xE3, 0xE3, row) has(0xEA, 0xED, row)
    static const struct byte_set starts = BYTE_SET(SYLLABLE_STARTS);
    size_t length;

    for (; (text = view_skip(text, scan_run(text, &starts))).len > 0;
         text = view_skip(text, length)) {
        uint32_t c = utf8_decode(text, &length);

        if (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) /* U+30FB stands in Chinese names too */
            return TRANSLATION_JA;
        if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF))
            return TRANSLATION_KO;
    }
    return TRANSLATION_ZH;
}

bool text_is_translation(struct view text)
{
#define EASTERN_STARTS(has, row) has(0xE1, 0xF0, row)
    static const struct byte_set starts = BYTE_SET(EASTERN_STARTS);

    if (text.len > 0 && text.at[0] >= '\xE4' && text.at[0] <= '\xE9') /* Han */
        return true;
    if (scan_run(text, &starts) == text.len) /* as most English text */
        return false;
    return text_has_cjk(text) || translation_of(text) == TRANSLATION_KO;
}

size_t text_count_translated(struct view text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += (unsigned char)text.at[i] >= 0xE3 && (unsigned char)text.at[i] <= 0xED;
    return count;
}

bool text_is_mostly_translation(struct view text)
{
    enum { BYTES = 3 }; /* of a character */

    return text.len > 0 && text_is_translation(text) &&
           text_count_translated(text) * BYTES * 4 > text.len;
}

enum language language_other(enum language language)
{
    return language == LANGUAGE_EN ? LANGUAGE_ZH : LANGUAGE_EN;
}

enum language bilingual_language(const struct bilingual *text, enum language leads)
{
    enum language other = language_other(leads);
    bool stands_in = text->in[leads].len == 0 && !text->left_out[leads] && text->in[other].len > 0;
    return stands_in ? other : leads;
}

struct view bilingual_leading(const struct bilingual *text, enum language leads)
{
    return text->in[bilingual_language(text, leads)];
}

struct view bilingual_other(const struct bilingual *text, enum language leads)
{
    bool stands_in = bilingual_language(text, leads) != leads;
    return stands_in ? VIEW("") : text->in[language_other(leads)];
}

struct view record_doi(const struct record *record)
{
    return record->publisher_doi.len > 0 ? record->publisher_doi : record->doi;
}

void record_set_exact_date(struct record *record)
{
    for (size_t i = 0; i < record->version_count; i++) {
        const struct version *version = &record->versions[i];

        struct date day = version->number == 1 ? date_of(version->submitted) : (struct date){ 0 };

        if (day.year)
            record->date = day;
    }
}

/* The whole text or list has a bit, and a part of it has another. */
#define ABSTRACT_WHOLE FIELD_BIT(FIELD_ABSTRACT)
#define ABSTRACT_PART FIELD_BIT(FIELD_ABSTRACT_TRUNCATED)
#define AUTHORS_WHOLE FIELD_BIT(FIELD_AUTHORS)
#define AUTHORS_PART FIELD_BIT(FIELD_AUTHORS_INCOMPLETE)

field_set record_missing(field_set have, field_set other)
{
    field_set missing = other & ~have;

    if (have & (ABSTRACT_WHOLE | ABSTRACT_PART))
        missing &= ~ABSTRACT_PART;
    if (have & (AUTHORS_WHOLE | AUTHORS_PART))
        missing &= ~AUTHORS_PART;
    return missing;
}

field_set record_fields(const struct record *record)
{
    field_set fields = 0;

#define TEXT(number, NAME, name, type, member, role)            \
    if ((ROLE_##role & FILLED_ROLES) && record->member.len > 0) \
        fields |= FIELD_BIT(FIELD_##NAME);
#define LIST(NAME, name, member, count, role)              \
    if ((ROLE_##role & FILLED_ROLES) && record->count > 0) \
        fields |= FIELD_BIT(FIELD_##NAME);
#include "record/fields.def"
    if (record->abstract_truncated && (fields & ABSTRACT_WHOLE))
        fields ^= ABSTRACT_WHOLE | ABSTRACT_PART;
    if (record->authors_incomplete && (fields & AUTHORS_WHOLE))
        fields ^= AUTHORS_WHOLE | AUTHORS_PART;
    if (record->announce != ANNOUNCE_ABSENT)
        fields |= FIELD_BIT(FIELD_ANNOUNCE);
    if (record->announced.origin == MOMENT_KNOWN)
        fields |= FIELD_BIT(FIELD_DIGEST_DATE);
    return fields;
}

static void take_fields(struct record *record, const struct record *other, field_set fields)
{
#define FIELD(number, NAME, name, type, member, role) \
    if (fields & FIELD_BIT(FIELD_##NAME))             \
        record->member = other->member;
#define LIST(NAME, name, member, count, role) \
    if (fields & FIELD_BIT(FIELD_##NAME)) {   \
        record->member = other->member;       \
        record->count = other->count;         \
    }
#include "record/fields.def"
    if (fields & ABSTRACT_WHOLE)
        record->abstract_truncated = other->abstract_truncated;
    if (fields & AUTHORS_WHOLE)
        record->authors_incomplete = other->authors_incomplete;
    if ((fields & TRANSLATED_FIELDS) &&
        (other->translation_language || !(record_fields(record) & TRANSLATED_FIELDS)))
        record->translation_language = other->translation_language;
}

void record_set(struct record *record, const struct record *other, field_set fields)
{
    if (fields & ABSTRACT_PART)
        fields |= ABSTRACT_WHOLE;
    if (fields & AUTHORS_PART)
        fields |= AUTHORS_WHOLE;
    take_fields(record, other, fields & (fields_of(FILLED_ROLES) | FIELD_BIT(FIELD_DIGEST_DATE)));
}

void record_clear(struct record *record, field_set fields)
{
    enum translation language = record->translation_language;

    take_fields(record, &(struct record){ 0 }, fields);
    if (!(fields & FIELD_BIT(FIELD_TRANSLATION_LANGUAGE))) /* other translations may be left */
        record->translation_language = language;
}

void record_order_categories(struct record *record, struct arena *arena)
{
    struct view primary = record->primary_category, first = record->categories;
    struct buffer ordered = { 0 };

    if (view_equal(word_set_take(&first), primary) || !word_set_have(record->categories, primary))
        return;
    buffer_put(&ordered, primary);
    word_set_put_missing(&ordered, record->categories);
    record->categories = arena_copy(arena, buffer_view(&ordered));
    buffer_free(&ordered);
}

size_t record_own_topics(const struct record *record)
{
    size_t added = 0;

    for (size_t i = 0; i < record->filling_count; i++)
        added += record->fillings[i].topic_count;
    return record->topic_count > added ? record->topic_count - added : 0;
}

struct view record_next_topic(const struct record *record, size_t *next)
{
    while (*next < record->topic_count) {
        struct view topic = record->topics[(*next)++];

        if (tex_shows(topic) && !view_equal(topic, record->primary_category) &&
            !word_set_have(record->categories, topic))
            return topic;
    }
    return VIEW("");
}

struct view record_group(const struct record *record)
{
    size_t next = 0;
    struct view topic = record_next_topic(record, &next);

    if (topic.len > 0)
        return topic;
    return record->primary_category.len > 0 ? record->primary_category : record->channel;
}

bool record_same_text(const struct record *a, const struct record *b)
{
#define TEXT(number, NAME, name, type, member, role)                       \
    if ((ROLE_##role & FILLED_ROLES) && !view_equal(a->member, b->member)) \
        return false;
#include "record/fields.def"
    return a->hash == b->hash && a->announce == b->announce &&
           a->abstract_truncated == b->abstract_truncated && a->author_count == 0 &&
           b->author_count == 0 && a->version_count == 0 && b->version_count == 0 &&
           a->topic_count == 0 && b->topic_count == 0;
}

uint64_t record_hash(const struct record *record)
{
    struct record winner, nothing = { 0 };
    uint64_t hash = FIXED_HASH_START;

    if (record->hash)
        return record->hash;
    winner = *record;
    for (size_t i = 0; i < record->filling_count; i++)
        record_set(&winner, &nothing, record->fillings[i].fields);
#define TEXT(number, NAME, name, type, member, role)  \
    if (ROLE_##role & (ROLE_COMMON | ROLE_ANNOUNCED)) \
        hash = fixed_hash_text(hash, winner.member);
#include "record/fields.def"
    hash = fixed_hash_byte(hash, winner.announce);
    hash = fixed_hash_byte(hash, winner.abstract_truncated);
    for (size_t i = 0; i < record_own_topics(record); i++)
        hash = fixed_hash_text(hash, record->topics[i]);
    return hash ? hash : 1;
}

uint64_t record_metadata_hash(const struct record *record)
{
    uint64_t hash = FIXED_HASH_START;

#define TEXT(number, NAME, name, type, member, role) \
    if (ROLE_##role == ROLE_METADATA)                \
        hash = fixed_hash_text(hash, record->member);
#include "record/fields.def"
    for (size_t i = 0; i < record->author_count; i++) {
        const struct person *person = &record->authors[i];
        hash = fixed_hash_text(fixed_hash_text(hash, person->family), person->given);
        hash = fixed_hash_text(fixed_hash_text(hash, person->suffix), person->literal);
    }
    for (size_t i = 0; i < record->version_count; i++) {
        hash = fixed_hash_byte(hash, record->versions[i].number);
        hash = fixed_hash_byte(hash, (unsigned)record->versions[i].submitted.seconds);
    }
    return fixed_hash_text(hash, record->abstract.in[LANGUAGE_EN]);
}
