#include "input/metadata.h"

#include <stdlib.h>

#include "record/packed_record.h"
#include "text/hash_table.h"
#include "text/pool.h"

struct wanted_paper {
    struct view id;
    char *packed;    /* NULL if nothing is known */
    uint32_t source; /* the last one that told of it */
};

struct metadata {
    struct wanted_paper *papers; /* in the order of metadata_want */
    size_t count, cap;
    struct hash_table index; /* by identifier */
    size_t place;            /* of the paper that was found last */
    uint32_t source;         /* the number of the present one, from 1 */
    struct arena arena;      /* the identifiers */
    struct pool known;       /* the packed records */
    bool used_up;
    struct wanted_paper *last; /* the paper that was last looked for */
    struct record found;       /* its record */
    struct arena found_lists;  /* of that */
    struct buffer scratch;
};

struct metadata *metadata_create(void)
{
    struct metadata *metadata = memory_resize(NULL, sizeof *metadata);
    *metadata = (struct metadata){ 0 };
    return metadata;
}

void metadata_free(struct metadata *metadata)
{
    pool_free(&metadata->known);
    free(metadata->papers);
    hash_table_free(&metadata->index);
    arena_free(&metadata->arena);
    arena_free(&metadata->found_lists);
    buffer_free(&metadata->scratch);
    free(metadata);
}

static struct view id_at(const void *metadata, uint32_t place)
{
    return ((const struct metadata *)metadata)->papers[place].id;
}

/* Returns NULL if the paper is not wanted. Tries the paper that was found last and the next one
 * first: lists of papers are often in the same order. */
static struct wanted_paper *find_wanted(struct metadata *metadata, struct view id)
{
    size_t place = metadata->place;

    if (place < metadata->count && !view_equal(metadata->papers[place].id, id))
        place++;
    if (place >= metadata->count || !view_equal(metadata->papers[place].id, id))
        place = hash_table_find_text(&metadata->index, id, id_at, metadata);
    if (place >= metadata->count)
        return NULL;
    metadata->place = place;
    return &metadata->papers[place];
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

bool metadata_wants(struct metadata *metadata, struct view id)
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
        if (!metadata->papers[i].packed)
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

/* Returns the record of a paper about which something is known. */
static const struct record *unpack_known(struct metadata *metadata,
                                         const struct wanted_paper *paper)
{
    arena_reset(&metadata->found_lists);
    record_unpack(paper->packed, &metadata->found_lists, &metadata->found);
    return &metadata->found;
}

/* Replaces what is known about a paper. The record may be made of what was known before. */
static void set_known(struct metadata *metadata, struct wanted_paper *paper,
                      const struct record *record)
{
    metadata->scratch.len = 0;
    record_pack(record, &metadata->scratch);
    pool_drop(&metadata->known, paper->packed);
    paper->packed = pool_take(&metadata->known, metadata->scratch.len);
    memcpy(paper->packed, metadata->scratch.at, metadata->scratch.len);
}

/* Returns the newer record, completed from the other. */
static struct record merge(const struct record *newer, const struct record *older)
{
    struct record merged = *newer;

    record_set(&merged, older, record_missing(record_fields(newer), record_fields(older)));
    if (merged.categories.len == 0)
        merged.categories = older->categories;
    return merged;
}

void metadata_begin_source(struct metadata *metadata)
{
    metadata->source++;
}

enum metadata_told metadata_add(struct metadata *metadata, const struct record *record)
{
    struct wanted_paper *paper = find_wanted(metadata, record->arxiv_id);
    struct record merged = *record;
    bool again;

    if (!paper)
        return METADATA_UNWANTED;
    again = paper->source == metadata->source && paper->packed;
    paper->source = metadata->source;
    if (paper->packed) {
        const struct record *known = unpack_known(metadata, paper);

        merged = is_newer(record, known) ? merge(record, known) : merge(known, record);
    }
    set_known(metadata, paper, &merged);
    return again ? METADATA_TOLD_AGAIN : METADATA_TOLD;
}

void metadata_use_up(struct metadata *metadata)
{
    metadata->used_up = true;
}

const struct record *metadata_find(struct metadata *metadata, struct view id)
{
    struct wanted_paper *paper = find_wanted(metadata, id), *last = metadata->last;

    if (metadata->used_up && last && last != paper) {
        pool_drop(&metadata->known, last->packed);
        last->packed = NULL;
    }
    metadata->last = paper;
    return paper && paper->packed ? unpack_known(metadata, paper) : NULL;
}
