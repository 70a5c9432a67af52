/* Characters as TeX in ASCII, for BibTeX styles and programs that know no
 * UTF-8: the way back from tex_commands.h. */
#ifndef REFMILL_TEX_TEX_ASCII_H
#define REFMILL_TEX_TEX_ASCII_H

#include "text/text.h"

/* Puts the character that the text, NFC, starts with, and the combining
 * characters behind it, as TeX with balanced braces: {\'e}, {\v{s}}, {\o}, --,
 * $\alpha$. Gives how many bytes it stands for; 0, and puts nothing, when TeX
 * has no command for it. A capital's formula is in braces, {$\Sigma$}, since
 * BibTeX's styles put titles into lower case. */
size_t tex_put_ascii(struct buffer *out, struct view text);

#endif
