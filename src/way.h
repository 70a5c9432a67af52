/* The way from one folder to another, as it goes into an address. */
#ifndef REFMILL_WAY_H
#define REFMILL_WAY_H

#include "text.h"

/* The folder of a path or of an address, with its slash; "./" without one, and
 * for NULL. */
struct view way_folder(const char *path);

/* The folder's path without links and dots, which the caller frees; NULL when it
 * leads nowhere. */
char *way_resolve(struct view folder);

/* Puts the way from one folder to another, "../feeds/", or nothing when they are
 * the same; the other as it is when one of them leads nowhere. */
void way_put(struct buffer *out, struct view from, struct view to);

#endif
