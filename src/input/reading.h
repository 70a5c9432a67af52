/* Reads inputs of any kind, one after another, each by the reader that recognises it. */
#ifndef REFMILL_INPUT_READING_H
#define REFMILL_INPUT_READING_H

#include "input/reader.h"

struct reading;

/* What the records become. */
enum reading_use {
    READ_TO_CONVERT, /* outputs */
    READ_TO_JOIN,    /* metadata of other records */
    READ_TO_EXCLUDE  /* papers to leave out; only here may content choose a reader with gives_ids */
};

/* Creates a reading. `reader` reads all inputs; if it is NULL, their content chooses. `wanted` is
 * copied; `diag` and what `wanted` points to are the caller's. */
struct reading *reading_create(const struct reader *reader, enum reading_use use,
                               enum on_fault on_fault, struct wanted wanted, struct diag *diag);
void reading_free(struct reading *reading);

/* Starts an open input, which must outlive the reading of it. */
void reading_start(struct reading *reading, const struct input *input);

/* True if the input has nothing but white space. */
bool reading_is_empty(const struct reading *reading);

/* Reads the next batch (reader.h). Returns false at the end of the input, also after an error,
 * which is reported. */
bool reading_next(struct reading *reading, struct batch *batch);

/* Returns the errno of a failed read(2), EIO if unpacking failed, or EFBIG if the input is too
 * large, none of which is a fault of the text; 0 if all was read. */
int reading_unreadable(const struct reading *reading);

/* True if the reader of the input gives identifiers and citation keys only; a batch then has all
 * those of one entry. Call it between reading_start and the end of the input. */
bool reading_gives_ids(const struct reading *reading);

/* True if the reader of the input is_bilingual. Call it at the same time. */
bool reading_is_bilingual(const struct reading *reading);

/* True if no reader recognised the input. */
bool reading_is_unknown(const struct reading *reading);

#endif
