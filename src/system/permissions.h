/* The permissions of a file that is replaced. */
#ifndef REFMILL_SYSTEM_PERMISSIONS_H
#define REFMILL_SYSTEM_PERMISSIONS_H

#include <stdbool.h>
#include <sys/stat.h>

/* Gives the open file the mode of the file at `path`, whose
 * status is `old`, without set-uid, set-gid and sticky bits; and where the process may, its
 * owner, group and ACL. What cannot be kept takes permissions from others and gives them none.
 * False, with the reason in errno, on failure. */
bool permissions_copy(const char *path, const struct stat *old, int file);

#endif
