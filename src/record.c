#include "record.h"

#include <stddef.h>
#include <string.h>

/* Every field of text: what a copy must carry with it. */
static const struct text_field {
    size_t offset;
    enum field field;
} text_fields[] = {
    { offsetof(struct record, source.file), FIELD_FILE },
    { offsetof(struct record, arxiv_id), FIELD_ARXIV_ID },
    { offsetof(struct record, url), FIELD_URL },
    { offsetof(struct record, doi), FIELD_DOI },
    { offsetof(struct record, primary_category), FIELD_PRIMARY_CATEGORY },
    { offsetof(struct record, title.in[LANGUAGE_EN]), FIELD_TITLE },
    { offsetof(struct record, title.in[LANGUAGE_ZH]), FIELD_TITLE_ZH },
    { offsetof(struct record, summary.in[LANGUAGE_EN]), FIELD_SUMMARY },
    { offsetof(struct record, summary.in[LANGUAGE_ZH]), FIELD_SUMMARY_ZH },
    { offsetof(struct record, abstract.in[LANGUAGE_EN]), FIELD_ABSTRACT },
    { offsetof(struct record, abstract.in[LANGUAGE_ZH]), FIELD_ABSTRACT_ZH },
    { offsetof(struct record, channel), FIELD_CHANNEL },
};

/* From here up, the fields of text that one announcement may lack and another
 * have; the ones before it say which paper and which announcement it is. */
enum { FIRST_FILLED = 4, TEXT_FIELDS = sizeof text_fields / sizeof *text_fields };

static struct view *text_field(struct record *record, size_t index)
{
    return (struct view *)(void *)((char *)record + text_fields[index].offset);
}

static struct view text_of(const struct record *record, size_t index)
{
    struct view text;
    memcpy(&text, (const char *)record + text_fields[index].offset, sizeof text);
    return text;
}

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
    return stands_in ? (struct view){ 0 } : text->in[language_other(leads)];
}

struct record *record_copy(const struct record *record)
{
    size_t size = sizeof *record;
    struct record *copy;
    char *at;

    for (size_t i = 0; i < TEXT_FIELDS; i++)
        size += text_of(record, i).len;
    copy = memory_resize(NULL, size);
    *copy = *record;
    copy->categories = copy->channels = (struct view){ 0 };
    copy->fillings = NULL;
    copy->filling_count = 0;
    at = (char *)(copy + 1);
    for (size_t i = 0; i < TEXT_FIELDS; i++) {
        struct view *text = text_field(copy, i);
        if (text->len == 0)
            continue;
        memcpy(at, text->at, text->len);
        text->at = at;
        at += text->len;
    }
    return copy;
}

uint32_t record_fields(const struct record *record)
{
    uint32_t fields = 0;

    for (size_t i = FIRST_FILLED; i < TEXT_FIELDS; i++) {
        if (text_of(record, i).len > 0)
            fields |= FIELD_BIT(text_fields[i].field);
    }
    if (record->announce != ANNOUNCE_ABSENT)
        fields |= FIELD_BIT(FIELD_ANNOUNCE);
    if (record->announced.origin == MOMENT_KNOWN)
        fields |= FIELD_BIT(FIELD_DIGEST_DATE);
    return fields;
}

void record_set(struct record *record, const struct record *other, uint32_t fields)
{
    for (size_t i = FIRST_FILLED; i < TEXT_FIELDS; i++) {
        if (fields & FIELD_BIT(text_fields[i].field))
            *text_field(record, i) = text_of(other, i);
    }
    if (fields & FIELD_BIT(FIELD_ABSTRACT))
        record->abstract_truncated = other->abstract_truncated;
    if (fields & FIELD_BIT(FIELD_ANNOUNCE))
        record->announce = other->announce;
    if (fields & FIELD_BIT(FIELD_DIGEST_DATE))
        record->announced = other->announced;
}

/* FNV-1a. */
static uint64_t hash_byte(uint64_t hash, unsigned byte)
{
    return (hash ^ byte) * UINT64_C(0x100000001B3);
}

bool record_same_text(const struct record *a, const struct record *b)
{
    for (size_t i = FIRST_FILLED; i < TEXT_FIELDS; i++) {
        if (!view_equal(text_of(a, i), text_of(b, i)))
            return false;
    }
    return a->hash == b->hash && a->announce == b->announce &&
           a->abstract_truncated == b->abstract_truncated;
}

uint64_t record_hash(const struct record *record)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);

    if (record->hash)
        return record->hash;
    for (size_t i = FIRST_FILLED; i < TEXT_FIELDS; i++) {
        struct view text = text_of(record, i);
        for (size_t at = 0; at < text.len; at++)
            hash = hash_byte(hash, (unsigned char)text.at[at]);
        hash = hash_byte(hash, 0x100); /* the end, which no byte is */
    }
    hash = hash_byte(hash, record->announce);
    hash = hash_byte(hash, record->abstract_truncated);
    return hash ? hash : 1;
}
