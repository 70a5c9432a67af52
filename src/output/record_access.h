/* Presents a record as refmill.h describes it. */
#ifndef REFMILL_OUTPUT_RECORD_ACCESS_H
#define REFMILL_OUTPUT_RECORD_ACCESS_H

#include "record/fields.h"
#include "refmill.h"

/* Texts that are made on request, such as dates. Initialise to zero. */
struct made {
    struct arena texts;
    struct buffer scratch;
};

void made_free(struct made *made);

struct refmill_record {
    const struct record *record;
    struct made *made; /* the caller resets its texts after each record */
    field_set omitted; /* hidden; those with ROLE_KEPT are still in the record */
};

struct refmill_text record_access_text(struct view view);

#endif
