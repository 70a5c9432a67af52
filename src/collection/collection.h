/* Merges the records of many digests: one record a paper, by arXiv id or, without one,
 * by link. Only text that is kept is copied. */
#ifndef REFMILL_COLLECTION_COLLECTION_H
#define REFMILL_COLLECTION_COLLECTION_H

#include "record/record.h"

struct collection;

/* With `merging` one record a paper; without it one an announcement. */
struct collection *collection_create(bool merging);
void collection_free(struct collection *collection);

/* Adds an announcement of a paper, or a record that was merged before. The result
 * depends neither on the order of the calls nor on what was merged before: the winner has
 * the highest version, then the newest digest date, then the lowest channel, base name,
 * ref and hash of its text; fields that it lacks come from the others in that order, and
 * last from metadata. */
void collection_add(struct collection *collection, const struct record *record);

/* Takes only the times of an announcement that was not selected: when the paper and its
 * versions were first shown, and when the paper was last shown. */
void collection_note(struct collection *collection, const struct record *record);

/* How many papers have text. */
size_t collection_count(const struct collection *collection);

/* A paper, in the order of their first announcements among those added. The record's
 * text is valid until something is added or the collection is freed; its fillings only
 * until the next call. */
struct record collection_get(struct collection *collection, size_t index);

/* Drops the papers for which the function returns false. */
void collection_retain(struct collection *collection,
                       bool (*keep)(void *context, const struct record *record), void *context);

enum sort_key { SORT_NONE, SORT_REF, SORT_ID, SORT_DATE, SORT_TITLE, SORT_UPDATED };

struct order {
    enum sort_key key;
    bool descending;
};

/* The indexes of the papers in that order, ties by id; the caller frees the array.
 * SORT_DATE is by publication, SORT_UPDATED by that of the highest version, SORT_TITLE by
 * the title as readers see it, case folded. */
size_t *collection_sort(struct collection *collection, struct order order);

#endif
