/* Folders that are made for outputs, and go again when those do not come. */
#ifndef REFMILL_SYSTEM_DIRECTORIES_H
#define REFMILL_SYSTEM_DIRECTORIES_H

#include "system/temporary.h"
#include "text/text.h"

struct directories {
    struct temporary **made; /* in this order */
    size_t count, cap;
    char *last; /* the folder that is known to be there */
};

/* Makes a folder, and those on the way there, that are not there yet, with 0777
 * less umask; until they are kept, those that are empty go when the program ends.
 * False when that cannot be, with the reason in *why. */
bool directories_make(struct directories *folders, struct view folder, const char **why);

/* What was made so far stays. */
void directories_keep(struct directories *folders);

/* Removes what was made and is empty, and frees what the struct holds. */
void directories_remove(struct directories *folders);

#endif
