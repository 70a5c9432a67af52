/* The other input: records that refmill wrote as JSON lines (formats/jsonl.c),
 * merged or not, to be merged again or put out in another format. */
#ifndef REFMILL_RECORDS_H
#define REFMILL_RECORDS_H

#include "digest.h"

struct records_reader;

/* As digest_create and the rest, with a record a line for a digest. Members
 * that are absent are absent in the record, others than the record's are passed
 * over; a line that is no record is an error. */
struct records_reader *records_create(struct window *window, struct diag *diag);
void records_free(struct records_reader *reader);
void records_start(struct records_reader *reader, const struct digest_input *input);
bool records_next(struct records_reader *reader, struct digest *digest);

#endif
