/* A fuzz target: what libFuzzer calls (https://llvm.org/docs/LibFuzzer.html). A program may serve
 * several targets, and is then called by their names: read_feed is read, of the reader "feed". */
#ifndef REFMILL_FUZZ_TARGET_H
#define REFMILL_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Returns what follows the first underscore in the name of the program, or all of it. */
const char *target_name(void);

#endif
