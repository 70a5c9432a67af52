/* Reads lists in Markdown that JSON has in strings, an entry each: the rows or items that
 * cv-arxiv-daily and its like keep by topic, {"SLAM": {"2401.00001": "|**2024-01-02**|**A
 * Title**|…"}}, to write them into a README. The reader of Markdown reads them. */
#ifndef REFMILL_INPUT_JSON_ROWS_H
#define REFMILL_INPUT_JSON_ROWS_H

#include "input/json/json_objects.h"
#include "input/reader.h"

/* All zero before the first json_rows_begin. */
struct json_rows {
    bool open; /* begun, and json_rows_next has not returned false since */
    struct record record;

    /* Private. */
    struct buffer list; /* in Markdown */
    struct json_tree name;
    struct input input; /* `list` */
    struct window window;
    struct wanted wanted;
    struct diag diag, *outer; /* hands messages to the outer one */
    struct place place;       /* of the object */
    void *reader;             /* state of the reader of Markdown */
};

/* True for the start of a string that is such a row or item, with or without JSON's escapes. */
bool json_rows_is_one(struct view text);

/* Begins with an object of which all strings are rows or items, in objects by topic or not, in the
 * input of `window`. `name` is the topic of those that are not (struct json_object). Returns false
 * if it is another object. */
bool json_rows_begin(struct json_rows *rows, const struct json_value *object, struct view name,
                     const struct window *window, const struct wanted *wanted, struct place place);

/* Reads the next record, in `record`. Returns false at the end. */
bool json_rows_next(struct json_rows *rows, struct batch *batch);
void json_rows_free(struct json_rows *rows);

#endif
