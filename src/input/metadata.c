#include "input/metadata.h"

#include <stdlib.h>

#include "text/hash_table.h"

struct wanted_paper {
    struct view id;
    struct record *record; /* NULL if nothing is known */
};

struct metadata {
    struct wanted_paper *papers; /* in the order of metadata_want */
    size_t count, cap;
    struct hash_table index; /* by identifier */
    struct arena arena;      /* the identifiers */
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
    hash_table_free(&metadata->index);
    arena_free(&metadata->arena);
    free(metadata);
}

static struct view id_at(const void *metadata, uint32_t place)
{
    return ((const struct metadata *)metadata)->papers[place].id;
}

/* Returns NULL if the paper is not wanted. */
static struct wanted_paper *find_wanted(const struct metadata *metadata, struct view id)
{
    uint32_t place = hash_table_find_text(&metadata->index, id, id_at, metadata);

    return place < metadata->count ? &metadata->papers[place] : NULL;
}

void metadata_want(struct metadata *metadata, struct view id)
{
    if (hash_table_add_text(&metadata->index, id, id_at, metadata) < metadata->count)
        return;
    metadata->papers = memory_grow_array(metadata->papers, metadata->count, &metadata->cap,
                                         sizeof *metadata->papers);
    metadata->papers[metadata->count++] =
        (struct wanted_paper){ .id = arena_copy(&metadata->arena, id) };
}

bool metadata_wants(const struct metadata *metadata, struct view id)
{
    return find_wanted(metadata, id) != NULL;
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

/* Returns the day of the newest version, or an absent date. */
static struct date newest_day(const struct record *record)
{
    struct moment newest = { 0, MOMENT_ABSENT };

    for (size_t i = 0; i < record->version_count; i++) {
        if (newest.origin == MOMENT_ABSENT ||
            record->versions[i].submitted.seconds > newest.seconds)
            newest = record->versions[i].submitted;
    }
    return date_of(newest);
}

/* Compares days, since some sources have no time of day, and then versions. */
static bool is_newer(const struct record *a, const struct record *b)
{
    struct date day_a = newest_day(a), day_b = newest_day(b);

    if ((day_a.year == 0) != (day_b.year == 0))
        return day_a.year > 0;
    if (day_a.year > 0 && seconds_of(day_a) != seconds_of(day_b))
        return seconds_of(day_a) > seconds_of(day_b);
    return a->version > b->version;
}

/* Returns a copy of the newer record, completed from the other. */
static struct record *merge(const struct record *newer, const struct record *older)
{
    struct record merged = *newer;

    record_set(&merged, older, record_missing(record_fields(newer), record_fields(older)));
    if (merged.categories.len == 0)
        merged.categories = older->categories;
    return record_copy(&merged);
}

bool metadata_add(struct metadata *metadata, const struct record *record)
{
    struct wanted_paper *paper = find_wanted(metadata, record->arxiv_id);
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
    const struct wanted_paper *paper = find_wanted(metadata, id);
    return paper ? paper->record : NULL;
}

void metadata_release(struct metadata *metadata, struct view id)
{
    struct wanted_paper *paper = find_wanted(metadata, id);

    if (!paper)
        return;
    free(paper->record);
    paper->record = NULL;
}
