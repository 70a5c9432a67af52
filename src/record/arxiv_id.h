/* arXiv identifiers (https://info.arxiv.org/help/arxiv_identifier.html):
 * reading them, and the URL, DOI and date that follow from one. */
#ifndef REFMILL_RECORD_ARXIV_ID_H
#define REFMILL_RECORD_ARXIV_ID_H

#include "text/memory.h"
#include "text/text.h"

/* The highest version that is believed. */
enum { ARXIV_VERSION_MAX = 9999 };

struct arxiv_id {
    struct view id;   /* without version: "2403.19588", "hep-th/9901001" */
    unsigned version; /* 0: none given */
};

/* Takes an identifier off the start of `text`: YYMM.NNNN up to 1412, YYMM.NNNNN
 * after that, or archive/YYMMNNN, with or without vN after it. Letters and
 * digits must not follow. An archive's subject class (math.GT/0309136) is no
 * part of the canonical identifier, so then it is a copy in the arena; else a
 * view. False, and nothing taken, when no identifier stands there. */
bool arxiv_take_id(struct view *text, struct arena *arena, struct arxiv_id *id);

/* The identifier in a link to arxiv.org or one of its mirrors: /abs/, /pdf/ or
 * /html/, http or https. */
bool arxiv_read_link(struct view link, struct arena *arena, struct arxiv_id *id);

/* The year (four digits) and month (1 to 12) in an identifier. */
void arxiv_date(struct view id, unsigned *year, unsigned *month);

/* The abstract page's URL and the DOI that arXiv registers, both without version, in
 * the arena. */
struct view arxiv_url(struct view id, struct arena *arena);
struct view arxiv_doi(struct view id, struct arena *arena);

/* The PDF's URL; version 0 stands for the newest. */
void arxiv_put_pdf_url(struct buffer *out, struct view id, unsigned version);

/* An archive or category ("cs.AI", "stat", "physics.data-an") that stands in
 * `name` between characters that are neither letters nor digits; the first
 * one, or an empty view. */
struct view arxiv_find_category(struct view name);

#endif
