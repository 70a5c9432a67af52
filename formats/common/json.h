/* JSON in one line. Members and elements stand in the order in which they are put;
 * a name of NULL is for the elements of a list, and for a value that stands alone at the
 * start of a line. */
#ifndef REFMILL_FORMATS_JSON_H
#define REFMILL_FORMATS_JSON_H

#include "record/person.h"
#include "text/text.h"

struct json {
    struct buffer *out;
};

void json_open_object(struct json *json, const char *name);
void json_close_object(struct json *json);
void json_open_list(struct json *json, const char *name);
void json_close_list(struct json *json);

/* A string of well-formed UTF-8; nothing is put for an empty one. */
void json_put_text(struct json *json, const char *name, struct view text);

/* The same, put also when it is empty. */
void json_put_string(struct json *json, const char *name, struct view text);
void json_put_number(struct json *json, const char *name, uint64_t number);
void json_put_true(struct json *json, const char *name);

/* People as CSL-JSON has names: family, given and suffix, or literal; nothing
 * is put for none. */
void json_put_people(struct json *json, const char *name, const struct person *people,
                     size_t count);

#endif
