/* JSON in one line, made in a buffer, for the formats that are made of it; what
 * JSON escapes is escaped by jansson. A failure of jansson's, which can only be
 * a lack of memory, fails the sink. Members and elements stand in the order in
 * which they are put; a name of NULL is for the elements of a list. */
#ifndef REFMILL_FORMATS_JSON_H
#define REFMILL_FORMATS_JSON_H

#include "record/person.h"
#include "output/sink.h"

struct json {
    struct sink *sink;
    struct buffer out; /* what is made and not written yet */
};

void json_begin(struct json *json, struct sink *sink);
void json_end(struct json *json);

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

/* Writes what was made. */
void json_write(struct json *json);

#endif
