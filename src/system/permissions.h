/* Gives a new file the permissions of the file that it replaces. */
#ifndef REFMILL_SYSTEM_PERMISSIONS_H
#define REFMILL_SYSTEM_PERMISSIONS_H

#include <stdbool.h>
#include <sys/stat.h>

/* Gives the open file the permissions of the file at `path`, whose status is `old`: the mode
 * without set-uid, set-gid and sticky bits, and the owner, group and ACL if the process may set
 * them. If not, others may lose permissions but never gain any. Returns false on failure, with the
 * reason in errno. */
bool permissions_copy(const char *path, const struct stat *old, int file);

#endif
