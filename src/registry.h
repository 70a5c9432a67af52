/* refmill's own formats, in the order of their names. */
#ifndef REFMILL_REGISTRY_H
#define REFMILL_REGISTRY_H

#include "writer.h"

size_t registry_count(void);

/* The writer at that place, or NULL behind the last. */
const struct writer *registry_at(size_t index);

#endif
