/* Normalizes text whose TeX has been resolved. */
#ifndef REFMILL_TEX_TEX_NORMALIZE_H
#define REFMILL_TEX_TEX_NORMALIZE_H

#include "text/text.h"

/* The characters that tex_normalize may change or must look at, in ascending order, in kinds 3 to 7
 * of scan.h. NFC may change them or their neighbours: combining characters, characters that
 * decompose, and whole blocks that are rare in digests. All else (Latin, Greek, Cyrillic, CJK,
 * mathematics) is NFC already, as a unit test checks. Kinds 5 to 7 are apart, since together they
 * would stop at characters as frequent as U+53D6 and U+7F51. U+202A to 202E and 2066 to 2069
 * control the direction of text (UAX #9, section 2). */
/* clang-format off */
#define TEX_SUSPECTS(kind, half) \
    kind(4, half, TWO, 0x300, 0x37F) \
    kind(4, half, TWO, 0x387, 0x387) \
    kind(3, half, TWO, 0x483, 0x487) \
    kind(3, half, TWO, 0x590, 0x7FF) \
    kind(4, half, THREE, 0x800, 0x1FFF) \
    kind(4, half, THREE, 0x2000, 0x2001) \
    kind(4, half, THREE, 0x202A, 0x202E) \
    kind(4, half, THREE, 0x2066, 0x2069) \
    kind(4, half, THREE, 0x20D0, 0x20FF) \
    kind(4, half, THREE, 0x2126, 0x212B) \
    kind(4, half, THREE, 0x2329, 0x232A) \
    kind(4, half, THREE, 0x2ADC, 0x2ADC) \
    kind(4, half, THREE, 0x2C00, 0x2DFF) \
    kind(5, half, END, 0x302A, 0x302F) \
    kind(7, half, THREE, 0x3099, 0x309A) \
    kind(4, half, THREE, 0xA66F, 0xABED) \
    kind(7, half, THREE, 0xF900, 0xFAFF) \
    kind(7, half, THREE, 0xFB1D, 0xFB4F) \
    kind(6, half, THREE, 0xFE20, 0xFE2F) \
    kind(3, half, FOUR, 0x10000, 0x1D3FF) \
    kind(3, half, FOUR, 0x1E000, 0x1EFFF) \
    kind(3, half, FOUR, 0x2F800, 0x2FA1F)
/* clang-format on */

/* Converts the text from `from` on to NFC, removes the spaces that commands left at its ends,
 * and closes controls of text direction that are still open. */
void tex_normalize(struct buffer *out, size_t from);

/* True if tex_normalize may change the character that has the byte at `at`. Sets *end to the
 * end of that character. */
bool tex_is_suspect(struct view text, size_t at, size_t *end);

/* Folds the case and accents of the text from `from` on, for comparing. */
void tex_fold(struct buffer *out, size_t from);

#endif
