/* Memory: arenas, each with one free; and the only calls to the
 * allocator, so that running out of memory ends the program in one place.
 * Libraries get these functions for their own where they take any. */
#ifndef REFMILL_TEXT_MEMORY_H
#define REFMILL_TEXT_MEMORY_H

#include <stddef.h>

/* What a library that says it has no memory comes to as well: a message, and
 * the end of the program with status 2. */
_Noreturn void memory_end(void);

/* What is called first then, and need not return; NULL: nothing. */
void memory_before_end(void (*handler)(void));

/* Like malloc(3), but never returns NULL. */
void *memory_take(size_t size);

/* Like strdup(3), but never returns NULL. */
char *memory_copy(const char *text);

/* Like realloc(3), but never returns NULL: without memory the program ends
 * with status 2. `memory` may be NULL; the caller owns the result and gives
 * it back with free(3). */
void *memory_resize(void *memory, size_t size);

/* Room for `count` elements of `size` bytes each, a product that overflows
 * counting as memory that is not there. */
void *memory_resize_array(void *memory, size_t count, size_t size);

/* An array with room for one element more than `count`; the array itself, as
 * it may have moved, and *cap how many it has room for. Growth is geometric. */
void *memory_grow_array(void *array, size_t count, size_t *cap, size_t size);

/* Blocks that are filled from the front; the newest is first. All zero is an
 * empty arena. */
struct arena {
    struct arena_block *newest;
};

/* `size` bytes, aligned for any object and not initialised; they live until
 * the arena is reset or freed. */
void *arena_take(struct arena *arena, size_t size);

/* Forgets what was taken and keeps one block for the next use. */
void arena_reset(struct arena *arena);

/* Gives all memory back. */
void arena_free(struct arena *arena);

#endif
