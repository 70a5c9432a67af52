/* JSON as jansson reads it. */
#ifndef REFMILL_INPUT_JSON_VALUE_H
#define REFMILL_INPUT_JSON_VALUE_H

#include <jansson.h>

#include "text/text.h"

/* Parses the text; NULL, and *error set, if it is not JSON. Running out of memory ends
 * the program, since jansson reports that like bad text. The caller owns the value
 * (json_decref). */
json_t *json_value_read(struct view text, json_error_t *error);

#endif
