#include "text/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { BLOCK_SIZE = 64 * 1024 };

static void (*volatile before_end)(void);

void memory_before_end(void (*handler)(void))
{
    before_end = handler;
}

void memory_end(void)
{
    void (*handler)(void) = before_end;

    if (handler)
        handler();
    fputs("refmill: error: out of memory\n", stderr);
    exit(2);
}

void *memory_resize(void *memory, size_t size)
{
    void *resized = realloc(memory, size ? size : 1);

    if (!resized)
        memory_end();
    return resized;
}

void *memory_take(size_t size)
{
    return memory_resize(NULL, size);
}

char *memory_copy(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(memory_take(size), text, size);
}

void *memory_resize_array(void *memory, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        memory_end();
    return memory_resize(memory, count * size);
}

void memory_prefer_large_pages(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    size_t before = (size_t)(-(uintptr_t)memory % MEMORY_LARGE_PAGE);

    if (size >= before + MEMORY_LARGE_PAGE)
        madvise((char *)memory + before, (size - before) / MEMORY_LARGE_PAGE * MEMORY_LARGE_PAGE,
                MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}

void *memory_double_array(void *array, size_t *cap, size_t size)
{
    *cap = *cap ? *cap * 2 : 64;
    return memory_resize_array(array, *cap, size);
}

static struct arena_block *block_create(struct arena_block *older, size_t size)
{
    struct arena_block *block;

    if (size > SIZE_MAX / 2)
        memory_end();
    block = memory_resize(NULL, sizeof *block + size);
    block->older = older;
    block->size = size;
    block->used = 0;
    return block;
}

void *arena_take_block(struct arena *arena, size_t size)
{
    const size_t alignment = alignof(max_align_t);

    if (size > SIZE_MAX / 4)
        memory_end();
    size = (size + alignment - 1) / alignment * alignment;
    arena->newest = block_create(arena->newest, size > BLOCK_SIZE ? size : BLOCK_SIZE);
    arena->newest->used = size;
    return arena->newest->bytes;
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

void arena_reset(struct arena *arena)
{
    if (!arena->newest)
        return;
    free_blocks(arena->newest->older);
    arena->newest->older = NULL;
    arena->newest->used = 0;
}

void arena_free(struct arena *arena)
{
    free_blocks(arena->newest);
    arena->newest = NULL;
}
