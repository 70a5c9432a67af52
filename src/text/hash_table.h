/* A hash table from 64-bit hashes to numbers. It serves as a set of hashes, or as an index of texts
 * that the caller keeps. An index tells texts with the same hash apart. The hashes are those of
 * keyed_hash.h, so that an input can neither slow the table down nor make two texts collide in a
 * set. The order in the table differs from run to run, so there is no way to iterate over it. */
#ifndef REFMILL_TEXT_HASH_TABLE_H
#define REFMILL_TEXT_HASH_TABLE_H

#include "text/text.h"

/* Open addressing; all zero is an empty table. A place takes 8 bytes, and 4 more once
 * an entry has a number other than 0. At most three quarters of the places are in use and,
 * once the table has grown, at least three eighths. */
struct hash_table {
    uint64_t *hashes;  /* 0: empty */
    uint32_t *numbers; /* one for each hash; NULL: all are 0 */
    size_t count, cap;
};

void hash_table_free(struct hash_table *table);

/* Fetches the memory of the hash's place, for a later call, if other work comes between. */
static inline void hash_table_expect(const struct hash_table *table, uint64_t hash)
{
    size_t place = (size_t)hash & (table->cap - 1);

    if (table->cap > 0)
        __builtin_prefetch(&table->hashes[place]);
    if (table->numbers)
        __builtin_prefetch(&table->numbers[place]);
}

/* ---- A set of hashes ----------------------------------------------------- */

/* Adds the hash, which must not be 0, with the number 0. Returns false if it is there already. */
bool hash_table_add(struct hash_table *table, uint64_t hash);

bool hash_table_has(const struct hash_table *table, uint64_t hash);

/* Returns the number of a hash, or 0 if the hash is not there. */
uint32_t hash_table_number(const struct hash_table *table, uint64_t hash);

/* Sets the number of a hash, which must be there. */
void hash_table_set_number(struct hash_table *table, uint64_t hash, uint32_t number);

/* ---- An index of texts --------------------------------------------------- */

/* Returns the text that `owner` keeps under that number. */
typedef struct view hash_table_text(const void *owner, uint32_t number);

/* Returns the number of the text, or table->count if it is not there. Texts are numbered from 0 in
 * the order in which they are added. */
uint32_t hash_table_find_text(const struct hash_table *table, struct view text,
                              hash_table_text *text_of, const void *owner);

/* The same, but adds a text that is not there. It then returns the count before the call, and the
 * caller must keep the text under that number. */
uint32_t hash_table_add_text(struct hash_table *table, struct view text, hash_table_text *text_of,
                             const void *owner);

#endif
