/* The record as refmill.h shows it. */
#ifndef REFMILL_OUTPUT_RECORD_ACCESS_H
#define REFMILL_OUTPUT_RECORD_ACCESS_H

#include "record/fields.h"
#include "refmill.h"

/* Texts that a record does not have as such, dates and the like, made when they are
 * asked for; all zero is none. */
struct made {
    struct arena texts;
    struct buffer scratch;
};

void made_free(struct made *made);

struct refmill_record {
    const struct record *record;
    struct made *made; /* who shows the record forgets them behind it */
    field_set omitted; /* what fields_leave_out leaves to who shows the record too */
};

struct refmill_text record_access_text(struct view view);

#endif
