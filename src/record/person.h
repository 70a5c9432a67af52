/* People: the authors of a paper. */
#ifndef REFMILL_RECORD_PERSON_H
#define REFMILL_RECORD_PERSON_H

#include "text/text.h"

/* Either a name in parts, of which some may be empty, or a collaboration, whose
 * name is whole (`literal`, and no parts). Text is Unicode, NFC and clean
 * (text_clean), without TeX. */
struct person {
    struct view family; /* with its particles: "van der Berg" */
    struct view given;
    struct view suffix; /* "Jr.", "III" */
    struct view literal;
};

/* More authors than any paper has. */
enum { AUTHORS_MAX = 100000 };

/* True if it has either parts or a literal, but not both. */
bool person_is_sound(const struct person *person);

/* The literal for the authors that a list leaves out ("et al."). */
#define PERSON_OTHERS "others"

/* Puts a name in natural order, Martin Luther King Jr., and in sorting order, King,
 * Martin Luther, Jr.; "et al." for PERSON_OTHERS. */
void person_put(struct buffer *out, const struct person *person);
void person_put_inverted(struct buffer *out, const struct person *person);

/* A list that grows to AUTHORS_MAX, and takes no more; all zero is an empty one.
 * The text belongs to the caller. */
struct people {
    struct person *list;
    size_t count, cap;
    bool cut; /* there were more */
};

void people_add(struct people *people, struct person person);
void people_free(struct people *people);

#endif
