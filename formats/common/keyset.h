/* A set of 64-bit hashes: citation keys in use, entries written. 16 bytes an
 * element at the most, once it has grown. */
#ifndef REFMILL_FORMATS_KEYSET_H
#define REFMILL_FORMATS_KEYSET_H

#include "text.h"

/* All zero is an empty set. */
struct keyset {
    uint64_t *slots; /* open addressing; 0 is empty */
    size_t count, cap;
};

/* False when the hash is in the set already. */
bool keyset_add(struct keyset *set, uint64_t hash);
void keyset_free(struct keyset *set);

/* FNV-1a over the text, ASCII letters as lower case, going on from `seed` (0
 * at the start). */
uint64_t keyset_hash(uint64_t seed, struct view text);

#endif
