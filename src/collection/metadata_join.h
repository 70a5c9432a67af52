/* Joins arXiv's metadata to a record. */
#ifndef REFMILL_COLLECTION_METADATA_JOIN_H
#define REFMILL_COLLECTION_METADATA_JOIN_H

#include "system/diag.h"
#include "input/metadata.h"

/* All zero but for the metadata. */
struct join {
    const struct metadata *metadata;
    struct buffer categories; /* of the record that was joined last */
    struct filling *fillings; /* of that record too */
    struct buffer ours, theirs;
};

void join_free(struct join *join);

/* Adds what the record lacks, and unites the categories of both. The record's own fields
 * stay, but a cut abstract is replaced by the whole one if that begins with it, white
 * space and TeX aside. COMMON fields (fields.def) are added as the last filling, so that
 * another announcement's win over it when they are merged. What was added lives as long
 * as the metadata; categories and fillings until the next call. With diag->verbose,
 * warns if the titles differ and if an abstract stays cut. */
void join_record(struct join *join, struct record *record, struct place place, struct diag *diag);

/* True if the whole text begins with the cut one: the same letters and digits, whatever
 * white space, TeX and marks are between them. Exposed for its test. */
bool join_is_beginning(struct join *join, struct view cut, struct view whole);

#endif
