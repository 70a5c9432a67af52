/* The names of the inputs: those of the command line, and those that a file
 * lists (--files-from). */
#ifndef REFMILL_INPUTS_H
#define REFMILL_INPUTS_H

#include "diag.h"
#include "text.h"

struct inputs {
    const char **names;
    size_t count, cap;
    struct buffer list; /* what the file had: names point into it */
};

/* Adds the names that a file lists, "-" for standard input, a line each (LF or
 * CR LF), or with a NUL behind each when `nul`; empty ones are none. May be called once. False,
 * and an error reported, when it cannot be read. */
bool inputs_read_list(struct inputs *inputs, const char *file, bool nul, struct diag *diag);

void inputs_add(struct inputs *inputs, const char *name);
void inputs_free(struct inputs *inputs);

#endif
