/* Collects arXiv's metadata of wanted papers, by identifier. Other papers are not kept. */
#ifndef REFMILL_INPUT_METADATA_H
#define REFMILL_INPUT_METADATA_H

#include "record/record.h"

struct metadata;

struct metadata *metadata_create(void);
void metadata_free(struct metadata *metadata);

/* Marks the paper with that identifier (without version) as wanted, and copies the identifier. */
void metadata_want(struct metadata *metadata, struct view id);
bool metadata_wants(struct metadata *metadata, struct view id);

/* Return the number of wanted papers, and call `visit` for each one that nothing is known about, in
 * the order in which they were marked. */
size_t metadata_count(const struct metadata *metadata);
void metadata_each_missing(const struct metadata *metadata,
                           void (*visit)(void *context, struct view id), void *context);

/* Begins a source, such as a file. */
void metadata_begin_source(struct metadata *metadata);

enum metadata_told {
    METADATA_UNWANTED, /* nobody wants the paper */
    METADATA_TOLD,
    METADATA_TOLD_AGAIN /* the source told of the paper before */
};

/* Keeps a copy of a source's record of a wanted paper; its versions tell how new it is. Of two
 * records of a paper the newer one, or the first if both are equally new, is used and completed
 * from the other. */
enum metadata_told metadata_add(struct metadata *metadata, const struct record *record);

/* Returns what is known about a paper, or NULL. Valid until the next metadata_find; its
 * text until the next metadata_add, unless it is used up. */
const struct record *metadata_find(struct metadata *metadata, struct view id);

/* From now on, metadata_find frees what is known about a paper when it looks for another. */
void metadata_use_up(struct metadata *metadata);

#endif
