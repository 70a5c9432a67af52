/* Reads a paper from a JSON object: of arXiv's snapshot, of the generators of daily lists, of
 * Hugging Face's daily papers, or of another program that uses similar names of members. */
#ifndef REFMILL_INPUT_JSON_PAPER_H
#define REFMILL_INPUT_JSON_PAPER_H

#include "input/entry.h"
#include "input/json/json_members.h"
#include "input/json/json_objects.h"
#include "input/reader.h"

/* All zero before the first json_paper_begin. */
struct json_paper {
    struct entry entry;
    struct json_members members; /* notes the first malformed member, which was ignored */
    struct json_value *object;   /* the one that describes the paper */
    bool several;                /* its members name more than one paper */
};

/* Begins with an object, which must live as long as the record. `name` (struct json_object) is used
 * if it is an arXiv id and the object has none. Returns false if neither has one. */
bool json_paper_begin(struct json_paper *paper, struct json_value *object, struct view name);

/* Takes the members of the object. */
void json_paper_take(struct json_paper *paper);
void json_paper_free(struct json_paper *paper);

/* Returns the role of a member (json_objects.h). */
enum json_role json_paper_role(struct view name);

/* Returns the day if the text is one, 2024-05-07, else an absent moment. */
struct moment json_paper_day(struct view text);

/* Returns the day that a list gives as its own: {"date": "2024-05-07", "papers": […]}. The text may
 * be cut anywhere. */
struct moment json_paper_list_day(struct view start);

/* How sure it is that the objects of a text, which may be cut anywhere, are such papers. */
enum sureness json_paper_recognises(struct view start);

#endif
