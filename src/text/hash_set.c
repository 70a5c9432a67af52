#include "text/hash_set.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_PLACES = 256 };

/* The place of the hash, or the empty one for it. */
static size_t find(const struct hash_set *set, uint64_t hash)
{
    size_t at = (size_t)hash & (set->cap - 1);

    while (set->hashes[at] && set->hashes[at] != hash)
        at = (at + 1) & (set->cap - 1);
    return at;
}

static void *add_zeros(void *array, size_t count, size_t new_count, size_t size)
{
    char *grown = memory_resize_array(array, new_count, size);

    memset(grown + count * size, 0, (new_count - count) * size);
    return grown;
}

/* In place, since two tables at a time would be the most memory that a long stream
 * takes. From behind an empty place on, each hash goes no further from where it is
 * looked for than it was, so none comes behind one that has yet to move. */
static void grow(struct hash_set *set)
{
    size_t before = set->cap, empty = 0;

    set->cap = before ? before * 2 : FIRST_PLACES;
    set->hashes = add_zeros(set->hashes, before, set->cap, sizeof *set->hashes);
    if (set->numbers)
        set->numbers = add_zeros(set->numbers, before, set->cap, sizeof *set->numbers);
    while (before > 0 && set->hashes[empty])
        empty++;
    for (size_t i = 1; i < before; i++) {
        size_t from = (empty + i) & (before - 1), to;
        uint64_t hash = set->hashes[from];
        uint32_t number = set->numbers ? set->numbers[from] : 0;

        if (!hash)
            continue;
        set->hashes[from] = 0;
        to = find(set, hash);
        set->hashes[to] = hash;
        if (set->numbers) {
            set->numbers[from] = 0;
            set->numbers[to] = number;
        }
    }
}

bool hash_set_add(struct hash_set *set, uint64_t hash)
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

bool hash_set_has(const struct hash_set *set, uint64_t hash)
{
    return set->cap > 0 && set->hashes[find(set, hash)] == hash;
}

uint32_t hash_set_number(const struct hash_set *set, uint64_t hash)
{
    return set->numbers ? set->numbers[find(set, hash)] : 0;
}

void hash_set_set_number(struct hash_set *set, uint64_t hash, uint32_t number)
{
    if (!set->numbers)
        set->numbers = add_zeros(NULL, 0, set->cap, sizeof *set->numbers);
    set->numbers[find(set, hash)] = number;
}

void hash_set_free(struct hash_set *set)
{
    free(set->hashes);
    free(set->numbers);
    *set = (struct hash_set){ 0 };
}
