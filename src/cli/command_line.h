/* A command line, word by word, as getopt_long(3) has it: names of options may be
 * shortened, letters stand together, and what is no option may stand anywhere.
 * Unlike getopt's, nothing of it is kept outside, so that a library can have it. */
#ifndef REFMILL_CLI_COMMAND_LINE_H
#define REFMILL_CLI_COMMAND_LINE_H

#include "system/diag.h"
#include "cli/option_table.h"

struct command_line {
    const char *const *words;
    size_t count, next;
    const char *letters; /* those left of a word of several, -kq; NULL or empty: none */
    bool ended;          /* by "--": no more options */
};

/* An option, and its value if it takes one; or a word that is none (no option). */
struct argument {
    const struct option *option;
    const char *value;
};

/* Takes the next. False at the end, and, with an error reported, where it is
 * none. */
bool command_line_next(struct command_line *command, struct argument *argument, struct diag *diag);

#endif
