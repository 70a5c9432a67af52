/* Tells whether words and names look like those of people. Text is clean (text_clean). */
#ifndef REFMILL_RECORD_NAME_SHAPE_H
#define REFMILL_RECORD_NAME_SHAPE_H

#include "text/text.h"

/* True for letters and their marks, but not for letters that serve as superscripts. */
bool name_is_letter(uint32_t c);
bool name_is_small_letter(uint32_t c);

/* Returns the first character, or 0 if the text is empty. */
uint32_t name_first_character(struct view text);

/* True for "J.", "J.-P.", "J" and "JP". */
bool name_word_is_initial(struct view word);

/* True for what may be in lower case inside a name: particles, and words such as "bin". */
bool name_word_may_be_small(struct view word);

/* True for a word as names in Latin and most other scripts have it, "Yann", "J.-P.", "O'Neil",
 * "van", but not for words that are common in institutions, venues and titles. */
bool name_word_fits(struct view word);

/* True for two to four characters that may be the name of a Chinese or Korean person. */
bool name_is_eastern(struct view name);

/* True for a given name and a family name, at least, in words that fit. */
bool name_is_full(struct view name);

#endif
