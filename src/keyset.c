#include "keyset.h"

#include <stdlib.h>
#include <string.h>

/* The place of the hash, or the empty one for it. */
static size_t find(const struct keyset *set, uint64_t hash)
{
    size_t at = (size_t)hash & (set->cap - 1);

    while (set->hashes[at] && set->hashes[at] != hash)
        at = (at + 1) & (set->cap - 1);
    return at;
}

static void *make_zeros(size_t count, size_t size)
{
    void *zeros = memory_resize_array(NULL, count, size);
    return memset(zeros, 0, count * size);
}

static void grow(struct keyset *set)
{
    struct keyset larger = { .count = set->count, .cap = set->cap ? set->cap * 2 : 256 };

    larger.hashes = make_zeros(larger.cap, sizeof *larger.hashes);
    if (set->numbers)
        larger.numbers = make_zeros(larger.cap, sizeof *larger.numbers);
    for (size_t i = 0; i < set->cap; i++) {
        size_t at = set->hashes[i] ? find(&larger, set->hashes[i]) : 0;

        if (set->hashes[i])
            larger.hashes[at] = set->hashes[i];
        if (set->hashes[i] && set->numbers)
            larger.numbers[at] = set->numbers[i];
    }
    keyset_free(set);
    *set = larger;
}

bool keyset_add(struct keyset *set, uint64_t hash)
{
    size_t at;

    if (set->count >= set->cap / 4 * 3)
        grow(set);
    at = find(set, hash);
    if (set->hashes[at])
        return false;
    set->hashes[at] = hash;
    set->count++;
    return true;
}

bool keyset_has(const struct keyset *set, uint64_t hash)
{
    return set->cap > 0 && set->hashes[find(set, hash)] == hash;
}

uint32_t keyset_number(const struct keyset *set, uint64_t hash)
{
    return set->numbers ? set->numbers[find(set, hash)] : 0;
}

void keyset_set_number(struct keyset *set, uint64_t hash, uint32_t number)
{
    if (!set->numbers)
        set->numbers = make_zeros(set->cap, sizeof *set->numbers);
    set->numbers[find(set, hash)] = number;
}

void keyset_free(struct keyset *set)
{
    free(set->hashes);
    free(set->numbers);
    *set = (struct keyset){ 0 };
}
