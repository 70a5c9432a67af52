/* What is done to text once its TeX has been resolved. */
#ifndef REFMILL_TEX_FINISH_H
#define REFMILL_TEX_FINISH_H

#include "text.h"

/* Makes the text from `from` on NFC, takes off the spaces that commands left at
 * its ends, and closes what turns the direction of text round. */
void tex_finish(struct buffer *out, size_t from);

/* Bytes, and pairs of them, that a character has which tex_finish may change: NFC
 * does, or it turns the direction. Few others have them; tex_is_suspect tells
 * them apart. (scan.h) */
#define TEX_SUSPECT_LEADS(has, row)                                                     \
    has(0xCC, 0xCD, row) has(0xD2, 0xD2, row) has(0xD6, 0xE2, row) has(0xEA, 0xEA, row) \
        has(0xF0, 0xFF, row)
#define TEX_BEFORE_SUSPECTS(has, row) \
    has(0xCE, 0xCE, row) has(0xEF, 0xEF, row) has(0x80, 0x80, row) has(0x82, 0x82, row)
#define TEX_SUSPECTS(has, row) has(0x87, 0x87, row) has(0x99, 0xBB, row)

/* Whether the character that has the byte at `at` may be changed; it ends at *end. */
bool tex_is_suspect(struct view text, size_t at, size_t *end);

/* Folds the text from `from` on for comparing: case and accents go. */
void tex_fold(struct buffer *out, size_t from);

#endif
