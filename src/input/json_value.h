/* JSON as jansson reads it. */
#ifndef REFMILL_INPUT_JSON_VALUE_H
#define REFMILL_INPUT_JSON_VALUE_H

#include <jansson.h>

#include "text/text.h"

/* The value that the text is; NULL, and *error, when it is none. Never for want
 * of memory: jansson does not tell that from bad text. The caller gives the value
 * back with json_decref. */
json_t *json_value_read(struct view text, json_error_t *error);

#endif
