/* What is done to text once its TeX has been resolved. */
#ifndef REFMILL_TEX_TEX_NORMALIZE_H
#define REFMILL_TEX_TEX_NORMALIZE_H

#include "text/text.h"

/* Makes the text from `from` on NFC, takes off the spaces that commands left at
 * its ends, and closes what turns the direction of text round. */
void tex_normalize(struct buffer *out, size_t from);

/* Whether the character that has the byte at `at` may be changed; it ends at *end. */
bool tex_is_suspect(struct view text, size_t at, size_t *end);

/* Folds the text from `from` on for comparing: case and accents go. */
void tex_fold(struct buffer *out, size_t from);

#endif
