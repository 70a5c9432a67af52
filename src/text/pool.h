/* Memory for many pieces that are kept for long and seldom dropped. Large blocks in large pages
 * hold them, since a first use of each small page would take a tenth of a run that keeps all. */
#ifndef REFMILL_TEXT_POOL_H
#define REFMILL_TEXT_POOL_H

#include <stddef.h>

/* All zero is an empty pool. */
struct pool {
    struct pool_block *newest;
};

/* Returns `size` bytes, aligned for pointers and not initialised, until they are dropped or the
 * pool is freed. */
void *pool_take(struct pool *pool, size_t size);

/* Drops a piece, or does nothing if it is NULL. Its memory is free once no other piece of its block
 * is in use, so drop pieces in the order in which they were taken. */
void pool_drop(struct pool *pool, void *piece);

/* Frees all memory. */
void pool_free(struct pool *pool);

#endif
