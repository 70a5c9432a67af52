/* A command line, word by word, as getopt_long(3) has it: names of options may be
 * shortened, letters stand together, and what is no option may stand anywhere.
 * Unlike getopt's, nothing of it is kept outside, so that a library can have it. */
#ifndef REFMILL_COMMAND_H
#define REFMILL_COMMAND_H

#include "diag.h"
#include "usage.h"

struct command {
    const char *const *words;
    size_t count, next;
    const char *letters; /* those left of a word of several, -kq; NULL or empty: none */
    bool ended;          /* by "--": no more options */
};

/* An option, and its value if it takes one; or a word that is none (no option). */
struct argument {
    const struct usage *option;
    const char *value;
};

/* Takes the next. False at the end, and, with an error reported, where it is
 * none. */
bool command_next(struct command *command, struct argument *argument, struct diag *diag);

#endif
