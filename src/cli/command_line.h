/* Parses a command line like getopt_long(3): long options may be abbreviated, letters combined,
 * and operands mixed with options. Unlike getopt it keeps no global state, so that the C library
 * can use it. */
#ifndef REFMILL_CLI_COMMAND_LINE_H
#define REFMILL_CLI_COMMAND_LINE_H

#include "system/diag.h"
#include "cli/option_table.h"

struct command_line {
    const char *const *words;
    size_t count, next;  /* the next word is words[next]; 1 at the start */
    const char *letters; /* what is left of combined letters such as -kq; may be NULL or empty */
    bool ended;          /* "--" was read: all further words are operands */
};

/* An option, and its value or NULL; or an operand, as a `value` without an option. */
struct argument {
    const struct option *option;
    const char *value;
};

/* Takes the next argument. Returns false at the end, and after reporting an error. */
bool command_line_next(struct command_line *command, struct argument *argument, struct diag *diag);

#endif
