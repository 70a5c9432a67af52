/* Sets of words as text: sorted, once each, a space between, "cs.AI cs.LG".
 * So the record has the channels that announced a paper and its categories. */
#ifndef REFMILL_RECORD_WORD_SET_H
#define REFMILL_RECORD_WORD_SET_H

#include "text/text.h"

/* Takes the first word off; returns an empty one if none is left. */
struct view word_set_take(struct view *words);

/* The same for the first word that is not this one: the categories behind the
 * primary one. */
struct view word_set_take_other(struct view *words, struct view but);

bool word_set_have(struct view words, struct view word);

/* The only word of the set; empty when there are more, or none. */
struct view word_set_only(struct view words);

/* Puts the words of both sets. Words have no white space in them. */
void word_set_put_union(struct buffer *out, struct view a, struct view b);

#endif
