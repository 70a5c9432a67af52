#include "record/fields.h"

#include <string.h>

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
        struct date day = date_of(record->versions[i].submitted);
        if (record->versions[i].number == 1 && day.year)
            record->date = day;
    }
}

/* Returns the size of the lists and texts that follow a record's copy. */
static size_t copied_size(const struct record *record)
{
    size_t size = 0;

#define TEXT(number, NAME, name, type, member, role) size += record->member.len;
#define LIST(NAME, name, member, count, role) size += record->count * sizeof *record->member;
#include "record/fields.def"
    for (size_t i = 0; i < record->author_count; i++) {
        const struct person *person = &record->authors[i];
        size += person->family.len + person->given.len + person->suffix.len + person->literal.len;
    }
    return size;
}

/* Copies the text to *at, advances *at, and makes the view one of the copy. */
static void copy_text(struct view *text, char **at)
{
    if (text->len == 0)
        return;
    memcpy(*at, text->at, text->len);
    text->at = *at;
    *at += text->len;
}

/* Copies a list to *at and advances *at. */
static const void *copy_list(const void *list, size_t count, size_t size, char **at)
{
    const void *copy = *at;

    if (count == 0)
        return NULL;
    memcpy(*at, list, count * size);
    *at += count * size;
    return copy;
}

struct record *record_copy(const struct record *record)
{
    struct record *copy = memory_resize(NULL, sizeof *record + copied_size(record));
    char *at = (char *)(copy + 1);
    struct person *authors;

    *copy = *record;
    copy->fillings = NULL;
    copy->filling_count = 0;
#define LIST(NAME, name, member, count, role) \
    copy->member = copy_list(record->member, record->count, sizeof *record->member, &at);
#include "record/fields.def"
    authors = (struct person *)copy->authors;
#define TEXT(number, NAME, name, type, member, role) copy_text(&copy->member, &at);
#include "record/fields.def"
    for (size_t i = 0; i < record->author_count; i++) {
        copy_text(&authors[i].family, &at);
        copy_text(&authors[i].given, &at);
        copy_text(&authors[i].suffix, &at);
        copy_text(&authors[i].literal, &at);
    }
    return copy;
}

field_set record_fields(const struct record *record)
{
    field_set fields = 0;

#define TEXT(number, NAME, name, type, member, role)            \
    if ((ROLE_##role & FILLED_ROLES) && record->member.len > 0) \
        fields |= FIELD_BIT(FIELD_##NAME);
#define LIST(NAME, name, member, count, role) \
    if (record->count > 0)                    \
        fields |= FIELD_BIT(FIELD_##NAME);
#include "record/fields.def"
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
    if (fields & FIELD_BIT(FIELD_ABSTRACT))
        record->abstract_truncated = other->abstract_truncated;
}

void record_set(struct record *record, const struct record *other, field_set fields)
{
    take_fields(record, other, fields & (fields_of(FILLED_ROLES) | FIELD_BIT(FIELD_DIGEST_DATE)));
}

void record_clear(struct record *record, field_set fields)
{
    take_fields(record, &(struct record){ 0 }, fields);
}

/* FNV-1a. */
static uint64_t fnv_byte(uint64_t hash, unsigned byte)
{
    return (hash ^ byte) * UINT64_C(0x100000001B3);
}

static uint64_t fnv_text(uint64_t hash, struct view text)
{
    for (size_t at = 0; at < text.len; at++)
        hash = fnv_byte(hash, (unsigned char)text.at[at]);
    return fnv_byte(hash, 0x100); /* the end: no byte has this value */
}

bool record_same_text(const struct record *a, const struct record *b)
{
#define TEXT(number, NAME, name, type, member, role)                       \
    if ((ROLE_##role & FILLED_ROLES) && !view_equal(a->member, b->member)) \
        return false;
#include "record/fields.def"
    return a->hash == b->hash && a->announce == b->announce &&
           a->abstract_truncated == b->abstract_truncated && a->author_count == 0 &&
           b->author_count == 0 && a->version_count == 0 && b->version_count == 0;
}

uint64_t record_hash(const struct record *record)
{
    struct record winner = *record, nothing = { 0 };
    uint64_t hash = UINT64_C(0xCBF29CE484222325);

    if (record->hash)
        return record->hash;
    for (size_t i = 0; i < record->filling_count; i++)
        record_set(&winner, &nothing, record->fillings[i].fields);
#define TEXT(number, NAME, name, type, member, role)  \
    if (ROLE_##role & (ROLE_COMMON | ROLE_ANNOUNCED)) \
        hash = fnv_text(hash, winner.member);
#include "record/fields.def"
    hash = fnv_byte(hash, winner.announce);
    hash = fnv_byte(hash, winner.abstract_truncated);
    return hash ? hash : 1;
}

uint64_t record_metadata_hash(const struct record *record)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);

#define TEXT(number, NAME, name, type, member, role) \
    if (ROLE_##role == ROLE_METADATA)                \
        hash = fnv_text(hash, record->member);
#include "record/fields.def"
    for (size_t i = 0; i < record->author_count; i++) {
        const struct person *person = &record->authors[i];
        hash = fnv_text(fnv_text(hash, person->family), person->given);
        hash = fnv_text(fnv_text(hash, person->suffix), person->literal);
    }
    for (size_t i = 0; i < record->version_count; i++) {
        hash = fnv_byte(hash, record->versions[i].number);
        hash = fnv_byte(hash, (unsigned)record->versions[i].submitted.seconds);
    }
    return fnv_text(hash, record->abstract.in[LANGUAGE_EN]);
}
