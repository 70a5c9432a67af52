/* Memory: arenas, which are freed as a whole, and the only calls to the allocator, so that the
 * program ends in one place when memory runs out. Libraries that accept an allocator get these
 * functions. */
#ifndef REFMILL_TEXT_MEMORY_H
#define REFMILL_TEXT_MEMORY_H

#include <stdalign.h>
#include <stddef.h>

/* Ends the program with a message and status 2. Also called when a library reports that memory
 * ran out. */
_Noreturn void memory_end(void);

/* Sets a function that memory_end calls first, or NULL. It need not return. */
void memory_before_end(void (*handler)(void));

/* Like malloc(3), but never returns NULL. */
void *memory_take(size_t size);

/* Like strdup(3), but never returns NULL. */
char *memory_copy(const char *text);

/* Like realloc(3), but never returns NULL. `memory` may be NULL. The caller frees the result
 * with free(3). */
void *memory_resize(void *memory, size_t size);

/* The same for `count` elements of `size` bytes each. An overflow counts as running out of
 * memory. */
void *memory_resize_array(void *memory, size_t count, size_t size);

/* Doubles the room in an array; called by memory_grow_array only. */
void *memory_double_array(void *array, size_t *cap, size_t size);

enum { MEMORY_LARGE_PAGE = 2 * 1024 * 1024 }; /* bytes, on most machines */

/* Asks for large pages wherever they fit into the memory, so that it is filled faster. */
void memory_prefer_large_pages(void *memory, size_t size);

/* Makes room for one more than `count` elements and returns the array, which may have moved.
 * *cap is the number of elements it has room for. Growth is geometric. */
static inline void *memory_grow_array(void *array, size_t count, size_t *cap, size_t size)
{
    return count < *cap ? array : memory_double_array(array, cap, size);
}

/* A list of blocks, newest first, each filled from its front. All zero is an empty arena. */
struct arena {
    struct arena_block *newest;
};

struct arena_block {
    struct arena_block *older;
    size_t size, used; /* multiples of the alignment of bytes[] */
    alignas(max_align_t) char bytes[];
};

/* Takes memory from a new block; called by arena_take only. */
void *arena_take_block(struct arena *arena, size_t size);

/* Returns `size` bytes, aligned for any object and not initialised. They live until the arena
 * is reset or freed. */
static inline void *arena_take(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->newest;
    size_t before;

    if (!block || block->size - block->used < size)
        return arena_take_block(arena, size);
    before = block->used;
    block->used += (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    return block->bytes + before;
}

/* Frees what was taken, but keeps one block for reuse. */
void arena_reset(struct arena *arena);

/* Frees all memory. */
void arena_free(struct arena *arena);

#endif
