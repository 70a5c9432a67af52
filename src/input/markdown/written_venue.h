/* Tells where a paper was published, as lists write it around its title and authors. */
#ifndef REFMILL_INPUT_MARKDOWN_WRITTEN_VENUE_H
#define REFMILL_INPUT_MARKDOWN_WRITTEN_VENUE_H

#include "text/text.h"

/* Returns the text without a venue and a year at its end: ". arXiv, 2020", ", ICCV2017", ", Phys.
 * Rev. X 12". */
struct view written_venue_drop(struct view text);

/* True for a known venue with its year or rank, or a rank: "CVPR 2024 Oral", "NeurIPS'23",
 * "Spotlight". */
bool written_venue_is_known(struct view text);

/* Takes a rank off the start, in brackets or not: "oral", "(spotlight)", "best paper". */
bool written_venue_take_rank(struct view *text);

/* True also for any acronym with its year, and for a year. At the end of a title it may be part of
 * it. */
bool written_venue_is_tag(struct view text);

/* True for what takes place at a venue: "CVPR 2023 AI4CC Workshop", "NeurIPS'23 Benchmark Track",
 * "Workshop on Tides at ICML 2024". */
bool written_venue_is_event(struct view text);

/* True for the name of a known venue alone, which may also be a word of a title. */
bool written_venue_is_name(struct view name);

/* True for words after a title that are not another: where, by whom or how it came out. */
bool written_venue_names_publication(struct view text);

#endif
