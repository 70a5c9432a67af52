/* Splits names of authors, as arXiv writes them, into persons. Resolves TeX. The text of the
 * persons is in the arena, or that of the parts which author_names_add_parts gets. Ignores names
 * without a letter, digit or symbol. */
#ifndef REFMILL_RECORD_AUTHOR_NAMES_H
#define REFMILL_RECORD_AUTHOR_NAMES_H

#include "record/person.h"

/* Adds the people in a list of names, arXiv's `authors` field: "A. B. Smith (MIT), C. van der
 * Berg Jr. and the ATLAS Collaboration". Commas, semicolons, "and", "&" and the colon after a
 * collaboration separate names. Text in brackets is dropped. "et al." makes the
 * list incomplete. */
void author_names_split_list(struct view text, struct arena *arena, struct people *people);

/* The steps of that, for lists that need more than it does: takes a name, and the separator after
 * it, off a list that author_clean_unbracketed has cleaned; and adds a name taken so. The people of
 * the list begin at people->list[first]. */
struct view author_names_take(struct view *list);
void author_names_add_listed(struct view name, size_t first, struct people *people);

/* Adds one person, named as in the author/name element of arXiv's API, perhaps with affiliations
 * in brackets, or as "Smith, John", "Smith, John, Jr." or "Smith, Jr.". An "et al." after the name
 * makes the list incomplete. */
void author_names_add(struct view name, struct arena *arena, struct people *people);

/* Adds one person whose name arXiv has split: authors_parsed [last, first, suffix]; OAI keyname,
 * forenames, suffix. The parts stay as they are, but two kinds of name become literals: a
 * collaboration ("Collaboration", "ATLAS"), and a keyname of several words without other parts,
 * unless it begins with a particle. */
void author_names_add_parts(struct view family, struct view given, struct view suffix,
                            struct arena *arena, struct people *people);

#endif
