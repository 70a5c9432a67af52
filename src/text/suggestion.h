/* The name that was meant: what to suggest for one that is misspelled. */
#ifndef REFMILL_TEXT_SUGGESTION_H
#define REFMILL_TEXT_SUGGESTION_H

#include <stddef.h>

#include "text/text.h"

/* Start with the word that was said, all else zero. */
struct suggestion {
    struct view word;
    const char *name; /* the nearest that was offered so far; NULL when none is near */
    size_t slips;     /* how many letters are to be put in, left out, changed or exchanged */
};

/* A name that could have been meant; of two that are as near, the first counts. A
 * third of the word's letters may be wrong, whatever the case. */
void suggestion_offer(struct suggestion *nearest, const char *name);

/* Puts "did you mean --sort? ", the name with `sign` before it, or nothing, and a NUL. */
void suggestion_put_question(const struct suggestion *nearest, const char *sign,
                             struct buffer *out);

#endif
