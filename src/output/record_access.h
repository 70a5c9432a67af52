/* The record as refmill.h presents it. */
#ifndef REFMILL_OUTPUT_RECORD_ACCESS_H
#define REFMILL_OUTPUT_RECORD_ACCESS_H

#include "record/fields.h"
#include "refmill.h"

/* Texts that a record does not have as such, dates and the like, made when they are
 * asked for. All zero is none. */
struct made {
    struct arena texts;
    struct buffer scratch;
};

void made_free(struct made *made);

struct refmill_record {
    const struct record *record;
    struct made *made; /* freed by the caller after each record */
    field_set omitted; /* of these the KEPT ones are still in the record, and not shown */
};

struct refmill_text record_access_text(struct view view);

#endif
