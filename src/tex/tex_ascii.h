/* Writes characters as TeX in ASCII, for BibTeX styles and programs that do not read UTF-8.
 * The inverse of tex_commands.h. */
#ifndef REFMILL_TEX_TEX_ASCII_H
#define REFMILL_TEX_TEX_ASCII_H

#include "text/text.h"

/* Appends the first character of the text, which is NFC, and the combining characters after it
 * as TeX with balanced braces: {\'e}, {\v{s}}, {\o}, --, $\alpha$. Returns the number of bytes
 * read, or 0 if TeX has no command for it. A formula with a capital is in braces, {$\Sigma$},
 * since BibTeX styles put titles into lower case. */
size_t tex_put_ascii(struct buffer *out, struct view text);

/* Returns how a formula has a character that is one of its own outside, \alpha, ^2, without the
 * dollars; an empty view if TeX has no command for it or writes it as text. */
struct view tex_find_math(uint32_t character);

#endif
