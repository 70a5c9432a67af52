/* The cleaning that every field of a digest gets, and what characters text has. */
#ifndef REFMILL_TEXT_CLEAN_H
#define REFMILL_TEXT_CLEAN_H

#include "text/text.h"

/* Han, kana, or CJK punctuation and full-width forms anywhere in the text. */
bool text_has_cjk(struct view text);

/* Whether a C1 control, a wide space or U+FEFF is anywhere in the text. */
bool text_has_wide_control(struct view text);

/* Cleans a field: drops U+0000-0008, U+000B-000C, U+000E-001F, U+007F and
 * U+FEFF, folds every run of other white space (Unicode's White_Space) into
 * one space, and trims both ends. The text itself, trimmed, when nothing
 * inside it needs that; else a copy in the arena. */
struct view text_clean(struct view text, struct arena *arena);

#endif
