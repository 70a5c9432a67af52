#include "keyset.h"

#include <stdlib.h>

static struct keyset_slot *find(const struct keyset *set, uint64_t hash)
{
    size_t at = (size_t)hash & (set->cap - 1);

    while (set->slots[at].hash && set->slots[at].hash != hash)
        at = (at + 1) & (set->cap - 1);
    return &set->slots[at];
}

static void grow(struct keyset *set)
{
    struct keyset larger = { .count = set->count, .cap = set->cap ? set->cap * 2 : 256 };

    larger.slots = memory_resize_array(NULL, larger.cap, sizeof *larger.slots);
    for (size_t i = 0; i < larger.cap; i++)
        larger.slots[i] = (struct keyset_slot){ 0 };
    for (size_t i = 0; i < set->cap; i++) {
        if (set->slots[i].hash)
            *find(&larger, set->slots[i].hash) = set->slots[i];
    }
    free(set->slots);
    *set = larger;
}

bool keyset_add(struct keyset *set, uint64_t hash)
{
    struct keyset_slot *slot;

    if (set->count >= set->cap / 4 * 3)
        grow(set);
    slot = find(set, hash);
    if (slot->hash)
        return false;
    *slot = (struct keyset_slot){ .hash = hash };
    set->count++;
    return true;
}

bool keyset_has(const struct keyset *set, uint64_t hash)
{
    return set->cap > 0 && find(set, hash)->hash == hash;
}

uint32_t *keyset_number(const struct keyset *set, uint64_t hash)
{
    return &find(set, hash)->number;
}

void keyset_free(struct keyset *set)
{
    free(set->slots);
    *set = (struct keyset){ 0 };
}

uint64_t keyset_hash(uint64_t seed, struct view text)
{
    uint64_t hash = seed ? seed : UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)ascii_lower(text.at[i])) * UINT64_C(0x100000001B3);
    hash ^= hash >> 32;
    return hash ? hash : 1;
}

uint64_t keyset_hash_exact(struct view text)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(0x100000001B3);
    hash ^= hash >> 32;
    return hash ? hash : 1;
}
