/* Where mathematics in a text begins and ends, and what only looks like it:
 * money, and dollars that a cut left over. */
#ifndef REFMILL_TEX_TEX_MATH_H
#define REFMILL_TEX_TEX_MATH_H

#include "text/text.h"

struct tex_math {
    struct view tex;
    /* From here on there is no closing of that kind; so that a search that
     * failed is not made again. */
    size_t no_paren, no_bracket, no_dollars;
};

struct tex_math tex_math_of(struct view tex);

/* Where the formula ends whose $, $$, \( or \[ stands at `at`, behind its
 * closing; 0 when none begins there. Environments are tex.c's. */
size_t tex_math_end(struct tex_math *math, size_t at);

#endif
