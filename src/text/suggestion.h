/* Finds the name that may have been meant by a misspelled one. */
#ifndef REFMILL_TEXT_SUGGESTION_H
#define REFMILL_TEXT_SUGGESTION_H

#include <stddef.h>

#include "text/text.h"

/* Begin with the word that was given, all else zero. */
struct suggestion {
    struct view word;
    const char *name; /* the nearest one offered so far; NULL: none is near */
    size_t slips;     /* letters to insert, drop, change or exchange */
};

/* Offers a name that could have been meant; of two that are equally near the first one
 * wins. Up to a third of the word's letters may be wrong; case is ignored. */
void suggestion_offer(struct suggestion *suggestion, const char *name);

/* Puts "did you mean --sort? ", the name with `sign` before it, or nothing, and a NUL. */
void suggestion_put_question(const struct suggestion *suggestion, const char *sign,
                             struct buffer *out);

#endif
