/* The formats there are, in the order of their names. */
#ifndef REFMILL_REGISTRY_H
#define REFMILL_REGISTRY_H

#include "writer.h"

/* The writer at that place, or NULL behind the last. */
const struct writer *registry_at(size_t index);

/* The writer of that name, or NULL. */
const struct writer *registry_find(struct view name);

/* The writer whose suffix ends the file's name, the longest if there are
 * several, whatever the case; or NULL. */
const struct writer *registry_find_suffix(struct view path);

#endif
