/* Reads inputs of either kind, digests and JSON lines, one after another. */
#ifndef REFMILL_INPUT_READER_H
#define REFMILL_INPUT_READER_H

#include "input/digest.h"

struct reader;

/* The kind of an input. INPUT_ANY: the content tells. */
enum input_kind { INPUT_ANY, INPUT_DIGEST, INPUT_JSONL };

/* Creates a reader of inputs of that kind. With `keep_going` it repairs malformed UTF-8 and
 * leaves out what is in error instead of stopping there. `diag` is the caller's. */
struct reader *reader_create(enum input_kind kind, bool keep_going, struct diag *diag);
void reader_free(struct reader *reader);

/* Starts an open input, which must outlive the reading. */
void reader_start(struct reader *reader, const struct input *input);

/* Reads the next digest, or a record as one. Its records and their text live until the next
 * call. Returns false at the end of the input, also after an error, which is reported in
 * `diag`. */
bool reader_next(struct reader *reader, struct digest *digest);

/* Returns the errno of a failed read(2), which is not a fault of the input; 0 if none failed. */
int reader_unreadable(const struct reader *reader);

#endif
