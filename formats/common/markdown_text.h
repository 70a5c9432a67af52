/* Writes text as inline Markdown, in which nothing of it is markup (CommonMark 0.31; GitHub
 * Flavored Markdown). Formulas between dollars stay TeX if Markdown's readers agree on where they
 * end. */
#ifndef REFMILL_FORMATS_MARKDOWN_TEXT_H
#define REFMILL_FORMATS_MARKDOWN_TEXT_H

#include "text/text.h"

/* Where the text stands: never at the start of a line, where more would be markup. */
enum markdown_place { MARKDOWN_PARAGRAPH, MARKDOWN_HEADING, MARKDOWN_CELL };

/* Puts text of one line, which may have the marks of tex_put_marked around formulas. */
void markdown_put(struct buffer *out, struct view text, enum markdown_place place);

/* Puts the link of a record (identity.h) for [text](address) or <address>. */
void markdown_put_address(struct buffer *out, struct view address);

#endif
