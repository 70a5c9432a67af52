/* A set of 64-bit hashes, of citation keys in use and of entries written, with
 * a number for each. A place takes 8 bytes, and 4 more once any has been given a
 * number; between three eighths and three quarters of the places are taken. */
#ifndef REFMILL_KEYSET_H
#define REFMILL_KEYSET_H

#include "text.h"

/* Open addressing; all zero is an empty set. */
struct keyset {
    uint64_t *hashes;  /* 0: empty */
    uint32_t *numbers; /* of the hashes; NULL: all are 0 */
    size_t count, cap;
};

/* False when the hash is in the set already; its number begins as 0. */
bool keyset_add(struct keyset *set, uint64_t hash);

bool keyset_has(const struct keyset *set, uint64_t hash);

/* The number of a hash; 0 for one that is not in the set. */
uint32_t keyset_number(const struct keyset *set, uint64_t hash);

/* Gives a number to a hash that is in the set. */
void keyset_set_number(struct keyset *set, uint64_t hash, uint32_t number);

void keyset_free(struct keyset *set);

#endif
