/* What is done to text once its TeX has been resolved. */
#ifndef REFMILL_TEX_FINISH_H
#define REFMILL_TEX_FINISH_H

#include "text.h"

/* Makes the text from `from` on NFC, takes off the spaces that commands left at
 * its ends, and closes what turns the direction of text round. */
void tex_finish(struct buffer *out, size_t from);

/* Whether tex_finish would leave the text as it is; no for some that it would. */
bool tex_is_finished(struct view text);

/* Folds the text from `from` on for comparing: case and accents go. */
void tex_fold(struct buffer *out, size_t from);

#endif
