/* The name that was meant: what to suggest for one that is misspelled. */
#ifndef REFMILL_NEAREST_H
#define REFMILL_NEAREST_H

#include <stddef.h>

#include "text.h"

/* Start with the word that was said, all else zero. */
struct nearest {
    struct view word;
    const char *name; /* the nearest that was offered so far; NULL when none is near */
    size_t slips;     /* how many letters are to be put in, left out, changed or exchanged */
};

/* A name that could have been meant; of two that are as near, the first counts. A
 * third of the word's letters may be wrong, whatever the case. */
void nearest_offer(struct nearest *nearest, const char *name);

/* Puts "did you mean --sort? ", the name with `sign` before it, or nothing, and a NUL. */
void nearest_put_question(const struct nearest *nearest, const char *sign, struct buffer *out);

#endif
