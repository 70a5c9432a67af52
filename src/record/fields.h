/* The fields of a record by name and role (fields.def): gives them as text, and leaves out some
 * before output. */
#ifndef REFMILL_RECORD_FIELDS_H
#define REFMILL_RECORD_FIELDS_H

#include "record/record.h"

/* The roles of fields.def, one bit each. */
enum field_role {
    ROLE_IDENTITY = 1,
    ROLE_COMMON = 2,
    ROLE_ANNOUNCED = 4,
    ROLE_METADATA = 8,
    ROLE_UNITED = 16,
    ROLE_PART = 32,
    ROLE_KEPT = 64
};

/* Returns all fields that have any of these roles. */
static inline field_set fields_of(unsigned roles)
{
    field_set fields = 0;

#define FIELD(number, NAME, name, type, member, role) \
    fields |= roles & ROLE_##role ? FIELD_BIT(FIELD_##NAME) : 0;
#define LIST(NAME, name, member, count, role) FIELD(, NAME, , , , role)
#include "record/fields.def"
    return fields;
}

/* Returns the name in fields.def, such as "arxiv_id". */
const char *field_name(enum field field);

/* Adds the fields in a comma-separated list of names to the set. If a name is unknown, returns
 * false and sets *unknown to it. */
bool fields_read(struct view list, field_set *fields, struct view *unknown);

/* Empties these fields of a record that is about to be written. The other language stands
 * in for a title that is left out, since an entry needs one, but not for an abstract or summary.
 * KEPT fields stay: formats that have columns for them (csv, jsonl) leave those out
 * themselves. */
void fields_leave_out(struct record *record, field_set fields);

/* Returns a TEXT field, empty if it is absent; NULL for any other field. */
const struct view *field_text(const struct record *record, enum field field);

/* Returns a number, or 1 for a flag that is set; 0 if the field is absent or neither. */
uint64_t field_number(const struct record *record, enum field field);

/* Appends the field as text: a number in decimal, a date as in jsonl, a set of words with
 * spaces between. Appends nothing for lists and absent fields. */
void field_put(const struct record *record, enum field field, struct buffer *out);

#endif
