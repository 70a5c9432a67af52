/* Splits one name, clean and in natural order, into its parts. */
#ifndef REFMILL_RECORD_AUTHOR_SPLIT_H
#define REFMILL_RECORD_AUTHOR_SPLIT_H

#include "record/person.h"

/* Returns a collaboration or a person. The family name begins at a particle, or is the
 * last word; in Han, kana and Hangul it comes first. A single word is a family name. */
struct person author_split(struct view name);

/* Returns a collaboration's name without "on behalf of", "for" and "the" before it; empty if
 * the name is a person's. */
struct view author_group_of(struct view name);

/* Takes the suffix off the end of a name, and drops degrees. Returns an empty view if there is
 * no suffix. The first word always stays. */
struct view author_take_suffix(struct view *name);

/* Takes "et al.", "et.al." or "..." off the end, or the whole name if it is "others" or "12
 * others". Returns false otherwise. */
bool author_take_others(struct view *name);

#endif
