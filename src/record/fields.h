/* The fields of a record by name and by role (fields.def), as text, and leaving some of
 * them out of what a writer sees. */
#ifndef REFMILL_RECORD_FIELDS_H
#define REFMILL_RECORD_FIELDS_H

#include "record/record.h"

/* The roles of fields.def, a bit each. */
enum field_role {
    ROLE_IDENTITY = 1,
    ROLE_COMMON = 2,
    ROLE_ANNOUNCED = 4,
    ROLE_METADATA = 8,
    ROLE_UNITED = 16,
    ROLE_PART = 32,
    ROLE_KEPT = 64
};

/* All fields with one of these roles, which are added up. */
static inline field_set fields_of(unsigned roles)
{
    field_set fields = 0;

#define FIELD(number, NAME, name, type, member, role) \
    fields |= roles & ROLE_##role ? FIELD_BIT(FIELD_##NAME) : 0;
#define LIST(NAME, name, member, count, role) FIELD(, NAME, , , , role)
#include "record/fields.def"
    return fields;
}

/* "arxiv_id". */
const char *field_name(enum field field);

/* Adds the fields in a list of names with commas between to the set. False if a name
 * is not that of a field; *unknown is then that name. */
bool fields_read(struct view list, field_set *fields, struct view *unknown);

/* Empties these fields of a record that is about to be written. A title in the
 * other language then takes an empty title's place, since an entry wants one;
 * nothing takes an abstract's or a summary's. Fields that are KEPT stay: formats that
 * have columns for them (csv, jsonl) leave those out themselves. */
void fields_leave_out(struct record *record, field_set fields);

/* The field if the record has it as text; else NULL. */
const struct view *field_text(const struct record *record, enum field field);

/* A number, or 1 for a flag that is set; 0 if the field is absent or neither. */
uint64_t field_number(const struct record *record, enum field field);

/* Puts the field as text: a number in decimal, a date as jsonl writes it, a set of words
 * with spaces between; nothing for what is absent and for lists. */
void field_put(const struct record *record, enum field field, struct buffer *out);

#endif
