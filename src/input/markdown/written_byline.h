/* Takes names off a title, and what else lists write beside it. */
#ifndef REFMILL_INPUT_MARKDOWN_WRITTEN_BYLINE_H
#define REFMILL_INPUT_MARKDOWN_WRITTEN_BYLINE_H

#include "text/text.h"

/* What stands beside a title. */
struct byline {
    struct view text; /* names or a nickname before it, or names right after it */
    bool is_sure;     /* it has names, even if they do not look so */
};

/* Takes names off the text of a link: "A. Tide, B. Reef. Moons", "Tide et al. (2020). Moons",
 * "Moons, Tide et al.", "Moons (Tide & Reef, 2020)"; off bold text, cells and headings (`is_part`)
 * only those with "et al." or a year. The names are a view into the title. */
void written_byline_take(struct byline *byline, struct view *title, bool is_part);

/* The same for plain text, whose commas and full stops may separate names from the title, but not
 * in a cell. */
void written_byline_take_plain(struct byline *byline, struct view *title, bool is_cell);

/* Takes names and a year off the start: "Tide, A., & Reef, B. (2023). Memory Networks". Returns
 * false if there are none. */
bool written_byline_take_citation(struct byline *byline, struct view *title);

/* Returns the text without the punctuation and symbols that stand between a title and what follows
 * it. */
struct view written_byline_trim(struct view title);

/* Returns the text without a year in brackets, and punctuation, at its end. */
struct view written_byline_drop_year(struct view text);

/* True for the title of a paper about another one: names in brackets are of that. */
bool written_byline_is_about_paper(struct view title);

#endif
