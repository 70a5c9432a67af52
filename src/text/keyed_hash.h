/* Computes hashes for tables in memory, with a random key for each process, so that nobody can
 * craft texts that collide. Hashes differ from run to run, so neither output nor its order may
 * depend on them. The hash in outputs is record_hash (record.h). */
#ifndef REFMILL_TEXT_KEYED_HASH_H
#define REFMILL_TEXT_KEYED_HASH_H

#include "text/text.h"

/* Returns a 64-bit hash of the text, never 0. */
uint64_t keyed_hash_text(struct view text);

/* The same, ignoring the case of ASCII letters. */
uint64_t keyed_hash_folded(struct view text);

/* Returns a hash of two numbers in this order, never 0. */
uint64_t keyed_hash_pair(uint64_t first, uint64_t second);

#endif
