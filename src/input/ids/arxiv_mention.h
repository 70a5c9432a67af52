/* Finds arXiv identifiers in text as people and programs write them: after a prefix, in a link, or
 * bare. */
#ifndef REFMILL_INPUT_IDS_ARXIV_MENTION_H
#define REFMILL_INPUT_IDS_ARXIV_MENTION_H

#include "record/arxiv_id.h"

/* Returns the word without brackets, quotes and punctuation around it, as in "<https://…>,". */
struct view arxiv_mention_strip(struct view word);

/* Reads a word that is one identifier: bare, after "arXiv:", "oai:arXiv.org:" or
 * "10.48550/arXiv.", or in a link, with or without "https://". Strips it first. */
bool arxiv_mention_read_word(struct view word, struct arena *arena, struct arxiv_id *id);

/* True if the word is not an identifier only because *number, a part of it, has lost its final
 * zeros (arxiv_lost_digit). */
bool arxiv_mention_lost_digit(struct view word, struct view *number);

/* The same as arxiv_mention_read_word for a value, which may have blanks around it and a category
 * after it: "arXiv:2403.19588v1 [cs.CL]". */
bool arxiv_mention_read_value(struct view value, struct arena *arena, struct arxiv_id *id);

/* Reads a citation key that is an identifier: 2403.19588, arXiv:2403.19588, arxivhepth.9901001. */
bool arxiv_mention_read_key(struct view key, struct arena *arena, struct arxiv_id *id);

/* Takes the text up to the end of the next identifier in a link or after a prefix, which may also
 * be "arXiv preprint" or the "abs/" of CoRR. Returns false if there is none. */
bool arxiv_mention_take(struct view *text, struct arena *arena, struct arxiv_id *id);

#endif
