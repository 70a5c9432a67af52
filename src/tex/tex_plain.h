/* Finds text that can be copied unchanged. */
#ifndef REFMILL_TEX_TEX_PLAIN_H
#define REFMILL_TEX_TEX_PLAIN_H

#include "text/scan.h"
#include "tex/tex_normalize.h"

/* Bytes that mean something to TeX or mark mathematics (tex.h). */
#define TEX_SPECIALS(has, row)                                                         \
    has('\\', '\\', row) has('$', '$', row) has('{', '{', row) has('}', '}', row)      \
        has('~', '~', row) has('`', '`', row) has(TEX_MATH_START, TEX_MATH_START, row) \
            has(TEX_MATH_END, TEX_MATH_END, row)

/* Returns the length of the text before the first of these: a byte of `special`, which must have
 * TEX_SPECIALS and may have any of #%&<>^_ and 0xC2; two hyphens or single quotes in a row; what
 * tex_normalize may change. Returns 0 if the text begins or ends with a space. */
size_t tex_plain_length(struct view tex, const struct byte_set *special);

/* Returns the length of the words, with the space after each, that mean the same without the rest
 * of the text, of which the first `plain` bytes are plain (tex_plain_length). The word before what
 * is not plain is left to the rest, which so begins with a character that stays. */
size_t tex_plain_words(struct view tex, size_t plain);

#endif
