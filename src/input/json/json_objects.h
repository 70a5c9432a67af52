/* Finds the objects of JSON text that may be papers: one a line, in an array, pretty-printed or
 * not, and in the lists of other objects, {"papers": [{…}, …]}. Takes linear time, and holds one
 * object at a time. Unless an object was read into a tree, only parsing it (json_value.h) tells
 * whether it is JSON. */
#ifndef REFMILL_INPUT_JSON_OBJECTS_H
#define REFMILL_INPUT_JSON_OBJECTS_H

#include "input/json/json_value.h"
#include "input/window.h"

/* What the name of a member says of the object that has it. */
enum json_role {
    JSON_ROLE_NONE,  /* nothing; but if its value is a list of objects, or an object in which a
                      * name has another role, they may be papers, unless another member has
                      * JSON_ROLE_ENTRY */
    JSON_ROLE_ENTRY, /* it may be a paper: "title" */
    JSON_ROLE_HOLDER /* its value is a paper or a list of them: "papers" */
};

/* Returns the role of a name as it is written, without its quotes. */
typedef enum json_role json_role_of(struct view name);

enum json_form {
    JSON_FORM_WHOLE,    /* from its brace to the brace that closes it */
    JSON_FORM_BROKEN,   /* a string is not closed where its line ends, or the object where the next
                         * one begins; the text ends there */
    JSON_FORM_TOO_LONG, /* longer than WINDOW_ENTRY_MAX; the text is its first bytes */
    JSON_FORM_CUT,      /* the input ends in it or, if the text is empty, in what is around it */
    JSON_FORM_STRAY     /* not an object: text outside of any, up to the end of its line */
};

struct json_object {
    struct view text;
    enum json_form form;
    struct view name; /* as written, of the member whose value is or holds the object; or empty */
    struct json_value *value; /* of a plain object that was read into the tree, else NULL */
};

/* The most lists and objects around an object. Those nested deeper are not entered. */
enum { JSON_OBJECTS_NESTED_MAX = 32 };

/* How far an object or list has been scanned. Private, like most of what follows. */
struct json_scan {
    size_t at, depth;
    bool in_string;
    size_t quote, quoted; /* where the last string begins and ends */
    bool indented;        /* it begins its line, after `column` blanks */
    size_t column;
};

/* What was entered, and where it has papers. */
enum json_around {
    JSON_AROUND_LIST,
    JSON_AROUND_MEMBERS, /* an object, in holders and lists */
    JSON_AROUND_OBJECTS  /* an object, also in objects whose names say nothing */
};

struct json_objects {
    json_role_of *role_of;
    /* May be set after the start: returns true if the object that begins this text is not wanted
     * and is to be passed over. Called only for objects that seem to fill their line and for those
     * that are too long. */
    bool (*passes)(void *context, struct view text);
    void *context;
    /* May be set after the start if the text is well-formed UTF-8: plain objects are then read into
     * it (json_plain.h) instead of being scanned. */
    struct json_tree *tree;

    /* Private. */
    struct window *window; /* NULL: the text is in memory */
    struct view memory;    /* what is left of it */
    size_t taken;          /* bytes before what is ahead */
    size_t line, column;   /* where what is ahead begins, from 0; `line` only of text in memory */
    bool indented;         /* only blanks are before it in its line */
    size_t given;          /* bytes of what is ahead that the last call returned */
    bool given_in_line;    /* they have no line end, and come from the window */
    struct json_scan scan; /* of the object that is ahead */
    enum { JSON_NEXT_ANY, JSON_NEXT_REST, JSON_NEXT_LINE } next;
    bool lost; /* brackets may have been passed over, so a missing end is not reported */
    struct buffer name;
    enum json_role role; /* of the name */
    enum json_around around[JSON_OBJECTS_NESTED_MAX];
    size_t nested;
};

/* Start on what a window has ahead or on text in memory. All zero before the first start. */
void json_objects_start(struct json_objects *objects, struct window *window, json_role_of *role_of);
void json_objects_start_text(struct json_objects *objects, struct view text, json_role_of *role_of);
void json_objects_free(struct json_objects *objects);

/* Finds the next object. Returns false at the end. *object is valid until the next call. */
bool json_objects_next(struct json_objects *objects, struct json_object *object);

/* Returns the offset in bytes, from the start, of the object that was found last. */
size_t json_objects_offset(const struct json_objects *objects);

/* Returns the place of a byte of the last object's text; for text in memory, without a file. */
struct place json_objects_place(const struct json_objects *objects, size_t at);

/* Calls `visit` for each member of the first object, which may be inside lists, in text that may be
 * cut anywhere. `value` begins at the first byte of the value and goes on to the end of the text.
 * Returns false if the text does not begin with an object. */
bool json_start_visit(struct view start,
                      void (*visit)(void *context, struct view name, struct view value),
                      void *context);

/* True if the first object of the text, which may be cut anywhere, has a member of that name. */
bool json_start_has(struct view start, struct view name);

/* True for a JSON Feed (https://www.jsonfeed.org), which has papers only if we wrote it. */
bool json_start_is_feed(struct view start);

#endif
