#include "output/record_access.h"

#include "tex/tex.h"

void made_free(struct made *made)
{
    arena_free(&made->texts);
    buffer_free(&made->scratch);
}

struct refmill_text record_access_text(struct view view)
{
    return (struct refmill_text){ view.at, view.len };
}

/* Moves the contents of the scratch buffer to the arena. */
static struct view keep_made(struct made *made)
{
    struct view text = arena_copy(&made->texts, buffer_view(&made->scratch));

    made->scratch.len = 0;
    return text;
}

/* ---- Fields as text ----------------------------------------------------- */

/* refmill.h and fields.def must have the same numbers. */
#define FIELD(number, NAME, name, type, member, role) \
    _Static_assert(REFMILL_FIELD_##NAME == (number), #name);
#include "record/fields.def"

/* Returns FIELDS for an unknown number. */
static enum field field_of_number(enum refmill_field number)
{
    switch (number) {
#define FIELD(number, NAME, name, type, member, role) \
    case REFMILL_FIELD_##NAME:                        \
        return FIELD_##NAME;
#include "record/fields.def"
    default:
        return FIELDS;
    }
}

/* True for an omitted field that fields_leave_out left in the record, and for FIELDS. */
static bool is_hidden(const struct refmill_record *shown, enum field field)
{
    return field == FIELDS || (shown->omitted & fields_of(ROLE_KEPT) & FIELD_BIT(field));
}

static struct view text_of_number(const struct refmill_record *shown, enum refmill_field number)
{
    enum field field = field_of_number(number);
    const struct view *text = number == REFMILL_FIELD_KEY ? &shown->record->key
                                                          : field_text(shown->record, field);

    if (number != REFMILL_FIELD_KEY && is_hidden(shown, field))
        return VIEW("");
    if (text)
        return *text;
    field_put(shown->record, field, &shown->made->scratch);
    return keep_made(shown->made);
}

struct refmill_text refmill_record_text(const refmill_record *record, enum refmill_field field)
{
    return record_access_text(text_of_number(record, field));
}

struct refmill_text refmill_record_plain(const refmill_record *record, enum refmill_field field)
{
    struct view text = text_of_number(record, field);

    tex_put_text(&record->made->scratch, text);
    return record_access_text(keep_made(record->made));
}

struct refmill_text refmill_record_leading(const refmill_record *record, enum refmill_field field,
                                           enum refmill_language leads)
{
    enum language language = leads == REFMILL_CHINESE ? LANGUAGE_ZH : LANGUAGE_EN;

    switch (field) {
    case REFMILL_FIELD_TITLE:
        return record_access_text(bilingual_leading(&record->record->title, language));
    case REFMILL_FIELD_SUMMARY:
        return record_access_text(bilingual_leading(&record->record->summary, language));
    case REFMILL_FIELD_ABSTRACT:
        return record_access_text(bilingual_leading(&record->record->abstract, language));
    default:
        return refmill_record_text(record, field);
    }
}

/* ---- Numbers and lists -------------------------------------------------- */

unsigned long refmill_record_number(const refmill_record *record, enum refmill_field field)
{
    enum field known = field_of_number(field);

    return is_hidden(record, known) ? 0 : (unsigned long)field_number(record->record, known);
}

int refmill_record_author(const refmill_record *record, size_t index, struct refmill_person *author)
{
    const struct person *person = record->record->authors + index;

    if (index >= record->record->author_count)
        return 0;
    *author = (struct refmill_person){ record_access_text(person->family),
                                       record_access_text(person->given),
                                       record_access_text(person->suffix),
                                       record_access_text(person->literal) };
    return 1;
}

int refmill_record_submission(const refmill_record *record, size_t index,
                              struct refmill_submission *submission)
{
    const struct version *known = record->record->versions + index;

    if (index >= record->record->version_count)
        return 0;
    moment_put(known->submitted, &record->made->scratch);
    *submission =
        (struct refmill_submission){ known->number, record_access_text(keep_made(record->made)) };
    return 1;
}

int refmill_record_topic(const refmill_record *record, size_t index, struct refmill_text *topic)
{
    if (index >= record->record->topic_count)
        return 0;
    *topic = record_access_text(record->record->topics[index]);
    return 1;
}
