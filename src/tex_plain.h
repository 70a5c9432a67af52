/* What text must be without to be put as it is. */
#ifndef REFMILL_TEX_PLAIN_H
#define REFMILL_TEX_PLAIN_H

#include "scan.h"
#include "tex_finish.h"

/* Bytes that mean something to TeX, or are the marks of mathematics (tex.h). A
 * hyphen or a single quote does in a row. */
#define TEX_SPECIALS(has, row)                                                         \
    has('\\', '\\', row) has('$', '$', row) has('{', '{', row) has('}', '}', row)      \
        has('~', '~', row) has('`', '`', row) has(TEX_MATH_START, TEX_MATH_START, row) \
            has(TEX_MATH_END, TEX_MATH_END, row)
#define TEX_DOUBLED(has, row) has('-', '-', row) has('\'', '\'', row)

/* These, and what tex_finish changes. */
#define TEX_UNPLAIN(has, row) TEX_SPECIALS(has, row) TEX_SUSPECT_LEADS(has, row)
#define TEX_BEFORE_UNPLAIN(has, row) TEX_DOUBLED(has, row) TEX_BEFORE_SUSPECTS(has, row)
#define TEX_BEHIND_UNPLAIN(has, row) TEX_DOUBLED(has, row) TEX_SUSPECTS(has, row)

/* tex_is_plain for who has more that must not be there: `stops` are those above
 * and any of ASCII and 0xC2. */
bool tex_is_plain_for(struct view tex, const struct byte_pairs *stops);

#endif
