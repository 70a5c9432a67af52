/* The names of the inputs: those that are given, and those that a file lists
 * (--files-from). */
#ifndef REFMILL_INPUTS_H
#define REFMILL_INPUTS_H

#include "diag.h"
#include "text.h"

/* A file, "-" for standard input; or bytes in memory, which have a name too. */
struct input_name {
    const char *name;
    bool in_memory;
    struct view bytes;
};

struct inputs {
    struct input_name *names;
    size_t count, cap;
    struct buffer list; /* what the file had: names point into it */
};

/* Adds the names that a file lists, "-" for standard input, a line each (LF or
 * CR LF), or with a NUL behind each when `nul`; empty ones are none. May be called once. False,
 * and an error reported, when it cannot be read. */
bool inputs_read_list(struct inputs *inputs, const char *file, bool nul, struct diag *diag);

/* Adds a file. */
void inputs_add(struct inputs *inputs, const char *name);

void inputs_add_name(struct inputs *inputs, struct input_name name);
void inputs_free(struct inputs *inputs);

#endif
