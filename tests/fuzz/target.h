/* What libFuzzer calls (https://llvm.org/docs/LibFuzzer.html). */
#ifndef REFMILL_FUZZ_TARGET_H
#define REFMILL_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
