/* The regular expression of --match: POSIX extended, whatever the case, in UTF-8 whatever
 * the user's locale is. What an expression and the texts can cost is bounded. */
#ifndef REFMILL_COLLECTION_EXPRESSION_H
#define REFMILL_COLLECTION_EXPRESSION_H

#include "text/text.h"

struct expression;

/* NULL if the source is not an expression, or may cost too much; then why, as text for a
 * message that begins with it. */
struct expression *expression_create(const char *source, struct buffer *why);
void expression_free(struct expression *expression);

/* Whether the expression matches somewhere in the text, or in its first 16 KB. */
bool expression_matches(struct expression *expression, struct view text);

#endif
