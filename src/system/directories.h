/* Makes directories for outputs, and removes them again if a run fails. */
#ifndef REFMILL_SYSTEM_DIRECTORIES_H
#define REFMILL_SYSTEM_DIRECTORIES_H

#include "system/temporary.h"
#include "text/text.h"

struct directories {
    bool is_private;         /* new ones are accessible to their owner only */
    struct temporary **made; /* oldest first */
    size_t count, cap;
    char *last; /* a directory that is known to exist, or NULL */
};

/* Makes a directory and its missing parents, with mode 0777, or 0700 if is_private, less the
 * umask. They are removed when the program ends, if empty, unless directories_keep was called.
 * Returns false on failure, with the reason in *why. */
bool directories_make(struct directories *folders, struct view folder, const char **why);

/* Keeps the directories made so far. */
void directories_keep(struct directories *folders);

/* Removes those that are empty and were not kept, and frees the members of the struct. */
void directories_remove(struct directories *folders);

#endif
