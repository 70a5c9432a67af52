/* Reads arXiv identifiers (https://info.arxiv.org/help/arxiv_identifier.html), and makes the
 * URL, DOI and date that follow from one. */
#ifndef REFMILL_RECORD_ARXIV_ID_H
#define REFMILL_RECORD_ARXIV_ID_H

#include "text/memory.h"
#include "text/text.h"

/* The highest version number that is accepted. */
enum { ARXIV_VERSION_MAX = 9999 };

struct arxiv_id {
    struct view id;   /* without version: "2403.19588", "hep-th/9901001" */
    unsigned version; /* 0 if not given */
};

/* Takes an identifier off the start of `text`: YYMM.NNNN up to 1412, YYMM.NNNNN after that, or
 * archive/YYMMNNN, each with an optional vN. A letter or digit must not follow. Returns false
 * and takes nothing if there is none. The id is a view of `text`, or a copy in the arena
 * without its subject class (math.GT/0309136), which is not part of the canonical identifier. */
bool arxiv_take_id(struct view *text, struct arena *arena, struct arxiv_id *id);

/* True for a number like 1802.0774, whose final zeros a spreadsheet may have dropped: identifiers
 * have had five digits after the full stop since 1501. */
bool arxiv_lost_digit(struct view text);

/* Reads the identifier in a link, http or https, to a page of a paper: at arxiv.org and its
 * mirrors, ar5iv, alphaXiv, Hugging Face, papers.cool, or as a DOI. Punctuation may follow. */
bool arxiv_read_link(struct view link, struct arena *arena, struct arxiv_id *id);

/* The same for a link without "https://". */
bool arxiv_read_address(struct view address, struct arena *arena, struct arxiv_id *id);

/* Returns the year (four digits) and month (1 to 12) of an identifier. */
void arxiv_date(struct view id, unsigned *year, unsigned *month);

/* Return the URL of the abstract page and the DOI that arXiv registers, both without version,
 * in the arena. */
struct view arxiv_url(struct view id, struct arena *arena);
struct view arxiv_doi(struct view id, struct arena *arena);

/* Appends the URL of the PDF. Version 0 is the newest. */
void arxiv_put_pdf_url(struct buffer *out, struct view id, unsigned version);

/* Returns the first archive or category ("cs.AI", "stat", "physics.data-an") in `name` that
 * has no letter or digit right before or after it, or an empty view. */
struct view arxiv_find_category(struct view name);

/* True if the text is such a name. */
bool arxiv_is_category(struct view text);

#endif
