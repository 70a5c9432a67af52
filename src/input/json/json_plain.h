/* Reads plain JSON, which is nearly all that programs write. */
#ifndef REFMILL_INPUT_JSON_PLAIN_H
#define REFMILL_INPUT_JSON_PLAIN_H

#include "input/json/json_value.h"

/* The most lists and objects nested in each other, and about how many members an object may have.
 */
enum { JSON_PLAIN_NESTED_MAX = 32, JSON_PLAIN_MEMBERS_MAX = 256 };

/* Reads an object from well-formed UTF-8. Strings without escapes are views of the text. Returns
 * false if the text is not a plain object, so that jansson must read it: it has a mistake; a number
 * with a fraction, an exponent or many digits; a surrogate or a NUL as an escape; two members of
 * one name; very many members; or deep nesting. The tree is the same as jansson's, which
 * tests/unit/json_plain.c and a fuzz target check. */
bool json_plain_read(struct json_tree *tree, struct view text);

/* Reads the plain object that begins a text. Returns its length, or 0 if it is not plain or the
 * text ends first. */
size_t json_plain_take(struct json_tree *tree, struct view text);

#endif
