/* A format: written to memory, and checked. */
#ifndef REFMILL_FUZZ_OUTPUTS_H
#define REFMILL_FUZZ_OUTPUTS_H

#include "check.h"
#include "output/writer.h"

/* Returns the writer of that name, which must be one. */
const struct writer *outputs_writer(const char *name);

/* Writes the records, with these flags (records.h), to the path that is the
 * writer's name. */
void outputs_write(const struct writer *writer, const struct record *records, size_t count,
                   unsigned flags);

/* Checks what was written to the path that is the writer's name. */
void outputs_check(const struct writer *writer, const struct expected *expected);

#endif
