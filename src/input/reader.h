/* Reads inputs of either kind, digests and records, one after the other. */
#ifndef REFMILL_INPUT_READER_H
#define REFMILL_INPUT_READER_H

#include "input/digest.h"

struct reader;

/* What an input is; any: its content tells. */
enum input_kind { INPUT_ANY, INPUT_DIGEST, INPUT_JSONL };

/* A reader of inputs of that kind. With `keep_going` it repairs what is not UTF-8 and
 * leaves out what is in error, instead of stopping there. `diag` is the caller's. */
struct reader *reader_create(enum input_kind kind, bool keep_going, struct diag *diag);
void reader_free(struct reader *reader);

/* Begins with an open input, which outlives the reading. */
void reader_start(struct reader *reader, const struct input *input);

/* Reads the next digest, or a record as one. Its records, and all text in them,
 * live until the next call. False at the end of the input, which an error may
 * have brought about: the reports in `diag` tell. */
bool reader_next(struct reader *reader, struct digest *digest);

/* errno of a read(2) that failed, which is no fault of the input's; 0 when none
 * did. */
int reader_unreadable(const struct reader *reader);

#endif
