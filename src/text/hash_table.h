/* A hash table from 64-bit hashes to numbers. It is used as a set of hashes, where a
 * hash stands for what was hashed, or as an index of texts that the caller keeps,
 * where texts of the same hash are told apart. The hashes are keyed_hash.h's, so that an
 * input can neither slow the table down nor pass one text off as another. Nothing goes
 * through a table in its order, which differs from run to run. */
#ifndef REFMILL_TEXT_HASH_TABLE_H
#define REFMILL_TEXT_HASH_TABLE_H

#include "text/text.h"

/* Open addressing; all zero is an empty table. A place takes 8 bytes, and 4 more once
 * an entry has a number other than 0; between three eighths and three quarters of the
 * places are in use. */
struct hash_table {
    uint64_t *hashes;  /* 0: empty */
    uint32_t *numbers; /* of the hashes; NULL: all are 0 */
    size_t count, cap;
};

void hash_table_free(struct hash_table *table);

/* ---- A set of hashes ----------------------------------------------------- */

/* Adds the hash, which is not 0, with the number 0; false if it is there already. */
bool hash_table_add(struct hash_table *table, uint64_t hash);

bool hash_table_has(const struct hash_table *table, uint64_t hash);

/* The number of a hash; 0 for one that is not there. */
uint32_t hash_table_number(const struct hash_table *table, uint64_t hash);

/* Gives a number to a hash that is there. */
void hash_table_set_number(struct hash_table *table, uint64_t hash, uint32_t number);

/* ---- An index of texts --------------------------------------------------- */

/* The text with that number, among those that `owner` keeps. */
typedef struct view hash_table_text(const void *owner, uint32_t number);

/* The number of the text: texts are numbered from 0 in the order in which they are
 * added. table->count when it is not there. */
uint32_t hash_table_find_text(const struct hash_table *table, struct view text,
                              hash_table_text *text_of, const void *owner);

/* The same, but adds a text that is not there; the result is then table->count as it
 * was before, and the caller keeps the text under that number. */
uint32_t hash_table_add_text(struct hash_table *table, struct view text, hash_table_text *text_of,
                             const void *owner);

#endif
