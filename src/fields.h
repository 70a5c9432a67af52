/* The fields of a record by the names that jsonl gives them, and leaving some
 * of them out of what a writer sees. */
#ifndef REFMILL_FIELDS_H
#define REFMILL_FIELDS_H

#include "record.h"

enum field {
    FIELD_REF,
    FIELD_ARXIV_ID,
    FIELD_VERSION,
    FIELD_PRIMARY_CATEGORY,
    FIELD_ANNOUNCE,
    FIELD_URL,
    FIELD_DOI,
    FIELD_DATE,
    FIELD_TITLE,
    FIELD_TITLE_ZH,
    FIELD_TITLE_TEXT, /* jsonl's own: the title as Unicode */
    FIELD_AUTHORS,
    FIELD_SUMMARY,
    FIELD_SUMMARY_ZH,
    FIELD_ABSTRACT,
    FIELD_ABSTRACT_ZH,
    FIELD_ABSTRACT_TRUNCATED,
    FIELD_CHANNEL,
    FIELD_DIGEST_DATE,
    FIELD_FILE,
    FIELD_LINE,
    FIELDS
};

/* A set of fields has a bit for each. */
#define FIELD_BIT(field) (UINT32_C(1) << (field))
enum { ALL_FIELDS = FIELD_BIT(FIELDS) - 1 };

/* "arxiv_id". */
const char *field_name(enum field field);

/* Adds the fields in a list of names with commas between to the set. False
 * when a name is no field's; *unknown is then that name. */
bool fields_read(struct view list, uint32_t *fields, struct view *unknown);

/* Empties these fields of a record that is about to be written. A title in the
 * other language then takes an empty title's place, since an entry wants one;
 * nothing takes an abstract's or a summary's. The number, the digest's date
 * and where a record was read stay: what has columns for them (csv, jsonl)
 * leaves those out itself. */
void fields_leave_out(struct record *record, uint32_t fields);

#endif
