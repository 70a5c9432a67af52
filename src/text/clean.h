/* Cleans the text of a field, and tells which kinds of characters text has. */
#ifndef REFMILL_TEXT_CLEAN_H
#define REFMILL_TEXT_CLEAN_H

#include "text/text.h"

/* True if the text has Han, kana, CJK punctuation or full-width forms. */
bool text_has_cjk(struct view text);

/* True if the text has a C1 control, white space that is not ASCII, or U+FEFF. */
bool text_has_wide_control(struct view text);

/* Cleans a field: drops U+0000-0008, U+000B-000C, U+000E-001F, U+007F and U+FEFF, folds every
 * run of other white space (Unicode's White_Space) into one space, and trims both ends.
 * Returns the trimmed text itself if nothing else changes, otherwise a copy in the arena. */
struct view text_clean(struct view text, struct arena *arena);

#endif
