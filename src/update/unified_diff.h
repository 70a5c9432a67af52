/* Prints changes as a unified diff, which patch(1) and git apply take. */
#ifndef REFMILL_UPDATE_UNIFIED_DIFF_H
#define REFMILL_UPDATE_UNIFIED_DIFF_H

#include "update/edits.h"

/* Puts the diff of a file of that name; nothing if there are no edits. */
void unified_diff_put(const struct edits *edits, const char *name, struct buffer *out);

#endif
