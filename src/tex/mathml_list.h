/* Converts the lists of which a formula consists: atoms with their scripts, groups and commands. */
#ifndef REFMILL_TEX_MATHML_LIST_H
#define REFMILL_TEX_MATHML_LIST_H

#include "tex/mathml_formula.h"

/* Appends elements up to the end of the list. Returns their number. */
size_t mathml_put_list(struct formula *f);

/* Appends a list as one element. */
void mathml_put_row(struct formula *f);

/* Appends one element: a group, or a single atom. */
void mathml_put_argument(struct formula *f);

/* Converts a formula within text, without delimiters, in place of what is converted. */
void mathml_put_inner(struct formula *f, struct view inner, char alphabet);

#endif
