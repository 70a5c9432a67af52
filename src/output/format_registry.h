/* The built-in formats, sorted by name. */
#ifndef REFMILL_OUTPUT_FORMAT_REGISTRY_H
#define REFMILL_OUTPUT_FORMAT_REGISTRY_H

#include "output/writer.h"

size_t format_registry_count(void);

/* Returns the writer at `index`, or NULL after the last. */
const struct writer *format_registry_at(size_t index);

#endif
