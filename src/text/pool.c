#include "text/pool.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "text/memory.h"

/* Each block takes twice the memory of the one before it. One that takes large pages, of 2 MiB on
 * most machines, begins with one, so that it has no small pages at its ends. */
enum { FIRST_SIZE = 64 * 1024, LARGE_PAGE = MEMORY_LARGE_PAGE, SIZE_LIMIT = 2 * LARGE_PAGE };

struct pool_block {
    struct pool_block *older, *newer;
    size_t size, used; /* with this header; pieces follow it */
    size_t count;      /* of pieces that are in use */
};

struct piece {
    struct pool_block *block;
    char bytes[];
};

static void *take_large_pages(size_t size)
{
    void *pages = aligned_alloc(LARGE_PAGE, size);

    if (!pages)
        memory_end();
    memory_prefer_large_pages(pages, size);
    return pages;
}

/* Adds a block with room for `least` bytes. */
static struct pool_block *add_pool_block(struct pool *pool, size_t least)
{
    struct pool_block *older = pool->newest, *block;
    size_t size = older ? older->size * 2 : FIRST_SIZE;

    size = size > SIZE_LIMIT ? SIZE_LIMIT : size;
    if (size < sizeof *block + least)
        size = (sizeof *block + least + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    block = size < LARGE_PAGE ? memory_take(size) : take_large_pages(size);
    *block = (struct pool_block){ .older = older, .size = size, .used = sizeof *block };
    if (older)
        older->newer = block;
    return pool->newest = block;
}

void *pool_take(struct pool *pool, size_t size)
{
    struct pool_block *block = pool->newest;
    struct piece *piece;

    if (size > SIZE_MAX / 4)
        memory_end();
    size = (sizeof *piece + size + sizeof piece - 1) / sizeof piece * sizeof piece;
    if (!block || block->size - block->used < size)
        block = add_pool_block(pool, size);
    piece = (struct piece *)((char *)block + block->used);
    piece->block = block;
    block->used += size;
    block->count++;
    return piece->bytes;
}

void pool_drop(struct pool *pool, void *piece)
{
    struct pool_block *block;

    if (!piece)
        return;
    block = ((struct piece *)((char *)piece - offsetof(struct piece, bytes)))->block;
    if (--block->count > 0)
        return;
    block->used = sizeof *block;
    if (block == pool->newest)
        return;
    block->newer->older = block->older;
    if (block->older)
        block->older->newer = block->newer;
    free(block);
}

void pool_free(struct pool *pool)
{
    while (pool->newest) {
        struct pool_block *older = pool->newest->older;
        free(pool->newest);
        pool->newest = older;
    }
}
