/* Hashes of text for tables in memory. They are not part of any output and may change
 * with any version; the hash that records keep is record_hash's. */
#ifndef REFMILL_TEXT_HASH_H
#define REFMILL_TEXT_HASH_H

#include "text/text.h"

/* A 64-bit hash of the text, never 0. `seed` is 0 or the hash of what precedes it. */
uint64_t hash_text(uint64_t seed, struct view text);

/* The same, ignoring the case of ASCII letters. */
uint64_t hash_folded(uint64_t seed, struct view text);

#endif
