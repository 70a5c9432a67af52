/* Merges records into one for each paper, by arXiv id or, without one, by link. Copies only text
 * that it keeps. */
#ifndef REFMILL_COLLECTION_COLLECTION_H
#define REFMILL_COLLECTION_COLLECTION_H

#include "record/record.h"

struct collection;

/* Without `merging` the collection keeps one record for each announcement. */
struct collection *collection_create(bool merging);
void collection_free(struct collection *collection);

/* Adds an announcement, or a record that was merged before. The result depends neither on the order
 * of calls nor on earlier merging. The announcement with the highest version wins; ties go to the
 * newest digest date, then to the lowest channel, base name of the file, line and hash of the text.
 * Fields that it lacks come from the other announcements in that order, and last from metadata. */
void collection_add(struct collection *collection, const struct record *record);

/* Prepares for a record of that identifier, which is yet to be read: its place in memory is fetched
 * meanwhile. */
void collection_expect(const struct collection *collection, struct view arxiv_id);

/* Takes only the times of an announcement that was not selected: when the paper and its version
 * were first announced, and when the paper was last announced. */
void collection_note(struct collection *collection, const struct record *record);

/* True if a record had metadata when it was added. */
bool collection_is_joined(const struct collection *collection);

/* Returns the number of papers that were added and not dropped. */
size_t collection_count(const struct collection *collection);

/* Returns a paper; papers are in the order in which they were first added. The text of the record
 * is valid until the collection changes; its categories, fillings and lists only until the next
 * collection_get, collection_retain or collection_sort. */
struct record collection_get(struct collection *collection, size_t index);

/* Returns the paper's arXiv id, or its link if it has no id. */
struct view collection_identity(const struct collection *collection, size_t index);

/* Lets `change` add to each announcement whose text is kept, and merges the announcements again.
 * `record` is a copy; its text must be valid until the next call of `change`. */
void collection_change(struct collection *collection,
                       void (*change)(void *context, struct record *record), void *context);

/* Drops the papers for which `keep` returns false. */
void collection_retain(struct collection *collection,
                       bool (*keep)(void *context, const struct record *record), void *context);

enum sort_key {
    SORT_NONE,
    SORT_REF,
    SORT_ID,
    SORT_DATE,
    SORT_TITLE,
    SORT_ANNOUNCED,
    SORT_UPDATED,
    SORT_DAY
};

struct order {
    enum sort_key key;
    bool descending;
};

/* Returns the indexes of all papers, sorted by `order` and then by id, in the same direction unless
 * they are sorted by announcement. The caller frees the array. SORT_DATE is by the date of the
 * paper and then by its first announcement, SORT_ANNOUNCED by that alone, SORT_UPDATED by the first
 * announcement of its highest version, and SORT_TITLE by the English title, else the translated
 * one, in Unicode without case and accents. SORT_DAY is by the day of SORT_UPDATED. The papers of a
 * day, whatever the direction, are in groups (record_group), and the newest of a group come first,
 * else those that were added first; topics are in the order in which they were added, then
 * categories by name. */
size_t *collection_sort(struct collection *collection, struct order order);

#endif
