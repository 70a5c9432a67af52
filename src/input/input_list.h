/* The names of the inputs, given one by one or in a file (--files-from). */
#ifndef REFMILL_INPUT_INPUT_LIST_H
#define REFMILL_INPUT_INPUT_LIST_H

#include "system/diag.h"
#include "text/text.h"

struct reader;

/* A file, "-" for standard input, or named bytes in memory. */
struct input_name {
    const char *name;
    const struct reader *reader; /* of it alone; NULL: that of all inputs */
    bool in_memory;
    struct view bytes;
};

struct input_list {
    struct input_name *names;
    size_t count, cap;
    struct buffer list; /* the content of the file; the names point into it */
};

/* Adds the names in a file, "-" for standard input, one a line (LF or CR LF), or each ended by a
 * NUL if `nul`. Ignores empty names. Call it at most once. Returns false, and reports an error, if
 * the file cannot be read. */
bool input_list_read_list(struct input_list *inputs, const char *file, bool nul, struct diag *diag);

/* Adds a file. Does not copy its name. */
void input_list_add(struct input_list *inputs, const char *name);

void input_list_add_name(struct input_list *inputs, struct input_name name);
void input_list_free(struct input_list *inputs);

#endif
