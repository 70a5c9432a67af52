/* Folders that are made for outputs, and go again when those do not come. */
#ifndef REFMILL_FOLDERS_H
#define REFMILL_FOLDERS_H

#include <stdbool.h>
#include <stddef.h>

struct folders {
    char **made; /* in this order */
    size_t count, cap;
    char *last; /* the folder that is known to be there */
};

/* Makes the folders of a path, up to its last slash, that are not there, with
 * 0777 less umask. False when that cannot be, with the reason in *why. */
bool folders_make(struct folders *folders, const char *path, const char **why);

/* What was made so far stays. */
void folders_keep(struct folders *folders);

/* Removes what was made and is empty, and frees what the struct holds. */
void folders_remove(struct folders *folders);

#endif
