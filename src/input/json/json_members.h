/* Reads members of JSON objects as values for the fields of a record. An absent or null member
 * gives an empty value. The first malformed member is noted as the fault. */
#ifndef REFMILL_INPUT_JSON_MEMBERS_H
#define REFMILL_INPUT_JSON_MEMBERS_H

#include "input/json/json_value.h"
#include "record/record.h"

struct json_members {
    struct arena arena; /* the text that was taken since the last reset */
    struct buffer scratch;
    const char *faulty, *fault; /* the malformed member and what is wrong with it */
};

/* Frees the text and clears the fault. */
void json_members_reset(struct json_members *members);
void json_members_free(struct json_members *members);

/* Notes a fault unless there is one already. Copies neither string. */
void json_members_fault(struct json_members *members, const char *name, const char *fault);

/* Returns the text of a value as it is there. */
struct view json_members_raw(struct json_members *members, struct json_value *value,
                             const char *name);

/* Return the clean text (text_clean) of a value and of a member. */
struct view json_members_text(struct json_members *members, struct json_value *value,
                              const char *name);
static inline struct view json_members_take_text(struct json_members *members,
                                                 struct json_value *object, const char *name)
{
    return json_members_text(members, json_value_member(object, view_of(name)), name);
}

/* Takes a whole number from 0 to the limit; 0 if absent. */
uint32_t json_members_take_number(struct json_members *members, struct json_value *object,
                                  const char *name, int64_t limit);

/* Takes an array of categories as a set of words, in its order. */
struct view json_members_take_words(struct json_members *members, struct json_value *object,
                                    const char *name);

/* Takes a time; returns `otherwise` if it is absent. */
struct moment json_members_take_moment(struct json_members *members, struct json_value *object,
                                       const char *name, struct moment otherwise);

/* Take authors, versions and topics as formats/jsonl.c writes them; topics once each, up to
 * TOPICS_MAX. */
void json_members_take_authors(struct json_members *members, struct json_value *object,
                               struct record *record);
void json_members_take_versions(struct json_members *members, struct json_value *object,
                                struct record *record);
void json_members_take_topics(struct json_members *members, struct json_value *object,
                              struct record *record);

#endif
