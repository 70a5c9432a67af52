/* Parses JSON with jansson. */
#ifndef REFMILL_INPUT_JSON_VALUE_H
#define REFMILL_INPUT_JSON_VALUE_H

#include <jansson.h>

#include "text/text.h"

/* Parses the text. Returns NULL and sets *error, whose text is UTF-8, if it is not JSON; `error`
 * may be NULL. Ends the program if memory runs out, which jansson reports like a syntax error. The
 * caller owns the value (json_decref). */
json_t *json_value_read(struct view text, json_error_t *error);

#endif
