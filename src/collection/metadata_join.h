/* Joins to a record what arXiv's metadata says of its paper. */
#ifndef REFMILL_COLLECTION_METADATA_JOIN_H
#define REFMILL_COLLECTION_METADATA_JOIN_H

#include "system/diag.h"
#include "input/metadata.h"

/* All zero but for the metadata. */
struct join {
    const struct metadata *metadata;
    struct buffer categories; /* of the record that was joined last */
    struct filling *fillings; /* of that record too */
    size_t filling_cap;
    struct buffer ours, theirs;
};

void join_free(struct join *join);

/* Adds what the record lacks; the categories of both are one set. The record's
 * own fields stay, but an abstract that was cut gives way to the whole one if
 * it is the beginning of that, white space and TeX aside. What an announcement
 * may have is added as a filling, behind all others, so that another
 * announcement's goes before it when they are merged. What was added lives as
 * long as the metadata, categories and fillings until the next call. With
 * diag->verbose a title that is another is warned of, and an abstract that stays
 * cut off. */
void join_record(struct join *join, struct record *record, struct place place, struct diag *diag);

/* Whether the text, which was cut off, is the beginning of the whole: the same
 * letters and digits, whatever the white space, TeX and marks between them.
 * Exposed for its test. */
bool join_is_beginning(struct join *join, struct view cut, struct view whole);

#endif
