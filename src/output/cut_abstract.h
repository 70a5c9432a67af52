/* Shortens an abstract that was cut, so that it ends in a whole word and a mark. */
#ifndef REFMILL_OUTPUT_CUT_ABSTRACT_H
#define REFMILL_OUTPUT_CUT_ABSTRACT_H

#include "record/record.h"

/* If the abstract was cut (abstract_truncated), marks it by "…". The original is cut back to its
 * last whole word, and out of a formula that the cut left open; if it does not end with a sentence,
 * the translation of its last words means little and is cut back to its last clause. The new texts
 * are in `scratch` (which is emptied), valid until that changes. */
void cut_abstract_mark(struct record *record, struct buffer *scratch);

#endif
