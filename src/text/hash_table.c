#include "text/hash_table.h"

#include <stdlib.h>
#include <string.h>

#include "text/keyed_hash.h"

enum { FIRST_PLACES = 256 };

void hash_table_free(struct hash_table *table)
{
    free(table->hashes);
    free(table->numbers);
    *table = (struct hash_table){ 0 };
}

/* Returns the place of the hash, or the empty place for it. */
static size_t find_hash(const struct hash_table *table, uint64_t hash)
{
    size_t at = (size_t)hash & (table->cap - 1);

    while (table->hashes[at] && table->hashes[at] != hash)
        at = (at + 1) & (table->cap - 1);
    return at;
}

static size_t find_empty(const struct hash_table *table, uint64_t hash)
{
    size_t at = (size_t)hash & (table->cap - 1);

    while (table->hashes[at])
        at = (at + 1) & (table->cap - 1);
    return at;
}

static void *add_zeros(void *array, size_t count, size_t new_count, size_t size)
{
    char *grown = memory_resize_array(array, new_count, size);

    memset(grown + count * size, 0, (new_count - count) * size);
    return grown;
}

/* Makes room for one more hash. The table grows in place, since an old and a new table at once
 * would take the most memory of a long stream. The move begins after an empty place. So each
 * hash gets no further from where its search begins, and all hashes in between have moved. */
static void grow(struct hash_table *table)
{
    size_t before = table->cap, empty = 0;

    if (table->count < before / 4 * 3)
        return;
    table->cap = before ? before * 2 : FIRST_PLACES;
    table->hashes = add_zeros(table->hashes, before, table->cap, sizeof *table->hashes);
    if (table->numbers)
        table->numbers = add_zeros(table->numbers, before, table->cap, sizeof *table->numbers);
    while (before > 0 && table->hashes[empty])
        empty++;
    for (size_t i = 1; i < before; i++) {
        size_t from = (empty + i) & (before - 1), to;
        uint64_t hash = table->hashes[from];
        uint32_t number = table->numbers ? table->numbers[from] : 0;

        if (!hash)
            continue;
        table->hashes[from] = 0;
        to = find_empty(table, hash);
        table->hashes[to] = hash;
        if (table->numbers) {
            table->numbers[from] = 0;
            table->numbers[to] = number;
        }
    }
}

static uint32_t number_at(const struct hash_table *table, size_t place)
{
    return table->numbers ? table->numbers[place] : 0;
}

static void set_number_at(struct hash_table *table, size_t place, uint32_t number)
{
    if (!table->numbers && number)
        table->numbers = add_zeros(NULL, 0, table->cap, sizeof *table->numbers);
    if (table->numbers)
        table->numbers[place] = number;
}

bool hash_table_add(struct hash_table *table, uint64_t hash)
{
    size_t at;

    grow(table);
    at = find_hash(table, hash);
    if (table->hashes[at])
        return false;
    table->hashes[at] = hash;
    table->count++;
    return true;
}

bool hash_table_has(const struct hash_table *table, uint64_t hash)
{
    return table->cap > 0 && table->hashes[find_hash(table, hash)] == hash;
}

uint32_t hash_table_number(const struct hash_table *table, uint64_t hash)
{
    return table->numbers ? table->numbers[find_hash(table, hash)] : 0;
}

void hash_table_set_number(struct hash_table *table, uint64_t hash, uint32_t number)
{
    set_number_at(table, find_hash(table, hash), number);
}

/* Returns the place of the text, or the empty place for it. */
static size_t find_text(const struct hash_table *table, uint64_t hash, struct view text,
                        hash_table_text *text_of, const void *owner)
{
    size_t at = find_hash(table, hash);

    while (table->hashes[at] &&
           (table->hashes[at] != hash || !view_equal(text_of(owner, number_at(table, at)), text)))
        at = (at + 1) & (table->cap - 1);
    return at;
}

uint32_t hash_table_find_text(const struct hash_table *table, struct view text,
                              hash_table_text *text_of, const void *owner)
{
    size_t at;

    if (table->count == 0)
        return 0;
    at = find_text(table, keyed_hash_text(text), text, text_of, owner);
    return table->hashes[at] ? number_at(table, at) : (uint32_t)table->count;
}

uint32_t hash_table_add_text(struct hash_table *table, struct view text, hash_table_text *text_of,
                             const void *owner)
{
    uint64_t hash = keyed_hash_text(text);
    size_t at;

    if (table->count == UINT32_MAX)
        memory_end();
    grow(table);
    at = find_text(table, hash, text, text_of, owner);
    if (table->hashes[at])
        return number_at(table, at);
    table->hashes[at] = hash;
    set_number_at(table, at, (uint32_t)table->count);
    return (uint32_t)table->count++;
}
