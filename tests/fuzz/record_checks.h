/* What must hold of every record that a reader yields, whatever it has read. A check that fails
 * says so and aborts (check.h). */
#ifndef REFMILL_FUZZ_RECORD_CHECKS_H
#define REFMILL_FUZZ_RECORD_CHECKS_H

#include "record/record.h"

/* Checks that text is UTF-8 and clean (text_clean). `what` is for the message. */
void record_check_text(const char *what, struct view text);

/* Checks that there are not too many people, and that each is sound and has clean text. */
void record_check_people(const char *what, const struct person *people, size_t count);

/* Checks all fields of a record of that reader. */
void record_check(const char *reader, const struct record *record);

/* Returns the size of all text, persons and versions of the record, in bytes. */
size_t record_check_size(const struct record *record);

#endif
