/* Identifies the paper of a record: its arXiv id and what follows from it, or a link. */
#ifndef REFMILL_RECORD_IDENTITY_H
#define REFMILL_RECORD_IDENTITY_H

#include "record/record.h"

/* True for an http(s) link that is valid unchanged in every format. */
bool identity_is_link(struct view link);

/* True for a DOI, such as 10.1103/PhysRevD.76.013009, that is valid unchanged in every format. */
bool identity_is_doi(struct view text);

/* True for text in the form of arXiv's categories and archives, cs.LG or hep-th. Text of an input
 * is used as a category only if this is true. */
bool identity_is_category(struct view text);

/* Sets the id, and the URL, DOI and date that follow from it. Without an id, sets the URL to
 * the link. New text is in the arena. */
void identity_set(struct record *record, struct view arxiv_id, struct view link,
                  struct arena *arena);

/* Returns the first day of the identifier's month, for records without a better time; absent
 * without an identifier. */
struct moment identity_guess_moment(const struct record *record);

#endif
