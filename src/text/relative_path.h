/* Relative paths from one directory to another, as they go into addresses. */
#ifndef REFMILL_TEXT_RELATIVE_PATH_H
#define REFMILL_TEXT_RELATIVE_PATH_H

#include "text/text.h"

/* The directory of a path or an address, with its slash; "./" if there is no slash, or
 * for NULL. */
struct view relative_path_folder(const char *path);

/* The directory's path without symbolic links and dots, which the caller frees; NULL if
 * there is no such directory. */
char *relative_path_resolve(struct view folder);

/* Appends the path from one directory to another, "../feeds/"; nothing if they are the
 * same, and `to` itself if one of them does not exist. */
void relative_path_put(struct buffer *out, struct view from, struct view to);

#endif
