/* Guesses the encoding of text that is not UTF-8. */
#ifndef REFMILL_TEXT_ENCODING_GUESS_H
#define REFMILL_TEXT_ENCODING_GUESS_H

#include "text/text.h"

/* Returns the name by which iconv(1) knows the encoding that the text seems to have, or NULL if it
 * seems to be UTF-8, perhaps with some wrong bytes, or nothing known. A few words may be too little
 * for a right guess. */
const char *encoding_guess(struct view text);

#endif
