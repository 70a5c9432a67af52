/* The text of names before it is taken apart: TeX and affiliations go. */
#ifndef REFMILL_RECORD_AUTHOR_CLEAN_H
#define REFMILL_RECORD_AUTHOR_CLEAN_H

#include "text/text.h"

/* The text as Unicode, NFC and clean (text_clean), in the arena. Gone are the
 * braces outside mathematics, superscripts that refer to notes ($^{1,2}$), and
 * what turns the direction of text round. */
struct view author_clean(struct view tex, struct arena *arena);

/* The same without what stands in round and square brackets of either width,
 * also nested; one that is not closed reaches to the end. */
struct view author_clean_unbracketed(struct view tex, struct arena *arena);

#endif
