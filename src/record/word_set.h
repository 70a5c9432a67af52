/* Sets of words as text, separated by spaces: "cs.AI cs.LG". The channels of a record are such a
 * set, sorted; its categories are one in the order of their source. */
#ifndef REFMILL_RECORD_WORD_SET_H
#define REFMILL_RECORD_WORD_SET_H

#include "text/text.h"

/* Takes the first word off and returns it, or an empty view if none is left. */
struct view word_set_take(struct view *words);

/* The same, after skipping `but` if that is the first word: for the categories other than the
 * primary one. */
struct view word_set_take_other(struct view *words, struct view but);

bool word_set_have(struct view words, struct view word);

/* Returns the only word of the set, or an empty view if it has more or none. */
struct view word_set_only(struct view words);

/* Appends the union of both sets, sorted. `a` must be sorted; `b` need not be, and may have a word
 * twice. Words must not contain white space. */
void word_set_put_union(struct buffer *out, struct view a, struct view b);

/* Appends the words of `more` that `out` lacks, in their order. Returns how many were added. */
size_t word_set_put_missing(struct buffer *out, struct view more);

/* Returns the words without the last `count`. */
struct view word_set_without_last(struct view words, size_t count);

#endif
