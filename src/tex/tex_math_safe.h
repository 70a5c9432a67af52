/* Which formulas may stand in a file that LaTeX reads, as they are. */
#ifndef REFMILL_TEX_TEX_MATH_SAFE_H
#define REFMILL_TEX_TEX_MATH_SAFE_H

#include "text/text.h"

/* Whether a formula, with its delimiters, may stand as it is: no command in it
 * acts (tex_unsafe_commands.h); environments are
 * mathematics and end; dollars come in pairs; and braces balance for BibTeX as
 * well as for TeX. Commands that nobody knows, authors' macros, are safe: LaTeX
 * stops at them. */
bool tex_math_is_safe(struct view math);

/* Whether \begin or \end stands at the start of the text. */
bool tex_begins_environment(struct view text);
bool tex_ends_environment(struct view text);

#endif
