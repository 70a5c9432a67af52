/* What text must be without to be put as it is. */
#ifndef REFMILL_TEX_TEX_PLAIN_H
#define REFMILL_TEX_TEX_PLAIN_H

#include "text/scan.h"
#include "tex/tex_normalize.h"

/* Bytes that mean something to TeX, or are the marks of mathematics (tex.h). */
#define TEX_SPECIALS(has, row)                                                         \
    has('\\', '\\', row) has('$', '$', row) has('{', '{', row) has('}', '}', row)      \
        has('~', '~', row) has('`', '`', row) has(TEX_MATH_START, TEX_MATH_START, row) \
            has(TEX_MATH_END, TEX_MATH_END, row)

/* How far the text goes without the bytes that are special to the caller, which are
 * those above and any of #%&<>^_ and 0xC2, without a hyphen or single quote twice, and
 * without what tex_normalize changes; not at all if it begins or ends with a space. */
size_t tex_plain_length(struct view tex, const struct byte_set *special);

#endif
