/* What arXiv itself says about the papers that are wanted, by their identifiers. Other
 * papers are not kept. */
#ifndef REFMILL_INPUT_METADATA_H
#define REFMILL_INPUT_METADATA_H

#include "record/record.h"

struct metadata;

struct metadata *metadata_create(void);
void metadata_free(struct metadata *metadata);

/* Wants the paper of an identifier, without version. */
void metadata_want(struct metadata *metadata, struct view id);
bool metadata_wants(const struct metadata *metadata, struct view id);

/* How many papers are wanted; and those of them that nothing is known of, in
 * the order in which they were wanted: for each the function is called. */
size_t metadata_count(const struct metadata *metadata);
void metadata_each_missing(const struct metadata *metadata,
                           void (*visit)(void *context, struct view id), void *context);

/* Keeps a copy of what a source says of a wanted paper: its arxiv_id, and of
 * the rest what there is. `updated` tells how new that is. When the paper is
 * known already, the newer of the two holds, the first if they are alike, and
 * what it lacks comes from the other. False when the paper is not wanted. */
bool metadata_add(struct metadata *metadata, const struct record *record);

/* What is known of a paper; NULL: nothing. It lives as long as nothing is
 * added. */
const struct record *metadata_find(const struct metadata *metadata, struct view id);

#endif
