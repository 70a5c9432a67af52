/* Reads records that refmill wrote as JSON lines (formats/jsonl.c), merged or not, to merge
 * them again or write them in another format. */
#ifndef REFMILL_INPUT_JSONL_H
#define REFMILL_INPUT_JSONL_H

#include "input/digest.h"

struct jsonl_reader;

/* The same functions as in digest.h, where each line is a digest of one record. Absent members are
 * absent in the record; unknown ones are ignored. A line that is not a record is an error. */
struct jsonl_reader *jsonl_create(struct window *window, struct diag *diag);
void jsonl_free(struct jsonl_reader *reader);
void jsonl_start(struct jsonl_reader *reader, const struct input *input);
bool jsonl_next(struct jsonl_reader *reader, struct digest *digest);

#endif
