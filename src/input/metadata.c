#include "input/metadata.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

struct wanted_paper {
    struct view id;
    struct record *record; /* NULL: nothing is known */
};

struct slot {
    uint64_t hash;
    size_t place; /* in `papers`, plus one; 0: a free slot */
};

/* A hash table with open addressing, at most half full. */
struct metadata {
    struct wanted_paper *papers; /* in the order in which they were wanted */
    size_t count, cap;
    struct slot *slots;
    size_t slot_count;  /* a power of two */
    struct arena arena; /* the identifiers */
};

struct metadata *metadata_create(void)
{
    struct metadata *metadata = memory_resize(NULL, sizeof *metadata);
    *metadata = (struct metadata){ 0 };
    return metadata;
}

void metadata_free(struct metadata *metadata)
{
    for (size_t i = 0; i < metadata->count; i++)
        free(metadata->papers[i].record);
    free(metadata->papers);
    free(metadata->slots);
    arena_free(&metadata->arena);
    free(metadata);
}

/* Eight bytes at a time, since every line of a snapshot of millions is looked
 * up; identifiers are short. */
static uint64_t hash_of(struct view id)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 by the golden ratio */
    uint64_t hash = id.len;

    while (id.len > 0) {
        uint64_t word = 0;
        size_t length = id.len < sizeof word ? id.len : sizeof word;

        memcpy(&word, id.at, length);
        hash = (hash ^ word) * odd;
        hash ^= hash >> 29;
        id = view_skip(id, length);
    }
    return hash;
}

/* The slot of that paper, or the free one where it belongs. */
static struct slot *find_slot(const struct metadata *metadata, struct view id, uint64_t hash)
{
    size_t mask = metadata->slot_count - 1;

    for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask) {
        struct slot *slot = &metadata->slots[at];
        if (slot->place == 0 ||
            (slot->hash == hash && view_equal(metadata->papers[slot->place - 1].id, id)))
            return slot;
    }
}

static void grow_slots(struct metadata *metadata)
{
    if (metadata->count < metadata->slot_count / 2)
        return;
    metadata->slot_count = metadata->slot_count ? metadata->slot_count * 2 : FIRST_SLOTS;
    free(metadata->slots);
    metadata->slots = memory_resize_array(NULL, metadata->slot_count, sizeof *metadata->slots);
    for (size_t i = 0; i < metadata->slot_count; i++)
        metadata->slots[i] = (struct slot){ 0 };
    for (size_t i = 0; i < metadata->count; i++) {
        uint64_t hash = hash_of(metadata->papers[i].id);
        *find_slot(metadata, metadata->papers[i].id, hash) = (struct slot){ hash, i + 1 };
    }
}

/* NULL when it is not wanted. */
static struct wanted_paper *find_paper(const struct metadata *metadata, struct view id)
{
    const struct slot *slot;

    if (metadata->count == 0)
        return NULL;
    slot = find_slot(metadata, id, hash_of(id));
    return slot->place ? &metadata->papers[slot->place - 1] : NULL;
}

void metadata_want(struct metadata *metadata, struct view id)
{
    uint64_t hash = hash_of(id);
    struct slot *slot;
    char *copy;

    grow_slots(metadata);
    slot = find_slot(metadata, id, hash);
    if (slot->place)
        return;
    copy = arena_take(&metadata->arena, id.len);
    memcpy(copy, id.at, id.len);
    metadata->papers = memory_grow_array(metadata->papers, metadata->count, &metadata->cap,
                                         sizeof *metadata->papers);
    metadata->papers[metadata->count++] = (struct wanted_paper){ { copy, id.len }, NULL };
    *slot = (struct slot){ hash, metadata->count };
}

bool metadata_wants(const struct metadata *metadata, struct view id)
{
    return find_paper(metadata, id) != NULL;
}

size_t metadata_count(const struct metadata *metadata)
{
    return metadata->count;
}

void metadata_each_missing(const struct metadata *metadata,
                           void (*visit)(void *context, struct view id), void *context)
{
    for (size_t i = 0; i < metadata->count; i++) {
        if (!metadata->papers[i].record)
            visit(context, metadata->papers[i].id);
    }
}

/* Days are compared, since some sources tell no more. */
static bool is_newer(const struct record *a, const struct record *b)
{
    struct date day_a = date_of(a->updated), day_b = date_of(b->updated);

    if (day_a.year == 0 || day_b.year == 0)
        return day_a.year > day_b.year;
    if (seconds_of(day_a) != seconds_of(day_b))
        return seconds_of(day_a) > seconds_of(day_b);
    return a->version > b->version;
}

/* A copy of the newer one with what it lacks from the other. */
static struct record *merge(const struct record *newer, const struct record *older)
{
    struct record merged = *newer;

    record_set(&merged, older, record_fields(older) & ~record_fields(newer));
    if (merged.categories.len == 0)
        merged.categories = older->categories;
    return record_copy(&merged);
}

bool metadata_add(struct metadata *metadata, const struct record *record)
{
    struct wanted_paper *paper = find_paper(metadata, record->arxiv_id);
    struct record *known = paper ? paper->record : NULL;

    if (!paper)
        return false;
    if (!known)
        paper->record = record_copy(record);
    else
        paper->record = is_newer(record, known) ? merge(record, known) : merge(known, record);
    free(known);
    return true;
}

const struct record *metadata_find(const struct metadata *metadata, struct view id)
{
    const struct wanted_paper *paper = find_paper(metadata, id);
    return paper ? paper->record : NULL;
}
