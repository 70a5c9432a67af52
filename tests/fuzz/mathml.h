/* XML, and formulas in pages and feeds. */
#ifndef REFMILL_FUZZ_MATHML_H
#define REFMILL_FUZZ_MATHML_H

#include <libxml/tree.h>

#include "text/text.h"

/* Returns the document, read without so much as a warning. The caller frees it. */
xmlDocPtr mathml_parse(const char *format, const char *property, struct view text);

/* Checks that a <math> element has elements, attributes and values of attributes of the program's
 * own only. `markup` is for the message. */
void mathml_check(const char *format, const xmlNode *math, struct view markup);

/* Appends the text as Unicode, without its formulas if they are MathML. */
void mathml_put_rest(struct buffer *out, struct view tex, bool mathml);

#endif
