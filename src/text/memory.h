/* Memory: arenas, each freed at once, and the only calls to the allocator, so that
 * running out of memory ends the program in one place. Libraries that accept an
 * allocator get these functions. */
#ifndef REFMILL_TEXT_MEMORY_H
#define REFMILL_TEXT_MEMORY_H

#include <stddef.h>

/* Ends the program with a message and status 2. Also for libraries' "no memory". */
_Noreturn void memory_end(void);

/* Sets a function that is called before that, and need not return; or NULL. */
void memory_before_end(void (*handler)(void));

/* Like malloc(3), but never returns NULL. */
void *memory_take(size_t size);

/* Like strdup(3), but never returns NULL. */
char *memory_copy(const char *text);

/* Like realloc(3), but never returns NULL: without memory the program ends with status
 * 2. `memory` may be NULL; the caller frees the result with free(3). */
void *memory_resize(void *memory, size_t size);

/* The same for `count` elements of `size` bytes each; an overflow counts as running out
 * of memory. */
void *memory_resize_array(void *memory, size_t count, size_t size);

/* Makes room for one element more than `count` and returns the array, which may have
 * moved; *cap is how many it has room for. Growth is geometric. */
void *memory_grow_array(void *array, size_t count, size_t *cap, size_t size);

/* Blocks that are filled from the front, newest first. All zero is an empty arena. */
struct arena {
    struct arena_block *newest;
};

/* `size` bytes, aligned for any object and not initialised; they live until
 * the arena is reset or freed. */
void *arena_take(struct arena *arena, size_t size);

/* Frees what was taken, but keeps one block for later. */
void arena_reset(struct arena *arena);

/* Frees all memory. */
void arena_free(struct arena *arena);

#endif
