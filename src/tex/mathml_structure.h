/* Converts the commands that build a structure of their arguments: fractions, roots, accents,
 * fences, tables and text. */
#ifndef REFMILL_TEX_MATHML_STRUCTURE_H
#define REFMILL_TEX_MATHML_STRUCTURE_H

#include "tex/mathml_commands.h"
#include "tex/mathml_formula.h"

/* Puts the command, whose name has been taken, with its arguments. */
void mathml_put_structure(struct formula *f, const struct math_command *command);

#endif
