/* Directories that are made for outputs, and removed again if a run fails. */
#ifndef REFMILL_SYSTEM_DIRECTORIES_H
#define REFMILL_SYSTEM_DIRECTORIES_H

#include "system/temporary.h"
#include "text/text.h"

struct directories {
    bool is_private;         /* new ones are for their owner alone */
    struct temporary **made; /* in this order */
    size_t count, cap;
    char *last; /* the directory that is known to exist */
};

/* Makes a directory and its missing parents, with mode 0777, or 0700 if they are private,
 * less umask; until they are kept, empty ones are removed when the program ends. On failure
 * false, with the reason in *why. */
bool directories_make(struct directories *folders, struct view folder, const char **why);

/* Keeps what was made so far. */
void directories_keep(struct directories *folders);

/* Removes what was made and is empty, and frees what the struct holds. */
void directories_remove(struct directories *folders);

#endif
