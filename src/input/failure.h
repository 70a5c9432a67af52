/* Tells texts that a generator writes where its model failed. */
#ifndef REFMILL_INPUT_FAILURE_H
#define REFMILL_INPUT_FAILURE_H

#include "text/text.h"

/* True for what stands in the place of a text that is missing: "N/A", "None", "null", "-". */
bool text_is_nothing(struct view text);

/* True for text that nobody wrote: that of text_is_nothing, or a model's error message ("Error: API
 * quota exceeded", 错误：AI分析失败。, "Summary generation failed"). False for an empty text. */
bool text_is_failure(struct view text);

#endif
