/* What arXiv itself says about the papers that are wanted, by their identifiers. Other
 * papers are not kept. */
#ifndef REFMILL_INPUT_METADATA_H
#define REFMILL_INPUT_METADATA_H

#include "record/record.h"

struct metadata;

struct metadata *metadata_create(void);
void metadata_free(struct metadata *metadata);

/* Marks the paper of an identifier (without version) as wanted. */
void metadata_want(struct metadata *metadata, struct view id);
bool metadata_wants(const struct metadata *metadata, struct view id);

/* How many papers are wanted; and calls the function for each of them that nothing is
 * known about, in the order in which they were marked. */
size_t metadata_count(const struct metadata *metadata);
void metadata_each_missing(const struct metadata *metadata,
                           void (*visit)(void *context, struct view id), void *context);

/* Keeps a copy of what a source says about a wanted paper; `updated` says how new that
 * is. If the paper is known already, the newer record holds, or the first if both are
 * as new, and gets what it lacks from the other. False if the paper is not wanted. */
bool metadata_add(struct metadata *metadata, const struct record *record);

/* What is known about a paper, or NULL; valid until something is added. */
const struct record *metadata_find(const struct metadata *metadata, struct view id);

#endif
