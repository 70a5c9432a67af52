/* One name, clean and in the order in which it is read, taken apart. */
#ifndef REFMILL_RECORD_AUTHOR_SPLIT_H
#define REFMILL_RECORD_AUTHOR_SPLIT_H

#include "record/person.h"

/* A collaboration, or a person. The family begins at a particle, or is the last
 * word; it stands first in Han, kana and Hangul. A name of one word is a family. */
struct person author_split(struct view name);

/* A collaboration's name without "on behalf of", "for" and "the" before it;
 * empty when the name is not one's. */
struct view author_group_of(struct view name);

/* Takes the suffix off the end of a name, and degrees, which are lost; empty
 * when there is no suffix. The first word always stays. */
struct view author_take_suffix(struct view *name);

/* Those who are there and have no name; the literal is BibTeX's word. */
extern const struct person author_others;

/* Takes "et al." off the end, or the whole of "others" or "12 others". */
bool author_take_others(struct view *name);

#endif
