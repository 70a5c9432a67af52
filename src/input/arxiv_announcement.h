/* Reads and removes what arXiv's announcements add to titles and abstracts, in both languages.
 * Text must be clean (text_clean). */
#ifndef REFMILL_INPUT_ARXIV_ANNOUNCEMENT_H
#define REFMILL_INPUT_ARXIV_ANNOUNCEMENT_H

#include "record/arxiv_id.h"
#include "record/record.h"

/* What a suffix or a prefix tells. All zero if there is none. */
struct announcement {
    struct arxiv_id id;
    struct view category;
    enum announce announce;
};

/* Takes "(arXiv:2401.08119v2 [cs.LG] UPDATED)" off the end of an English title, and the full
 * stop that arXiv's old feed put before it. */
struct announcement announcement_take_suffix(struct view *title, struct arena *arena);

/* Takes "arXiv:2403.19588v1 Announce Type: cross Abstract:" off an English abstract. */
struct announcement announcement_take_prefix(struct view *abstract, struct arena *arena);

/* Return the translated title without suffixes, "标题:" before it, full stop and enclosing
 * quotation marks, and the translated abstract without its prefix. */
struct view announcement_clean_title(struct view title, struct arena *arena);
struct view announcement_clean_abstract(struct view abstract, struct arena *arena);

#endif
