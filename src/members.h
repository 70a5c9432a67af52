/* Members of JSON objects, read into what a record has. One that is absent or
 * null is empty; the first that is not what it must be is noted. */
#ifndef REFMILL_MEMBERS_H
#define REFMILL_MEMBERS_H

#include <jansson.h>

#include "record.h"

struct members {
    struct arena arena; /* has all that is taken, until it is reset */
    struct buffer scratch;
    const char *faulty, *fault; /* the member and what it is; NULL: all is well */
};

/* Forgets what was taken, and the fault. */
void members_reset(struct members *members);
void members_free(struct members *members);

/* Notes a fault, unless there is one already. */
void members_fault(struct members *members, const char *name, const char *fault);

/* Text, cleaned (text_clean): of a value, and of a member. */
struct view members_text(struct members *members, const json_t *value, const char *name);
struct view members_take_text(struct members *members, const json_t *object, const char *name);

/* A whole number from 0 to the limit; 0 when it is absent. */
uint32_t members_take_number(struct members *members, const json_t *object, const char *name,
                             json_int_t limit);

/* A category, and an array of categories as a set of words. */
struct view members_take_category(struct members *members, const json_t *object, const char *name);
struct view members_take_words(struct members *members, const json_t *object, const char *name);

/* A time; `otherwise` when it is absent. */
struct moment members_take_moment(struct members *members, const json_t *object, const char *name,
                                  struct moment otherwise);

/* Authors and versions as formats/jsonl.c writes them. */
void members_take_authors(struct members *members, const json_t *object, struct record *record);
void members_take_versions(struct members *members, const json_t *object, struct record *record);

#endif
