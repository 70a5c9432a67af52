/* Tells where a paper was published, as lists write it after the names of its authors. */
#ifndef REFMILL_INPUT_MARKDOWN_WRITTEN_VENUE_H
#define REFMILL_INPUT_MARKDOWN_WRITTEN_VENUE_H

#include "text/text.h"

/* Returns the text without a venue and a year at its end: ". arXiv, 2020", ", ICCV2017", ", Phys.
 * Rev. X 12". */
struct view written_venue_drop(struct view text);

#endif
