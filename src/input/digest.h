/* Reads Markdown digests into records.
 *
 * A digest is a table and its notes; an input is any number of them, one after the
 * other. They are read one at a time through a window that is used again, so that an
 * input of any length takes only the memory of its largest digest. */
#ifndef REFMILL_INPUT_DIGEST_H
#define REFMILL_INPUT_DIGEST_H

#include "record/record.h"
#include "input/window.h"

struct digest {
    const struct record *records; /* in the order of the table, orphan notes last */
    size_t count;
    size_t sound; /* how many records come before the first error; else count */
    bool erred;
};

struct digest_reader;

/* A reader of one input after another through the window, which is the caller's and
 * outlives it. */
struct digest_reader *digest_create(struct window *window, struct diag *diag);
void digest_free(struct digest_reader *reader);

/* Begins with an input that the window began with, and that outlives the reading. */
void digest_start(struct digest_reader *reader, const struct input *input);

/* Reads the next digest. Its records, and all text in them, live until the
 * next call. False at the end of the input, which an error may have brought
 * about: the reports in `diag` tell. */
bool digest_next(struct digest_reader *reader, struct digest *digest);

#endif
