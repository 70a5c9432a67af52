/* Finds where formulas in text begin and end, and tells them from money and stray dollars. */
#ifndef REFMILL_TEX_TEX_MATH_H
#define REFMILL_TEX_TEX_MATH_H

#include "text/text.h"

struct tex_math {
    struct view tex;
    /* From these offsets on no \) \] or $$ is left, so that no failed search is repeated. */
    size_t no_paren, no_bracket, no_dollars;
};

struct tex_math tex_math_of(struct view tex);

/* Returns the offset after the formula whose $, $$, \( or \[ is at `at`, or 0 if none begins there.
 * tex.c finds environments. */
size_t tex_math_end(struct tex_math *math, size_t at);

#endif
