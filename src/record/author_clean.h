/* Cleans the text of names before it is split: removes TeX and affiliations. */
#ifndef REFMILL_RECORD_AUTHOR_CLEAN_H
#define REFMILL_RECORD_AUTHOR_CLEAN_H

#include "text/text.h"

/* Returns the text as Unicode, NFC and clean (text_clean): the text itself if it is that already,
 * or else a copy in the arena. Removes braces outside mathematics, superscripts that refer to notes
 * ($^{1,2}$), and controls of text direction. */
struct view author_clean(struct view tex, struct arena *arena);

/* The same, always a copy, without text in round and square brackets, ASCII or full-width, nested
 * or not. An unclosed bracket extends to the end. */
struct view author_clean_unbracketed(struct view tex, struct arena *arena);

#endif
