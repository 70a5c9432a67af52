/* The way from one folder to another, as it goes into an address. */
#ifndef REFMILL_TEXT_RELATIVE_PATH_H
#define REFMILL_TEXT_RELATIVE_PATH_H

#include "text/text.h"

/* The folder of a path or of an address, with its slash; "./" without one, and
 * for NULL. */
struct view relative_path_folder(const char *path);

/* The folder's path without links and dots, which the caller frees; NULL when it
 * leads nowhere. */
char *relative_path_resolve(struct view folder);

/* Puts the way from one folder to another, "../feeds/", or nothing when they are
 * the same; the other as it is when one of them leads nowhere. */
void relative_path_put(struct buffer *out, struct view from, struct view to);

#endif
