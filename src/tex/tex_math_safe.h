/* Tells which formulas are safe to copy into a file that LaTeX reads. */
#ifndef REFMILL_TEX_TEX_MATH_SAFE_H
#define REFMILL_TEX_TEX_MATH_SAFE_H

#include "text/text.h"

/* True if a formula, with its delimiters, is safe: no command in it acts
 * (tex_unsafe_commands.h), its environments are mathematics and have an end, dollars come in
 * pairs, and braces balance for both BibTeX and TeX. Unknown commands, such as authors' macros,
 * are safe: LaTeX stops at them. */
bool tex_math_is_safe(struct view math);

/* True if the text starts with \begin or \end. */
bool tex_begins_environment(struct view text);
bool tex_ends_environment(struct view text);

#endif
