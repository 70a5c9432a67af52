/* The readers, sorted by name. */
#ifndef REFMILL_INPUT_READER_REGISTRY_H
#define REFMILL_INPUT_READER_REGISTRY_H

#include "input/reader.h"

/* Returns the reader at `index`, or NULL after the last. */
const struct reader *reader_registry_at(size_t index);

/* Returns the reader of that name, or NULL. */
const struct reader *reader_registry_find(struct view name);

#endif
