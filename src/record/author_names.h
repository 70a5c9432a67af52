/* Splits names of authors, as arXiv writes them, into persons. TeX is resolved; the
 * text of the persons is in the arena. A name without a letter, digit or symbol is
 * passed over. */
#ifndef REFMILL_RECORD_AUTHOR_NAMES_H
#define REFMILL_RECORD_AUTHOR_NAMES_H

#include "record/person.h"

/* Adds the people in a list of names, arXiv's `authors` field: "A. B. Smith
 * (MIT), C. van der Berg Jr. and the ATLAS Collaboration". Commas, semicolons,
 * "and" and "&" separate, and so does the colon after a collaboration. What
 * stands in brackets goes. "et al." adds the literal "others" at the end. */
void author_names_split_list(struct view text, struct arena *arena, struct people *people);

/* Adds one person, whose name is as the API's author/name has it, perhaps with
 * affiliations in brackets; or as "Smith, John", "Smith, John, Jr." or
 * "Smith, Jr.". An "et al." after it adds the literal "others". */
void author_names_add(struct view name, struct arena *arena, struct people *people);

/* Adds one person, whose name arXiv has taken apart: authors_parsed [last, first,
 * suffix]; OAI keyname, forenames, suffix. The parts stay so, but for those of a
 * collaboration ("Collaboration", "ATLAS"), and for a keyname alone of several
 * words: a literal, unless it begins with a particle. */
void author_names_add_parts(struct view family, struct view given, struct view suffix,
                            struct arena *arena, struct people *people);

#endif
