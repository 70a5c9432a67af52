/* JSON through jansson, for the formats that are made of it. Every failure of
 * jansson's, which can only be a lack of memory, fails the sink. */
#ifndef REFMILL_FORMATS_JSON_H
#define REFMILL_FORMATS_JSON_H

#include <jansson.h>

#include "person.h"
#include "sink.h"

/* A new object; json_write, or putting it into another value, frees it. */
json_t *json_begin(struct sink *sink);

/* Adds a member behind the others; takes the value, also when it fails. */
void json_put(json_t *object, const char *name, json_t *value, struct sink *sink);

/* A string of well-formed UTF-8; nothing is added for an empty one. */
void json_put_text(json_t *object, const char *name, struct view text, struct sink *sink);
void json_put_number(json_t *object, const char *name, json_int_t number, struct sink *sink);

/* A new array, and values behind its others; as for objects. */
json_t *json_list(struct sink *sink);
void json_add(json_t *list, json_t *value, struct sink *sink);
void json_add_text(json_t *list, struct view text, struct sink *sink);

/* Adds people as CSL-JSON has names: family, given and suffix, or literal;
 * nothing is added for none. */
void json_put_people(json_t *object, const char *name, const struct person *people, size_t count,
                     struct sink *sink);

/* Takes a member off, if it is there. */
void json_remove(json_t *object, const char *name);

/* Writes the object on one line and frees it. */
void json_write(json_t *object, struct sink *sink);

#endif
