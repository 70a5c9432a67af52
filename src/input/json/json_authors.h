/* Reads the authors of a paper in JSON, in the forms that programs give them. */
#ifndef REFMILL_INPUT_JSON_AUTHORS_H
#define REFMILL_INPUT_JSON_AUTHORS_H

#include "input/entry.h"
#include "input/json/json_members.h"

/* Takes the members `authors_parsed`, `authors` or `author` of a paper: lists of names, of objects
 * or of names in parts, or one text with all names. */
void json_authors_take(struct json_members *members, struct json_value *object,
                       struct entry *entry);

#endif
