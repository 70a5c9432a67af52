/* A set of 64-bit hashes, of citation keys in use and of entries written, with
 * a number for each. A place takes 8 bytes, and 4 more once any has been given a
 * number; between three eighths and three quarters of the places are taken. */
#ifndef REFMILL_TEXT_HASH_SET_H
#define REFMILL_TEXT_HASH_SET_H

#include "text/text.h"

/* Open addressing; all zero is an empty set. */
struct hash_set {
    uint64_t *hashes;  /* 0: empty */
    uint32_t *numbers; /* of the hashes; NULL: all are 0 */
    size_t count, cap;
};

/* False when the hash is in the set already; its number begins as 0. */
bool hash_set_add(struct hash_set *set, uint64_t hash);

bool hash_set_has(const struct hash_set *set, uint64_t hash);

/* The number of a hash; 0 for one that is not in the set. */
uint32_t hash_set_number(const struct hash_set *set, uint64_t hash);

/* Gives a number to a hash that is in the set. */
void hash_set_set_number(struct hash_set *set, uint64_t hash, uint32_t number);

void hash_set_free(struct hash_set *set);

#endif
