/* Records of many digests: one a paper, by arXiv id or, without one, by link.
 * Only the text that is kept is copied. */
#ifndef REFMILL_COLLECTION_H
#define REFMILL_COLLECTION_H

#include "record.h"

struct collection;

struct collection *collection_create(void);
void collection_free(struct collection *collection);

/* Adds one announcement of a paper. What is kept does not depend on the order
 * in which they come (DESIGN.md, section 5, merging): the winner has the
 * highest version, then the newest digest date, then the lowest channel, base
 * name, ref and text; what it lacks comes from the others in that order. */
void collection_add(struct collection *collection, const struct record *record);

size_t collection_count(const struct collection *collection);

/* Papers in the order of their first announcement among the inputs. The
 * record's text lives as long as the collection. */
struct record collection_get(const struct collection *collection, size_t index);

/* The papers' places by time of publication, newest first, then by id; an
 * array that the caller frees. */
size_t *collection_by_date(const struct collection *collection);

#endif
