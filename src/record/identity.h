/* Which paper a record is of: its arXiv id, and what follows from that, or a
 * link. */
#ifndef REFMILL_RECORD_IDENTITY_H
#define REFMILL_RECORD_IDENTITY_H

#include "record/record.h"

/* A link that can be followed and put into any format as it is. */
bool identity_is_link(struct view link);

/* A DOI, 10.1103/PhysRevD.76.013009, that can be put into any format as it
 * is. */
bool identity_is_doi(struct view text);

/* A category or archive as arXiv writes them, cs.LG or hep-th: no other text
 * of an input goes further as one. */
bool identity_is_category(struct view text);

/* Sets the id, URL, DOI and date that go with it; without an id, the link for
 * URL. What has to be made for that is in the arena. */
void identity_set(struct record *record, struct view arxiv_id, struct view link,
                  struct arena *arena);

/* The first day of the identifier's month, for what has no better time; absent
 * without an identifier. */
struct moment identity_guess_moment(const struct record *record);

#endif
