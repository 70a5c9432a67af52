/* The names of the inputs, given one by one or listed in a file (--files-from). */
#ifndef REFMILL_INPUT_INPUT_LIST_H
#define REFMILL_INPUT_INPUT_LIST_H

#include "system/diag.h"
#include "text/text.h"

/* A file, "-" for standard input; or bytes in memory, which have a name too. */
struct input_name {
    const char *name;
    bool in_memory;
    struct view bytes;
};

struct input_list {
    struct input_name *names;
    size_t count, cap;
    struct buffer list; /* what the file had: names point into it */
};

/* Adds the names that a file lists, "-" for standard input, a line each (LF or
 * CR LF), or with a NUL behind each when `nul`; empty ones are none. May be called once. False,
 * and an error reported, when it cannot be read. */
bool input_list_read_list(struct input_list *inputs, const char *file, bool nul, struct diag *diag);

/* Adds a file. */
void input_list_add(struct input_list *inputs, const char *name);

void input_list_add_name(struct input_list *inputs, struct input_name name);
void input_list_free(struct input_list *inputs);

#endif
