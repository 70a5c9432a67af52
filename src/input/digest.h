/* Reads Markdown digests into records.
 *
 * A digest is a table and its notes. An input is any number of digests, read one at a time
 * through a window that is reused, so that the largest digest bounds the memory. */
#ifndef REFMILL_INPUT_DIGEST_H
#define REFMILL_INPUT_DIGEST_H

#include "record/record.h"
#include "input/window.h"

struct digest {
    const struct record *records; /* of rows, in their order, then of notes without a row */
    size_t count;
    size_t sound; /* the number of records before the first error, else count */
    bool erred;   /* an error in the digest was reported */
};

struct digest_reader;

/* Creates a reader of any number of inputs, one after another. The window is the caller's and must
 * outlive the reader. */
struct digest_reader *digest_create(struct window *window, struct diag *diag);
void digest_free(struct digest_reader *reader);

/* Starts reading an input, after window_start was called with it; it must outlive the reading. */
void digest_start(struct digest_reader *reader, const struct input *input);

/* Reads the next digest. Its records and their text live until the next call. Returns false at
 * the end of the input, also after an error, which is reported in `diag`. */
bool digest_next(struct digest_reader *reader, struct digest *digest);

#endif
