/* Joins arXiv's metadata to a record. */
#ifndef REFMILL_COLLECTION_METADATA_JOIN_H
#define REFMILL_COLLECTION_METADATA_JOIN_H

#include "system/diag.h"
#include "input/metadata.h"

/* Set `metadata` and leave all else zero. */
struct join {
    struct metadata *metadata;
    bool hashless;              /* nothing needs the hashes of metadata, which take long */
    struct buffer categories;   /* of the last record that was joined */
    struct filling *fillings;   /* of that record too */
    struct buffer ours, theirs; /* scratch: letters and digits of two texts */
};

void join_free(struct join *join);

/* Adds fields that the record lacks, and merges the categories. The record's own fields stay,
 * except that a cut abstract is replaced by arXiv's if that begins with it (join_is_beginning).
 * COMMON fields (fields.def) are added as the last filling, so that those of another announcement
 * win in a merge. The text of added fields is valid as long as the metadata is; categories and
 * fillings are valid until the next call. With diag->verbose, warns if the titles differ or an
 * abstract stays cut. */
void join_record(struct join *join, struct record *record, struct place place, struct diag *diag);

/* True if the whole text begins with the cut one, comparing only letters and digits. The cut one
 * may end in an unfinished formula or command. Exposed for its test. */
bool join_is_beginning(struct join *join, struct view cut, struct view whole);

#endif
