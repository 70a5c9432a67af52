/* A file without a name, for what reads its input from one: written anew for
 * each of the fuzzer's inputs, and in memory, since a disk would be most of the
 * time. */
#ifndef REFMILL_FUZZ_UNNAMED_H
#define REFMILL_FUZZ_UNNAMED_H

#include "text/text.h"

/* The path under which it can be opened once more. */
const char *unnamed_path(void);

/* Makes the text what it has, and the descriptor stand at its start. */
void unnamed_write(struct view text);

#endif
