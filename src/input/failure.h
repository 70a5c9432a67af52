/* Tells texts that a generator writes where its model failed. */
#ifndef REFMILL_INPUT_FAILURE_H
#define REFMILL_INPUT_FAILURE_H

#include "text/text.h"

/* True for a text that says that there is none: "N/A", "None", "null", "-". */
bool text_is_nothing(struct view text);

/* True for text that is nobody's: one that says that there is none, or a model's error message
 * ("Error: API quota exceeded", 错误：AI分析失败。, "Summary generation failed"). False for an
 * empty text. */
bool text_is_failure(struct view text);

#endif
