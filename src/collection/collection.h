/* Records of many digests: one a paper, by arXiv id or, without one, by link.
 * Only the text that is kept is copied. */
#ifndef REFMILL_COLLECTION_COLLECTION_H
#define REFMILL_COLLECTION_COLLECTION_H

#include "record/record.h"

struct collection;

/* With `merging` one record a paper, else one an announcement. */
struct collection *collection_create(bool merging);
void collection_free(struct collection *collection);

/* Adds one announcement of a paper, or a record that was merged before. What
 * is kept does not depend on the order in which they come, nor on what was
 * merged before (DESIGN.md, section 5, merging): the winner has the highest
 * version, then the newest digest date, then the lowest channel, base name,
 * ref and hash of its text; what it lacks comes from the others in that order,
 * and last from metadata. */
void collection_add(struct collection *collection, const struct record *record);

/* Counts an announcement that was not selected for the times alone: when the
 * paper and its versions were first shown, and when the paper was last. */
void collection_note(struct collection *collection, const struct record *record);

/* The papers of which there is text. */
size_t collection_count(const struct collection *collection);

/* Papers in the order of their first announcement among those added. The
 * record's text lives as long as the collection and as nothing is added; its
 * fillings end with the next call. */
struct record collection_get(struct collection *collection, size_t index);

/* Leaves only the papers that are to be kept, in their order: the function is
 * asked for each. */
void collection_retain(struct collection *collection,
                       bool (*keep)(void *context, const struct record *record), void *context);

enum sort_key { SORT_NONE, SORT_REF, SORT_ID, SORT_DATE, SORT_TITLE, SORT_UPDATED };

struct order {
    enum sort_key key;
    bool descending;
};

/* The papers' places in that order, those that are alike by id; an array that
 * the caller frees. SORT_DATE is by publication, SORT_UPDATED by that of the
 * highest version, SORT_TITLE by the title as readers see it, case folded. */
size_t *collection_sort(struct collection *collection, struct order order);

#endif
