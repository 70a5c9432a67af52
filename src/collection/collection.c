#include "collection/collection.h"

#include <stdlib.h>
#include <string.h>

#include "text/hash_table.h"
#include "text/keyed_hash.h"
#include "text/pool.h"
#include "tex/tex.h"
#include "record/packed_record.h"
#include "record/word_set.h"

/* An announcement whose text is kept because it wins or has fields that better ones lack. */
struct kept {
    struct kept *worse;
    char packed[];
};

/* The first announcement of a version of the paper. */
struct sighting {
    unsigned version;
    struct moment announced, published;
};

/* What the announcements of a paper have in common. It owns its text. */
struct history {
    struct view categories, channels;
    struct sighting *sightings; /* one for each version */
    size_t sighting_count;
    struct moment last_seen;
};

/* Most papers have one announcement, and no history but that of its record. */
struct collected_paper {
    struct view identity;
    struct kept *best;       /* NULL: nothing was selected */
    struct history *history; /* NULL: the record of `best` has all of it */
};

struct collection {
    bool merging;
    bool joined; /* a record came with metadata */
    struct collected_paper *papers;
    size_t count, cap;
    struct pool kept;
    struct arena identities;
    struct hash_table index; /* of the identities, when merging */
    size_t *shown;           /* indexes of the papers with text */
    size_t shown_count, shown_cap;
    struct filling *fillings; /* of the last record that collection_get returned */
    size_t filling_cap;
    struct buffer categories; /* of that record too */
    struct arena lists;       /* of all records that were unpacked since the last call */
    struct buffer scratch;
};

struct collection *collection_create(bool merging)
{
    struct collection *collection = memory_resize(NULL, sizeof *collection);
    *collection = (struct collection){ .merging = merging };
    return collection;
}

static void drop_kept(struct collection *collection, struct kept **at)
{
    struct kept *worse = (*at)->worse;

    pool_drop(&collection->kept, *at);
    *at = worse;
}

static void free_history(struct history *history)
{
    if (!history)
        return;
    free((char *)history->categories.at);
    free((char *)history->channels.at);
    free(history->sightings);
    free(history);
}

void collection_free(struct collection *collection)
{
    for (size_t i = 0; i < collection->count; i++)
        free_history(collection->papers[i].history);
    pool_free(&collection->kept);
    free(collection->papers);
    arena_free(&collection->identities);
    hash_table_free(&collection->index);
    free(collection->shown);
    free(collection->fillings);
    buffer_free(&collection->categories);
    arena_free(&collection->lists);
    buffer_free(&collection->scratch);
    free(collection);
}

static struct view identity_of(const struct record *record)
{
    return record->arxiv_id.len > 0 ? record->arxiv_id : record->url;
}

/* Replaces an owned text by a copy of `text`. */
static void replace_text(struct view *owned, struct view text)
{
    char *copy;

    if (view_equal(*owned, text))
        return;
    copy = memory_resize(NULL, text.len);
    memcpy(copy, text.at, text.len);
    free((char *)owned->at);
    *owned = (struct view){ copy, text.len };
}

static struct view identity_at(const void *collection, uint32_t place)
{
    return ((const struct collection *)collection)->papers[place].identity;
}

/* Returns the record's paper, adding it if it is new. */
static struct collected_paper *find_collected(struct collection *collection,
                                              const struct record *record)
{
    struct view identity = identity_of(record);
    size_t place = collection->count;

    if (collection->merging)
        place = hash_table_add_text(&collection->index, identity, identity_at, collection);
    if (place == collection->count) {
        collection->papers = memory_grow_array(collection->papers, collection->count++,
                                               &collection->cap, sizeof *collection->papers);
        collection->papers[place] =
            (struct collected_paper){ .identity = arena_copy(&collection->identities, identity) };
    }
    return &collection->papers[place];
}

void collection_expect(const struct collection *collection, struct view arxiv_id)
{
    if (collection->merging)
        hash_table_expect(&collection->index, keyed_hash_text(arxiv_id));
}

/* ---- Announcements that are kept --------------------------------- */

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Returns a negative number if `a` wins over `b`. Metadata comes after all announcements. */
static int compare_announcements(const struct record *a, const struct record *b)
{
    int order = a->source.is_metadata - b->source.is_metadata;
    bool a_dated = a->announced.origin == MOMENT_KNOWN;
    bool b_dated = b->announced.origin == MOMENT_KNOWN;

    if (!order)
        order = compare_numbers(b->version, a->version);
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
        order = compare_numbers((int64_t)a->source.line, (int64_t)b->source.line);
    if (!order && !record_same_text(a, b) && record_hash(a) != record_hash(b))
        order = record_hash(a) < record_hash(b) ? -1 : 1;
    /* Copies of one announcement may have been joined with different metadata, or not at all: the
     * copy with more data wins. */
    if (!order)
        order = a->abstract_truncated - b->abstract_truncated;
    if (!order)
        order = (a->author_count == 0) - (b->author_count == 0);
    if (!order && (a->author_count > 0 || a->version_count > 0)) {
        uint64_t hash_a = record_metadata_hash(a), hash_b = record_metadata_hash(b);
        order = (hash_a > hash_b) - (hash_a < hash_b);
    }
    return order ? order : compare_numbers(a->source.ref, b->source.ref);
}

/* Returns the fields that an announcement adds to better ones with the fields `have`. Metadata has
 * been compared with a cut abstract before, and does not replace it here. */
static field_set fields_added(field_set have, const struct record *record)
{
    field_set added = record_missing(have, record_fields(record));

    if (record->source.is_metadata && (have & FIELD_BIT(FIELD_ABSTRACT_TRUNCATED)))
        added &= ~FIELD_BIT(FIELD_ABSTRACT);
    return added;
}

/* What announcements have. Fields in one language do not make up for those in another. */
struct coverage {
    field_set fields, translated[TRANSLATION_KO + 1];
    size_t topic_count;
};

static void cover(struct coverage *coverage, const struct record *record)
{
    field_set fields = record_fields(record);

    coverage->fields |= fields & ~TRANSLATED_FIELDS;
    coverage->translated[record->translation_language] |= fields & TRANSLATED_FIELDS;
    coverage->topic_count += record->topic_count;
}

/* True if the record adds nothing; its topics must be only those that it adds. */
static bool covers(const struct coverage *coverage, const struct record *record)
{
    field_set have = coverage->fields | coverage->translated[record->translation_language];

    return record->topic_count == 0 && fields_added(have, record) == 0;
}

static bool has_topic(const struct record *record, struct view topic)
{
    size_t i = 0;

    while (i < record->topic_count && !view_equal(record->topics[i], topic))
        i++;
    return i < record->topic_count;
}

/* Sets *record, whose lists are valid until the next call of the collection. */
static void unpack(struct collection *collection, const struct kept *kept, struct record *record)
{
    record_unpack(kept->packed, &collection->lists, record);
}

static struct kept *pack(struct collection *collection, const struct record *record,
                         struct kept *worse)
{
    struct kept *kept;

    collection->scratch.len = 0;
    record_pack(record, &collection->scratch);
    kept = pool_take(&collection->kept, sizeof *kept + collection->scratch.len);
    kept->worse = worse;
    memcpy(kept->packed, collection->scratch.at, collection->scratch.len);
    return kept;
}

/* Removes from an announcement the topics that a better one has, so that each topic is kept with
 * the best that has it, and those above `room`. Its hash stays that of all its topics. Returns true
 * if it removed some. */
static bool reduce_topics(struct collection *collection, struct record *record,
                          const struct record *better, size_t room)
{
    size_t had = record->topic_count, count = 0;
    struct view *topics;

    if (had == 0)
        return false;
    topics = arena_take(&collection->lists, had * sizeof *topics);
    for (size_t i = 0; i < had; i++) {
        if (count < room && !has_topic(better, record->topics[i]))
            topics[count++] = record->topics[i];
    }
    if (count < had)
        record->hash = record_hash(record);
    record->topics = topics;
    record->topic_count = count;
    return count < had;
}

/* Drops those of the worse announcements, from *at, that add nothing to the better ones. `worse` is
 * the first of them, unpacked, and `added` the one before it, which is new. */
static void drop_covered(struct collection *collection, struct kept **at, struct record *worse,
                         const struct record *added, struct coverage *covered)
{
    while (*at) {
        bool reduced = reduce_topics(collection, worse, added, TOPICS_MAX - covered->topic_count);

        if (covers(covered, worse)) {
            drop_kept(collection, at);
        } else {
            if (reduced) {
                struct kept *less = pack(collection, worse, *at);
                drop_kept(collection, &less->worse);
                *at = less;
            }
            cover(covered, worse);
            at = &(*at)->worse;
        }
        if (*at)
            unpack(collection, *at, worse);
    }
}

static void keep_text(struct collection *collection, struct collected_paper *paper,
                      const struct record *record)
{
    struct kept **at = &paper->best;
    struct coverage covered = { 0 };
    struct record added, other;

    if (!*at) { /* as for most papers */
        *at = pack(collection, record, NULL);
        return;
    }
    added = *record;
    for (; *at; at = &(*at)->worse) {
        unpack(collection, *at, &other);
        if (compare_announcements(&other, record) > 0)
            break;
        cover(&covered, &other);
        reduce_topics(collection, &added, &other, TOPICS_MAX - covered.topic_count);
    }
    if (at != &paper->best && covers(&covered, &added))
        return;
    *at = pack(collection, &added, *at);
    cover(&covered, &added);
    drop_covered(collection, &(*at)->worse, &other, &added, &covered);
}

/* Returns the categories that a merged record had itself; `primary` is its own primary one. */
static struct view own_categories(const struct record *record, struct view primary)
{
    struct view own = word_set_without_last(record->categories, record->categories_added);
    struct view rest = own;

    if (primary.len == 0 && view_equal(word_set_take(&rest), record->primary_category))
        own = rest; /* another announcement has it */
    return own;
}

/* Splits a merged record into the winner as it was, and the fields and topics of other
 * announcements. */
static void keep_announcements(struct collection *collection, struct collected_paper *paper,
                               const struct record *record)
{
    struct record winner, nothing = { 0 };
    size_t topics = record_own_topics(record);

    if (record->filling_count == 0 && record->categories_added == 0) {
        keep_text(collection, paper, record);
        return;
    }
    winner = *record;
    winner.topic_count = topics;
    winner.filling_count = 0;
    for (size_t i = 0; i < record->filling_count; i++) {
        const struct filling *filling = &record->fillings[i];
        struct record other = { .source = filling->source,
                                .arxiv_id = record->arxiv_id,
                                .url = record->url,
                                .doi = record->doi,
                                .date = record->date,
                                .version = filling->version,
                                .topics = record->topics + topics,
                                .topic_count = filling->topic_count,
                                .hash = filling->hash };
        collection->joined = collection->joined || filling->source.is_metadata;
        record_set(&other, record, filling->fields);
        record_set(&winner, &nothing, filling->fields);
        other.announced = filling->announced;
        other.channel = filling->channel;
        other.translation_language = record->translation_language;
        topics += filling->topic_count;
        keep_text(collection, paper, &other);
    }
    winner.categories = own_categories(record, winner.primary_category);
    winner.categories_added = 0;
    keep_text(collection, paper, &winner);
}

static void add_words(struct collection *collection, struct view *words, struct view more)
{
    collection->scratch.len = 0;
    word_set_put_union(&collection->scratch, *words, more);
    replace_text(words, buffer_view(&collection->scratch));
}

/* ---- Times ------------------------------------------------------------- */

static int compare_sightings(const struct sighting *a, const struct sighting *b)
{
    int order = moment_compare(a->announced, b->announced);
    return order ? order : moment_compare(a->published, b->published);
}

static void add_sighting(struct history *history, struct sighting sighting)
{
    size_t at = 0;

    while (at < history->sighting_count && history->sightings[at].version != sighting.version)
        at++;
    if (at == history->sighting_count) {
        history->sightings = memory_resize_array(history->sightings, ++history->sighting_count,
                                                 sizeof *history->sightings);
        history->sightings[at] = sighting;
    } else if (compare_sightings(&sighting, &history->sightings[at]) < 0) {
        history->sightings[at] = sighting;
    }
}

/* The first announcement of a merged record may have been of a version whose number is lost. */
static void keep_times(struct history *history, const struct record *record)
{
    struct sighting first = { 0, record->first_seen, record->published };
    struct sighting version = { record->version, record->version_seen, record->updated };

    add_sighting(history, version);
    if (compare_sightings(&first, &version) != 0)
        add_sighting(history, first);
    if (record->last_seen.origin > history->last_seen.origin ||
        (record->last_seen.origin == history->last_seen.origin &&
         record->last_seen.seconds > history->last_seen.seconds))
        history->last_seen = record->last_seen;
}

/* Returns the first announcement of that version, or NULL. */
static const struct sighting *find_sighting(const struct history *history, unsigned version)
{
    for (size_t i = 0; i < history->sighting_count; i++) {
        if (history->sightings[i].version == version)
            return &history->sightings[i];
    }
    return NULL;
}

static void put_times(const struct history *history, struct record *record)
{
    const struct sighting *first = &history->sightings[0];
    const struct sighting *version = find_sighting(history, record->version);

    for (size_t i = 0; i < history->sighting_count; i++) {
        if (compare_sightings(&history->sightings[i], first) < 0)
            first = &history->sightings[i];
    }
    record->first_seen = first->announced;
    record->published = first->published;
    record->last_seen = history->last_seen;
    if (version) {
        record->version_seen = version->announced;
        record->updated = version->published;
    }
}

/* ---- Merging ----------------------------------------------------------- */

/* Puts the winner's own categories first, and then those of all announcements. */
static void order_categories(struct collection *collection, struct view all, struct record *record)
{
    struct buffer *out = &collection->categories;
    struct view rest = record->categories;

    if (view_equal(word_set_take(&rest), record->primary_category) &&
        (view_equal(record->categories, all) || view_equal(record->primary_category, all)))
        return; /* as in most records */
    out->len = 0;
    if (word_set_have(all, record->primary_category))
        buffer_put(out, record->primary_category);
    word_set_put_missing(out, record->categories);
    record->categories_added = word_set_put_missing(out, all);
    record->categories = buffer_view(out);
}

/* Forgets which announcement filled a part of a field, which is to be replaced by the whole.
 * Returns false if it was the winner itself. */
static bool forget_part(const struct collection *collection, struct record *record, field_set part)
{
    size_t kept = 0;
    bool filled = false;

    for (size_t i = 0; i < record->filling_count; i++) {
        struct filling *filling = &collection->fillings[i];

        filled = filled || (filling->fields & part);
        filling->fields &= ~part;
        if (filling->fields || filling->topic_count > 0)
            collection->fillings[kept++] = *filling;
    }
    record->filling_count = kept;
    return filled;
}

/* Returns the fields that an announcement adds to a record of better ones. A record's translations
 * are all in one language. */
static field_set fields_filled(const struct record *record, const struct record *other)
{
    field_set have = record_fields(record), filled = fields_added(have, other);

    return (have & TRANSLATED_FIELDS) && other->translation_language != record->translation_language
               ? filled & ~TRANSLATED_FIELDS
               : filled;
}

static uint64_t hash_of_kept(struct collection *collection, const struct kept *kept)
{
    struct record record;

    unpack(collection, kept, &record);
    return record_hash(&record);
}

/* A guessed time is left out: it follows from the paper, and a winner loses it when another
 * announcement fills the digest's date. */
static struct filling filling_of(const struct record *record, field_set fields)
{
    struct filling filling = { .source = record->source,
                               .version = record->version,
                               .channel = record->channel,
                               .hash = record_hash(record),
                               .fields = fields,
                               .topic_count = record->topic_count };

    if (record->announced.origin == MOMENT_KNOWN)
        filling.announced = record->announced;
    return filling;
}

static void add_topics(struct collection *collection, struct record *record,
                       const struct record *other)
{
    size_t count = record->topic_count + other->topic_count;
    struct view *topics;

    if (other->topic_count == 0)
        return;
    topics = arena_take(&collection->lists, count * sizeof *topics);
    for (size_t i = 0; i < count; i++)
        topics[i] = i < record->topic_count ? record->topics[i]
                                            : other->topics[i - record->topic_count];
    record->topics = topics;
    record->topic_count = count;
}

/* Fills a record, which was the best announcement, from a worse one. */
static void fill(struct collection *collection, struct record *record, const struct kept *best,
                 const struct record *other)
{
    field_set fields = fields_filled(record, other);

    if (fields == 0 && other->topic_count == 0)
        return;
    collection->fillings = memory_grow_array(collection->fillings, record->filling_count,
                                             &collection->filling_cap,
                                             sizeof *collection->fillings);
    if ((fields & FIELD_BIT(FIELD_ABSTRACT)) && record->abstract_truncated &&
        !forget_part(collection, record, FIELD_BIT(FIELD_ABSTRACT_TRUNCATED)))
        record->hash = hash_of_kept(collection, best);
    if ((fields & FIELD_BIT(FIELD_AUTHORS)) && record->authors_incomplete)
        forget_part(collection, record, FIELD_BIT(FIELD_AUTHORS_INCOMPLETE));
    collection->fillings[record->filling_count++] = filling_of(other, fields);
    record_set(record, other, fields);
    add_topics(collection, record, other);
    if (fields & FIELD_BIT(FIELD_VERSIONS))
        record_set_exact_date(record);
}

/* Merges the announcements whose text is kept. A paper without a history has the categories of its
 * record; but if metadata has its primary category, that was taken off them. */
static void merge_kept(struct collection *collection, const struct collected_paper *paper,
                       struct record *record)
{
    const struct kept *kept = paper->best;
    struct record other;

    unpack(collection, kept, record);
    while ((kept = kept->worse)) {
        unpack(collection, kept, &other);
        fill(collection, record, paper->best, &other);
    }
    record->fillings = collection->fillings;
    if (paper->history)
        order_categories(collection, paper->history->categories, record);
    else if (record->filling_count > 0)
        order_categories(collection, record->primary_category, record);
}

/* ---- The collection ---------------------------------------------------- */

/* True if a history of this announcement alone, with its metadata, would tell no more than its
 * record does. */
static bool is_history(const struct record *record)
{
    struct sighting first = { 0, record->first_seen, record->published };
    struct sighting version = { 0, record->version_seen, record->updated };
    struct view rest = record->categories;

    for (size_t i = 0; i < record->filling_count; i++) {
        if (!record->fillings[i].source.is_metadata)
            return false;
    }
    return record->categories_added == 0 && compare_sightings(&first, &version) == 0 &&
           word_set_only(record->channels).len == record->channels.len &&
           view_equal(word_set_take(&rest), record->primary_category);
}

static void add_to_history(struct collection *collection, struct history *history,
                           const struct record *record)
{
    keep_times(history, record);
    add_words(collection, &history->categories, record->categories);
    add_words(collection, &history->channels, record->channels);
}

/* Returns the history of a paper, which then has one. */
static struct history *history_of(struct collection *collection, struct collected_paper *paper)
{
    struct history *history;
    struct record record;

    if (paper->history)
        return paper->history;
    history = memory_take(sizeof *history);
    *history = (struct history){ 0 };
    if (paper->best) {
        merge_kept(collection, paper, &record);
        add_to_history(collection, history, &record);
    }
    return paper->history = history;
}

void collection_add(struct collection *collection, const struct record *record)
{
    struct collected_paper *paper = find_collected(collection, record);

    arena_reset(&collection->lists);
    if (!paper->best) {
        collection->shown = memory_grow_array(collection->shown, collection->shown_count,
                                              &collection->shown_cap, sizeof *collection->shown);
        collection->shown[collection->shown_count++] = (size_t)(paper - collection->papers);
    }
    if (paper->best || paper->history || !is_history(record))
        add_to_history(collection, history_of(collection, paper), record);
    keep_announcements(collection, paper, record);
}

void collection_note(struct collection *collection, const struct record *record)
{
    arena_reset(&collection->lists);
    if (collection->merging)
        keep_times(history_of(collection, find_collected(collection, record)), record);
}

bool collection_is_joined(const struct collection *collection)
{
    return collection->joined;
}

size_t collection_count(const struct collection *collection)
{
    return collection->shown_count;
}

struct view collection_identity(const struct collection *collection, size_t index)
{
    return collection->papers[collection->shown[index]].identity;
}

struct record collection_get(struct collection *collection, size_t index)
{
    const struct collected_paper *paper = &collection->papers[collection->shown[index]];
    struct record record;

    if (index + 1 < collection->shown_count) /* most are got one after the other */
        __builtin_prefetch(collection->papers[collection->shown[index + 1]].best);
    arena_reset(&collection->lists);
    merge_kept(collection, paper, &record);
    if (paper->history) {
        record.channels = paper->history->channels;
        put_times(paper->history, &record);
    }
    return record;
}

void collection_change(struct collection *collection,
                       void (*change)(void *context, struct record *record), void *context)
{
    for (size_t i = 0; i < collection->shown_count; i++) {
        struct collected_paper *paper = &collection->papers[collection->shown[i]];
        struct kept *kept = paper->best;
        bool alone = !paper->history && !kept->worse;

        arena_reset(&collection->lists);
        if (!alone)
            history_of(collection, paper);
        while (kept) {
            struct record record;

            unpack(collection, kept, &record);
            change(context, &record);
            if (!alone || !is_history(&record))
                add_words(collection, &history_of(collection, paper)->categories,
                          record.categories);
            if (paper->best == kept) /* the first */
                paper->best = NULL;
            keep_announcements(collection, paper, &record);
            drop_kept(collection, &kept);
        }
    }
}

void collection_retain(struct collection *collection,
                       bool (*keep)(void *context, const struct record *record), void *context)
{
    size_t kept = 0;

    for (size_t i = 0; i < collection->shown_count; i++) {
        struct record record = collection_get(collection, i);
        if (keep(context, &record))
            collection->shown[kept++] = collection->shown[i];
    }
    collection->shown_count = kept;
}

/* ---- Order ------------------------------------------------------------- */

/* The sort keys of a paper. */
struct sorted {
    int64_t number, then; /* `then` is compared if the numbers are equal */
    struct view text, identity;
    size_t index;
    int direction;     /* -1: descending */
    int tie_direction; /* of identities */

    /* Of SORT_DAY, which does not reverse them. */
    uint32_t topic; /* the place of the topic among those of the collection */
    struct view group;
    int64_t updated;
};

static int compare_sorted(const void *left, const void *right)
{
    const struct sorted *a = left, *b = right;
    int order = compare_numbers(a->number, b->number);

    if (!order)
        order = compare_numbers(a->then, b->then);
    if (!order)
        order = view_compare(a->text, b->text);
    order *= a->direction;
    if (!order)
        order = compare_numbers(a->topic, b->topic);
    if (!order)
        order = view_compare(a->group, b->group);
    if (!order)
        order = compare_numbers(b->updated, a->updated);
    if (!order)
        order = view_compare(a->identity, b->identity) * a->tie_direction;
    return order ? order : compare_numbers((int64_t)a->index, (int64_t)b->index);
}

/* Returns the date in decimal digits. A year or a month comes before its days. */
static int64_t number_of_date(struct date date)
{
    return date.year * 10000 + date.month * 100 + date.day;
}

/* Sets what SORT_DAY compares. `topics` has the topics so far, with their places. */
static void set_day_order(struct sorted *sorted, const struct record *record,
                          struct hash_table *topics)
{
    size_t next = 0;
    struct view topic = record_next_topic(record, &next);
    uint64_t hash = keyed_hash_text(topic);
    struct date day = date_of(record->updated);

    if (topic.len > 0 && hash_table_add(topics, hash))
        hash_table_set_number(topics, hash, (uint32_t)topics->count);
    sorted->number = number_of_date(day);
    sorted->topic = topic.len > 0 ? hash_table_number(topics, hash) : UINT32_MAX;
    sorted->group = topic.len > 0 ? VIEW("") : record_group(record);
    sorted->updated = record->updated.seconds;
    sorted->identity = record->source.file; /* those of a file stay in its order */
}

/* Sets what the key compares. */
static void set_keys(struct collection *collection, struct sorted *sorted,
                     const struct record *record, enum sort_key key, struct hash_table *topics,
                     struct arena *arena)
{
    switch (key) {
    case SORT_REF:
        sorted->number = record->source.ref;
        break;
    case SORT_ID:
        sorted->text = sorted->identity;
        break;
    case SORT_DATE:
        sorted->number = number_of_date(record->date);
        sorted->then = record->published.seconds;
        break;
    case SORT_TITLE:
        collection->scratch.len = 0;
        tex_put_folded(&collection->scratch, bilingual_leading(&record->title, LANGUAGE_EN));
        sorted->text = arena_copy(arena, buffer_view(&collection->scratch));
        break;
    case SORT_ANNOUNCED:
        sorted->number = record->published.seconds;
        break;
    case SORT_UPDATED:
        sorted->number = record->updated.seconds;
        break;
    case SORT_DAY:
        set_day_order(sorted, record, topics);
        break;
    case SORT_NONE:
        break;
    }
}

size_t *collection_sort(struct collection *collection, struct order order)
{
    size_t count = collection->shown_count;
    struct sorted *sorted = memory_resize_array(NULL, count, sizeof *sorted);
    size_t *places = memory_resize_array(NULL, count, sizeof *places);
    struct arena arena = { 0 };
    struct hash_table topics = { 0 };
    enum sort_key key = order.key;
    int direction = order.descending ? -1 : 1;

    for (size_t i = 0; i < count && key == SORT_NONE; i++)
        places[i] = i;
    for (size_t i = 0; i < count && key != SORT_NONE; i++) {
        struct record record = collection_get(collection, i);
        sorted[i] = (struct sorted){ .identity = identity_of(&record),
                                     .index = i,
                                     .direction = direction,
                                     .tie_direction = key < SORT_ANNOUNCED ? direction : 1 };
        set_keys(collection, &sorted[i], &record, key, &topics, &arena);
    }
    if (key != SORT_NONE) {
        qsort(sorted, count, sizeof *sorted, compare_sorted);
        for (size_t i = 0; i < count; i++)
            places[i] = sorted[i].index;
    }
    hash_table_free(&topics);
    arena_free(&arena);
    free(sorted);
    return places;
}
