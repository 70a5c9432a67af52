/* People: the authors of a paper. */
#ifndef REFMILL_PERSON_H
#define REFMILL_PERSON_H

#include "text.h"

/* Either a name in parts, of which some may be empty, or a collaboration, whose
 * name is whole (`literal`, and no parts). Text is Unicode, NFC and clean
 * (text_clean), without TeX. */
struct person {
    struct view family; /* with its particles: "van der Berg" */
    struct view given;
    struct view suffix; /* "Jr.", "III" */
    struct view literal;
};

/* A list that grows; all zero is an empty one. The text is somebody else's. */
struct people {
    struct person *list;
    size_t count, cap;
};

void people_add(struct people *people, struct person person);
void people_free(struct people *people);

#endif
