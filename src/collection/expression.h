/* Matches the regular expression of --match: POSIX extended, ignoring case, and in UTF-8 in any
 * locale. The time and memory that an expression may take are bounded. */
#ifndef REFMILL_COLLECTION_EXPRESSION_H
#define REFMILL_COLLECTION_EXPRESSION_H

#include "text/text.h"

struct expression;

/* Compiles the source, which need not outlive the call. Returns NULL if it is not an expression or
 * may cost too much; `why` then has the text of a message, which begins with the source. */
struct expression *expression_create(const char *source, struct buffer *why);
void expression_free(struct expression *expression);

/* True if the expression matches in the first 16 KB of the text. */
bool expression_matches(struct expression *expression, struct view text);

#endif
