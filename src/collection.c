#include "collection.h"

#include <stdlib.h>

/* An announcement whose text is kept: it wins, or fills what better ones
 * lack. */
struct kept {
    struct record *record;
    struct kept *worse;
};

struct paper {
    struct kept *best;
    uint64_t hash;
    struct moment first_announced, published; /* by the first digest */
    unsigned version;                         /* the highest, and */
    struct moment version_announced, updated; /* the first digest with it */
};

/* A hash table with open addressing: slots hold places in `papers` plus one,
 * and at most half of them are used. */
struct collection {
    struct paper *papers;
    size_t count, cap;
    size_t *slots;
    size_t slot_count; /* a power of two */
};

struct collection *collection_create(void)
{
    struct collection *collection = memory_resize(NULL, sizeof *collection);
    *collection = (struct collection){ 0 };
    return collection;
}

void collection_free(struct collection *collection)
{
    for (size_t i = 0; i < collection->count; i++) {
        struct kept *kept = collection->papers[i].best;
        while (kept) {
            struct kept *worse = kept->worse;
            free(kept->record);
            free(kept);
            kept = worse;
        }
    }
    free(collection->papers);
    free(collection->slots);
    free(collection);
}

static struct view identity_of(const struct record *record)
{
    return record->arxiv_id.len > 0 ? record->arxiv_id : record->url;
}

static uint64_t hash_of(struct view text)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325); /* FNV-1a */
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(0x100000001B3);
    return hash;
}

/* The slot of that paper, or the empty one where it belongs. */
static size_t *find_slot(const struct collection *collection, uint64_t hash, struct view identity)
{
    size_t mask = collection->slot_count - 1;

    for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask) {
        const struct paper *paper;
        if (collection->slots[at] == 0)
            return &collection->slots[at];
        paper = &collection->papers[collection->slots[at] - 1];
        if (paper->hash == hash && view_equal(identity_of(paper->best->record), identity))
            return &collection->slots[at];
    }
}

static void grow_slots(struct collection *collection)
{
    if (collection->slot_count / 2 > collection->count)
        return;
    collection->slot_count = collection->slot_count ? collection->slot_count * 2 : 1024;
    collection->slots =
        memory_resize_array(collection->slots, collection->slot_count, sizeof *collection->slots);
    for (size_t i = 0; i < collection->slot_count; i++)
        collection->slots[i] = 0;
    for (size_t i = 0; i < collection->count; i++) {
        const struct paper *paper = &collection->papers[i];
        *find_slot(collection, paper->hash, identity_of(paper->best->record)) = i + 1;
    }
}

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Negative when `a` wins over `b`. */
static int compare_announcements(const struct record *a, const struct record *b)
{
    int order = compare_numbers(b->version, a->version);
    bool a_dated = a->announced.origin == MOMENT_KNOWN;
    bool b_dated = b->announced.origin == MOMENT_KNOWN;

    if (!order)
        order = b_dated - a_dated;
    if (!order && a_dated)
        order = compare_numbers(b->announced.seconds, a->announced.seconds);
    if (!order)
        order = (a->channel.len == 0) - (b->channel.len == 0);
    if (!order)
        order = view_compare(a->channel, b->channel);
    if (!order)
        order = view_compare(a->source.file, b->source.file);
    if (!order)
        order = compare_numbers(a->source.ref, b->source.ref);
    if (!order)
        order = record_compare_text(a, b);
    return order ? order : (a->source.line > b->source.line) - (a->source.line < b->source.line);
}

/* Drops what adds nothing any more to the better ones. */
static void prune(struct paper *paper)
{
    struct kept **at = &paper->best;
    unsigned covered = 0;

    while (*at) {
        unsigned fields = record_fields((*at)->record);
        if (at != &paper->best && (fields & ~covered) == 0) {
            struct kept *useless = *at;
            *at = useless->worse;
            free(useless->record);
            free(useless);
            continue;
        }
        covered |= fields;
        at = &(*at)->worse;
    }
}

static void keep_text(struct paper *paper, const struct record *record)
{
    struct kept **at = &paper->best, *kept;
    unsigned covered = 0;

    while (*at && compare_announcements((*at)->record, record) <= 0) {
        covered |= record_fields((*at)->record);
        at = &(*at)->worse;
    }
    if (at != &paper->best && (record_fields(record) & ~covered) == 0)
        return;
    kept = memory_resize(NULL, sizeof *kept);
    *kept = (struct kept){ record_copy(record), *at };
    *at = kept;
    prune(paper);
}

/* Whether a digest at `a` was before one at `b`; a time that is known goes
 * before one that is guessed, and that before none. */
static int compare_moments(struct moment a, struct moment b)
{
    if (a.origin != b.origin)
        return a.origin > b.origin ? -1 : 1;
    return compare_numbers(a.seconds, b.seconds);
}

static void keep_times(struct paper *paper, const struct record *record)
{
    int order = compare_moments(record->announced, paper->first_announced);

    if (order == 0)
        order = compare_moments(record->published, paper->published);
    if (order < 0) {
        paper->first_announced = record->announced;
        paper->published = record->published;
    }
    order = compare_numbers(paper->version, record->version);
    if (order == 0)
        order = compare_moments(record->announced, paper->version_announced);
    if (order == 0)
        order = compare_moments(record->updated, paper->updated);
    if (order < 0) {
        paper->version = record->version;
        paper->version_announced = record->announced;
        paper->updated = record->updated;
    }
}

void collection_add(struct collection *collection, const struct record *record)
{
    struct view identity = identity_of(record);
    uint64_t hash = hash_of(identity);
    size_t *slot;

    grow_slots(collection);
    slot = find_slot(collection, hash, identity);
    if (*slot == 0) {
        collection->papers = memory_grow_array(collection->papers, collection->count,
                                               &collection->cap, sizeof *collection->papers);
        collection->papers[collection->count] = (struct paper){ .hash = hash };
        *slot = ++collection->count;
    }
    keep_text(&collection->papers[*slot - 1], record);
    keep_times(&collection->papers[*slot - 1], record);
}

size_t collection_count(const struct collection *collection)
{
    return collection->count;
}

struct record collection_get(const struct collection *collection, size_t index)
{
    const struct paper *paper = &collection->papers[index];
    struct record record = *paper->best->record;

    for (const struct kept *kept = paper->best->worse; kept; kept = kept->worse)
        record_fill(&record, kept->record);
    record.published = paper->published;
    record.updated = paper->updated;
    return record;
}

/* What sorting by date looks at. */
struct dated {
    int64_t seconds;
    struct view identity;
    size_t index;
};

static int compare_dated(const void *left, const void *right)
{
    const struct dated *a = left, *b = right;
    int order = compare_numbers(b->seconds, a->seconds);
    return order ? order : view_compare(a->identity, b->identity);
}

size_t *collection_by_date(const struct collection *collection)
{
    size_t count = collection->count;
    struct dated *dated = memory_resize_array(NULL, count, sizeof *dated);
    size_t *places = memory_resize_array(NULL, count, sizeof *places);

    for (size_t i = 0; i < count; i++) {
        const struct paper *paper = &collection->papers[i];
        dated[i] = (struct dated){ paper->published.seconds, identity_of(paper->best->record), i };
    }
    qsort(dated, count, sizeof *dated, compare_dated);
    for (size_t i = 0; i < count; i++)
        places[i] = dated[i].index;
    free(dated);
    return places;
}
