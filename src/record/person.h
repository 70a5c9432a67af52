/* The names of people: the authors of a paper. */
#ifndef REFMILL_RECORD_PERSON_H
#define REFMILL_RECORD_PERSON_H

#include "text/text.h"

/* Either a name in parts, some of which may be empty, or no parts and a whole name in `literal`,
 * such as a collaboration's. Text is Unicode, NFC and clean (text_clean), without TeX. */
struct person {
    struct view family; /* with its particles: "van der Berg" */
    struct view given;
    struct view suffix; /* "Jr.", "III" */
    struct view literal;
};

/* More authors than any paper has. */
enum { AUTHORS_MAX = 100000 };

/* True if the person has parts or a literal, but not both. */
bool person_is_sound(const struct person *person);

/* Append a name in natural order, "Martin Luther King Jr.", and in sorting order, "King, Martin
 * Luther, Jr.". */
void person_put(struct buffer *out, const struct person *person);
void person_put_inverted(struct buffer *out, const struct person *person);

/* A list that grows up to AUTHORS_MAX. All zero is an empty list. The caller owns the text. */
struct people {
    struct person *list;
    size_t count, cap;
    bool cut;        /* authors above AUTHORS_MAX were dropped */
    bool incomplete; /* the source says that there are more: "et al." */
};

void people_add(struct people *people, const struct person *person);
void people_free(struct people *people);

#endif
