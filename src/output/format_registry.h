/* refmill's own formats, in the order of their names. */
#ifndef REFMILL_OUTPUT_FORMAT_REGISTRY_H
#define REFMILL_OUTPUT_FORMAT_REGISTRY_H

#include "output/writer.h"

size_t format_registry_count(void);

/* The writer at that place, or NULL behind the last. */
const struct writer *format_registry_at(size_t index);

#endif
