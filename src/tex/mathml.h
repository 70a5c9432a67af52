/* Writes formulas as MathML, which browsers show without a script. */
#ifndef REFMILL_TEX_MATHML_H
#define REFMILL_TEX_MATHML_H

#include "text/markup.h"

/* Appends a formula of tex_put_marked, with its delimiters, as a <math> element (MathML Core,
 * https://www.w3.org/TR/mathml-core/) for a page or, escaped once more, a feed. A command that is
 * not known stays TeX in <code>, and unbalanced constructs are closed. The time grows with the
 * length of the formula. Returns false if something stayed TeX. */
bool tex_put_mathml(struct buffer *out, struct view formula);

/* Appends text as Unicode and escaped for the place, and its formulas as MathML if `mathml` is set,
 * else as TeX. The place is a page or a fragment. */
void tex_put_markup(struct buffer *out, struct view tex, bool mathml, enum markup place);

#endif
