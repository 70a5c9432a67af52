/* Finds the name that a misspelled word may have meant. */
#ifndef REFMILL_TEXT_SUGGESTION_H
#define REFMILL_TEXT_SUGGESTION_H

#include <stddef.h>

#include "text/text.h"

/* Set `word` to the misspelled word and all else to zero. */
struct suggestion {
    struct view word;
    const char *name; /* the nearest one offered so far; NULL if none is near */
    size_t slips;     /* letters to insert, drop, change or swap */
};

/* Offers a name that may have been meant. The nearest name wins; of equally near ones, the first.
 * Up to a third of the word's letters may be wrong. Case is ignored. */
void suggestion_offer(struct suggestion *suggestion, const char *name);

/* Appends "did you mean --sort? ", in which "--" is `sign`, or nothing if no name is near. A NUL,
 * which does not count as text, follows. */
void suggestion_put_question(const struct suggestion *suggestion, const char *sign,
                             struct buffer *out);

#endif
