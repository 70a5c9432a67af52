/* The fields of a record by the names that jsonl gives them, and leaving some
 * of them out of what a writer sees. */
#ifndef REFMILL_RECORD_FIELDS_H
#define REFMILL_RECORD_FIELDS_H

#include "record/record.h"

/* "arxiv_id". */
const char *field_name(enum field field);

/* Adds the fields in a list of names with commas between to the set. False
 * when a name is no field's; *unknown is then that name. */
bool fields_read(struct view list, field_set *fields, struct view *unknown);

/* Empties these fields of a record that is about to be written. A title in the
 * other language then takes an empty title's place, since an entry wants one;
 * nothing takes an abstract's or a summary's. The number, the digest's date
 * and where a record was read stay: what has columns for them (csv, jsonl)
 * leaves those out itself. */
void fields_leave_out(struct record *record, field_set fields);

#endif
