/* Reads plain JSON: as programs write it, which is nearly all. */
#ifndef REFMILL_INPUT_JSON_PLAIN_H
#define REFMILL_INPUT_JSON_PLAIN_H

#include "input/json/json_value.h"

/* Lists and objects in each other. */
enum { JSON_PLAIN_NESTED_MAX = 32 };

/* Reads an object from well-formed UTF-8. Strings without escapes are views of the text. Returns
 * false if the text is not plain: there is a mistake, or a number with a fraction, an exponent or
 * many digits, a surrogate or a NUL as an escape, two members of one name, deep nesting. jansson
 * must then read it. What this reads is what jansson reads, which tests/unit/json_plain.c and a
 * fuzz target compare. */
bool json_plain_read(struct json_tree *tree, struct view text);

/* Reads the plain object that begins a text. Returns its length, or 0 if it is not plain or the
 * text ends first. */
size_t json_plain_take(struct json_tree *tree, struct view text);

#endif
