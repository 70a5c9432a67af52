/* Where a paper is: what follows from its arXiv id, or the link that it has
 * instead. */
#ifndef REFMILL_FORMATS_LINKS_H
#define REFMILL_FORMATS_LINKS_H

#include "record.h"

/* The paper's URL, without version. */
void links_put_url(struct buffer *out, const struct record *record);

/* The DOI that arXiv registers, or nothing. */
void links_put_doi(struct buffer *out, const struct record *record);

#endif
