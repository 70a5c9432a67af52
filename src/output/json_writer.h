/* Writes JSON on one line, with members and elements in the order in which they are put. `name` is
 * NULL for elements of a list and for a value at the start of a line. */
#ifndef REFMILL_OUTPUT_JSON_WRITER_H
#define REFMILL_OUTPUT_JSON_WRITER_H

#include "record/person.h"
#include "text/text.h"

struct json {
    struct buffer *out;
};

void json_open_object(struct json *json, const char *name);
void json_close_object(struct json *json);
void json_open_list(struct json *json, const char *name);
void json_close_list(struct json *json);

/* Puts a string of well-formed UTF-8, or nothing if it is empty. */
void json_put_text(struct json *json, const char *name, struct view text);

/* Puts a string of well-formed UTF-8 even if it is empty. */
void json_put_string(struct json *json, const char *name, struct view text);
void json_put_number(struct json *json, const char *name, uint64_t number);
void json_put_true(struct json *json, const char *name);

#endif
