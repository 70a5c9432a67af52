/* Tells whether an entry of a library is about a paper, from titles and names that may be written
 * in other ways. */
#ifndef REFMILL_UPDATE_SAME_PAPER_H
#define REFMILL_UPDATE_SAME_PAPER_H

#include "record/record.h"

/* Scratch memory, all zero at first. */
struct same_paper {
    struct buffer ours, theirs;
};

void same_paper_free(struct same_paper *scratch);

/* True if the title and the authors, one a line, are likely to be those of the paper. Either may be
 * empty. A title may have changed much if the first author is the same, and a little if not;
 * without one, the first author must be the same. */
bool same_paper_likely(struct same_paper *scratch, struct view title, struct view authors,
                       const struct record *record);

/* True if arXiv names no people, but that collaboration: "ATLAS", "LIGO Scientific, Virgo". */
bool same_paper_is_by_group(struct same_paper *scratch, struct view collaboration,
                            const struct record *record);

struct missing_author {
    struct view name;
    bool not_first; /* the paper has the author, but another is its first */
};

/* True if the paper has all these authors, one a line, of whom the first is its first. "others" and
 * "et al." are nobody. On success fills `merged` (author_count elements) with arXiv's authors,
 * keeping longer given names from the lines. On failure sets *missing; `merged` is then undefined.
 */
bool same_paper_merge_authors(struct same_paper *scratch, struct view authors,
                              const struct record *record, struct person *merged,
                              struct arena *arena, struct missing_author *missing);

#endif
