#include "record/packed_record.h"

#include <string.h>

/* ---- Numbers --------------------------------------------------------------- */

/* The longest number: seven bits a byte, the lowest first; all bytes but the last have bit 7. */
enum { NUMBER_SIZE = 10 };

static char *put_packed_number(char *at, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        *at++ = (char)(number | 0x80);
    *at++ = (char)number;
    return at;
}

static uint64_t take_long_number(const char **at)
{
    uint64_t number = 0;
    unsigned shift = 0;
    unsigned char byte;

    do {
        byte = (unsigned char)*(*at)++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        shift += 7;
    } while (byte & 0x80);
    return number;
}

/* Most numbers are 0, or the length of a short text. */
static inline uint64_t take_packed_number(const char **at)
{
    return (unsigned char)**at < 0x80 ? (uint64_t) * (*at)++ : take_long_number(at);
}

/* Stands for the origin of a moment that is the same as another. */
enum { SAME_MOMENT = MOMENT_KNOWN + 1 };

/* The seconds are not a number as above, which would take five bytes, but much longer. */
static inline char *put_packed_moment(char *at, struct moment moment, struct moment usual)
{
    bool same = moment.origin == usual.origin && moment.seconds == usual.seconds;

    *at++ = (char)(same ? SAME_MOMENT : moment.origin);
    if (same || moment.origin == MOMENT_ABSENT)
        return at;
    memcpy(at, &moment.seconds, sizeof moment.seconds);
    return at + sizeof moment.seconds;
}

static inline struct moment take_packed_moment(const char **at, struct moment usual)
{
    int origin = (unsigned char)*(*at)++;
    struct moment moment = { 0, MOMENT_ABSENT };

    if (origin == SAME_MOMENT)
        return usual;
    if (origin == MOMENT_ABSENT)
        return moment;
    memcpy(&moment.seconds, *at, sizeof moment.seconds);
    *at += sizeof moment.seconds;
    moment.origin = origin == MOMENT_GUESSED ? MOMENT_GUESSED : MOMENT_KNOWN;
    return moment;
}

/* ---- Records --------------------------------------------------------------- */

/* First comes the offset of the texts, then the numbers, lengths of texts among them, and last the
 * texts. So who unpacks a record and looks at a few texts does not wait for the memory of all. */

/* What is neither a text, a number nor a list in fields.def, or has no row there. The moments often
 * are those of `announced`. */
#define OTHER_NUMBERS(row)                                                               \
    row(announce) row(translation_language) row(date.year) row(date.month) row(date.day) \
        row(source.is_metadata) row(categories_added) row(hash)
#define MOMENTS(row) row(first_seen) row(last_seen) row(version_seen) row(published) row(updated)

/* Returns what the packed record takes at most. */
static size_t packed_size(const struct record *record)
{
    size_t size = sizeof(uint32_t) + sizeof record->source.input, numbers = 2; /* announced */

#define COUNT_NUMBER(member) numbers++;
#define COUNT_MOMENT(member) numbers += 2;
#define TEXT(number, NAME, name, type, member, role) \
    numbers++;                                       \
    size += record->member.len;
#define NUMBER(number, NAME, name, type, member, role) numbers++;
#define LIST(NAME, name, member, count, role) numbers += 1 + 4 * record->count;
#include "record/fields.def"
    OTHER_NUMBERS(COUNT_NUMBER)
    MOMENTS(COUNT_MOMENT)
    for (size_t i = 0; i < record->author_count; i++) {
        const struct person *person = &record->authors[i];
        size += person->family.len + person->given.len + person->suffix.len + person->literal.len;
    }
    for (size_t i = 0; i < record->topic_count; i++)
        size += record->topics[i].len;
    return size + numbers * NUMBER_SIZE;
}

static char *put_list_numbers(char *at, const struct record *record)
{
#define LIST(NAME, name, member, count, role) at = put_packed_number(at, record->count);
#include "record/fields.def"
    for (size_t i = 0; i < record->author_count; i++) {
        at = put_packed_number(at, record->authors[i].family.len);
        at = put_packed_number(at, record->authors[i].given.len);
        at = put_packed_number(at, record->authors[i].suffix.len);
        at = put_packed_number(at, record->authors[i].literal.len);
    }
    for (size_t i = 0; i < record->version_count; i++) {
        at = put_packed_number(at, record->versions[i].number);
        at = put_packed_moment(at, record->versions[i].submitted, record->announced);
    }
    for (size_t i = 0; i < record->topic_count; i++)
        at = put_packed_number(at, record->topics[i].len);
    return at;
}

static char *put_numbers(char *at, const struct record *record)
{
#define PUT_NUMBER(member) at = put_packed_number(at, (uint64_t)record->member);
#define PUT_MOMENT(member) at = put_packed_moment(at, record->member, record->announced);
/* NOLINTNEXTLINE(bugprone-macro-parentheses): a member */
#define TEXT(number, NAME, name, type, member, role) PUT_NUMBER(member.len)
#define NUMBER(number, NAME, name, type, member, role) PUT_NUMBER(member)
#include "record/fields.def"
    OTHER_NUMBERS(PUT_NUMBER)
    at = put_packed_moment(at, record->announced, (struct moment){ 0 });
    MOMENTS(PUT_MOMENT)
    memcpy(at, &record->source.input, sizeof record->source.input);
    return put_list_numbers(at + sizeof record->source.input, record);
}

static char *copy_text(char *at, struct view text)
{
    if (text.len > 0)
        memcpy(at, text.at, text.len);
    return at + text.len;
}

void record_pack(const struct record *record, struct buffer *out)
{
    char *start = buffer_reserve(out, packed_size(record));
    char *at = put_numbers(start + sizeof(uint32_t), record);
    uint32_t texts = (uint32_t)(at - start);

    memcpy(start, &texts, sizeof texts);
#define TEXT(number, NAME, name, type, member, role) at = copy_text(at, record->member);
#include "record/fields.def"
    for (size_t i = 0; i < record->author_count; i++) {
        at = copy_text(at, record->authors[i].family);
        at = copy_text(at, record->authors[i].given);
        at = copy_text(at, record->authors[i].suffix);
        at = copy_text(at, record->authors[i].literal);
    }
    for (size_t i = 0; i < record->topic_count; i++)
        at = copy_text(at, record->topics[i]);
    out->len = (size_t)(at - out->at);
}

/* Where the next number and the next text of a packed record are. */
struct packed_at {
    const char *number, *text;
};

static struct view take_text(struct packed_at *at)
{
    struct view text = { at->text, (size_t)take_packed_number(&at->number) };

    at->text += text.len;
    return text;
}

static void take_lists(struct packed_at *at, struct arena *arena, struct record *record)
{
    struct person *authors = NULL;
    struct version *versions = NULL;
    struct view *topics = NULL;

/* NOLINTBEGIN(bugprone-macro-parentheses): a member */
#define LIST(NAME, name, member, count, role)                       \
    record->count = (size_t)take_packed_number(&at->number);        \
    if (record->count > 0)                                          \
        member = arena_take(arena, record->count * sizeof *member); \
    record->member = member;
/* NOLINTEND(bugprone-macro-parentheses) */
#include "record/fields.def"
    for (size_t i = 0; i < record->author_count; i++) {
        authors[i].family = take_text(at);
        authors[i].given = take_text(at);
        authors[i].suffix = take_text(at);
        authors[i].literal = take_text(at);
    }
    for (size_t i = 0; i < record->version_count; i++) {
        versions[i].number = (unsigned)take_packed_number(&at->number);
        versions[i].submitted = take_packed_moment(&at->number, record->announced);
    }
    for (size_t i = 0; i < record->topic_count; i++)
        topics[i] = take_text(at);
}

void record_unpack(const char *packed, struct arena *arena, struct record *record)
{
    struct packed_at at = { packed + sizeof(uint32_t), packed };
    uint32_t texts;

    *record = (struct record){ 0 };
    memcpy(&texts, packed, sizeof texts);
    at.text += texts;
#define TAKE_NUMBER(member) \
    record->member = (__typeof__(record->member))take_packed_number(&at.number);
#define TAKE_MOMENT(member) record->member = take_packed_moment(&at.number, record->announced);
#define TEXT(number, NAME, name, type, member, role) record->member = take_text(&at);
#define NUMBER(number, NAME, name, type, member, role) TAKE_NUMBER(member)
#include "record/fields.def"
    OTHER_NUMBERS(TAKE_NUMBER)
    record->announced = take_packed_moment(&at.number, (struct moment){ 0 });
    MOMENTS(TAKE_MOMENT)
    memcpy(&record->source.input, at.number, sizeof record->source.input);
    at.number += sizeof record->source.input;
    take_lists(&at, arena, record);
}
