#include "record/fields.h"

#include "tex/tex.h"

static const char *const names[FIELDS] = {
#define FIELD(number, NAME, name, type, member, role) [FIELD_##NAME] = #name,
#define LIST(NAME, name, member, count, role) [FIELD_##NAME] = #name,
#define NAMED(NAME, name) [FIELD_##NAME] = #name,
#include "record/fields.def"
};

const char *field_name(enum field field)
{
    return names[field];
}

bool fields_read(struct view list, field_set *fields, struct view *unknown)
{
    for (;;) {
        struct view item = { list.at, view_find_byte(list, ',') }, name = view_trim(item);
        unsigned field = 0;

        while (field < FIELDS && !view_equal_ignoring_case(name, view_of(names[field])))
            field++;
        if (field == FIELDS) {
            *unknown = name;
            return false;
        }
        *fields |= FIELD_BIT(field);
        if (item.len == list.len)
            return true;
        list = view_skip(list, item.len + 1);
    }
}

static void keep_out(struct bilingual *text, bool original, bool translation)
{
    text->left_out[LANGUAGE_EN] = text->left_out[LANGUAGE_EN] || original;
    text->left_out[LANGUAGE_ZH] = text->left_out[LANGUAGE_ZH] || translation;
}

void fields_leave_out(struct record *record, field_set fields)
{
    if (fields == 0)
        return;
    if (fields & FIELD_BIT(FIELD_PRIMARY_CATEGORY))
        fields |= FIELD_BIT(FIELD_CATEGORIES);
    if (fields & FIELD_BIT(FIELD_DOI)) /* the publisher's DOI stands in for it */
        fields |= FIELD_BIT(FIELD_PUBLISHER_DOI);
    record_clear(record, fields & ~fields_of(ROLE_KEPT));
    keep_out(&record->summary, fields & FIELD_BIT(FIELD_SUMMARY),
             fields & FIELD_BIT(FIELD_SUMMARY_ZH));
    keep_out(&record->abstract, fields & FIELD_BIT(FIELD_ABSTRACT),
             fields & FIELD_BIT(FIELD_ABSTRACT_ZH));
}

/* ---- A field as text ----------------------------------------------------- */

const struct view *field_text(const struct record *record, enum field field)
{
    switch (field) {
#define TEXT(number, NAME, name, type, member, role) \
    case FIELD_##NAME:                               \
        return &record->member;
#include "record/fields.def"
    default:
        return NULL;
    }
}

uint64_t field_number(const struct record *record, enum field field)
{
    switch (field) {
#define NUMBER(number, NAME, name, type, member, role) \
    case FIELD_##NAME:                                 \
        return record->member;
#include "record/fields.def"
    default:
        return 0;
    }
}

/* Text for the types of fields.def for which date.h has no function. */
static void announce_put(enum announce announce, struct buffer *out)
{
    buffer_put(out, announce_name(announce));
}

static void translation_put(enum translation translation, struct buffer *out)
{
    buffer_put(out, translation_name(translation));
}

static void unicode_put(struct bilingual title, struct buffer *out)
{
    tex_put_text(out, title.in[LANGUAGE_EN]);
}

static void day_put(struct moment announced, struct buffer *out)
{
    date_put(date_of(announced), out);
}

/* Appends nothing if the time says no more than the day. */
static void day_time_put(struct moment announced, struct buffer *out)
{
    if (announced.origin != MOMENT_KNOWN || announced.seconds != seconds_of(date_of(announced)))
        moment_put(announced, out);
}

static void time_put(struct moment moment, struct buffer *out)
{
    if (moment.origin != MOMENT_ABSENT)
        seconds_put_rfc3339(moment.seconds, out);
}

void field_put(const struct record *record, enum field field, struct buffer *out)
{
    switch (field) {
#define TEXT(number, NAME, name, type, member, role) \
    case FIELD_##NAME:                               \
        buffer_put(out, record->member);             \
        break;
#define NUMBER(number, NAME, name, type, member, role) \
    case FIELD_##NAME:                                 \
        if (record->member > 0)                        \
            buffer_put_number(out, record->member);    \
        break;
#define FIELD(number, NAME, name, type, member, role) \
    case FIELD_##NAME:                                \
        type##_put(record->member, out);              \
        break;
#include "record/fields.def"
    default:
        break;
    }
}
