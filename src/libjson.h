/* JSON as jansson reads it. */
#ifndef REFMILL_LIBJSON_H
#define REFMILL_LIBJSON_H

#include <jansson.h>

#include "text.h"

/* The value that the text is; NULL, and *error, when it is none. Never for want
 * of memory: jansson does not tell that from bad text. The caller gives the value
 * back with json_decref. */
json_t *libjson_read(struct view text, json_error_t *error);

#endif
