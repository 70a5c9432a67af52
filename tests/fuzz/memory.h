/* src/output/sink.h once more, into memory: linked in place of src/output/sink.c, so that
 * nothing that a fuzzer makes ever touches a file system. */
#ifndef REFMILL_FUZZ_MEMORY_H
#define REFMILL_FUZZ_MEMORY_H

#include "output/sink.h"

/* Forgets everything that was written. */
void memory_reset(void);

/* What was written to that path since; valid until the next memory_reset. */
struct view memory_written(const char *path);

#endif
