/* Relative paths from one directory to another, for use in addresses. */
#ifndef REFMILL_TEXT_RELATIVE_PATH_H
#define REFMILL_TEXT_RELATIVE_PATH_H

#include "text/text.h"

/* Returns the directory of a path or an address, with its slash. Returns "./" if there is no
 * slash or `path` is NULL. */
struct view relative_path_folder(const char *path);

/* Returns the absolute path of the directory without symbolic links, "." and "..", or NULL if
 * there is no such directory. The caller frees it. */
char *relative_path_resolve(struct view folder);

/* Appends the path from one directory to another, such as "../feeds/". Appends nothing if they
 * are the same, and `to` itself if either does not exist. */
void relative_path_put(struct buffer *out, struct view from, struct view to);

#endif
