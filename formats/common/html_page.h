/* Writes the parts of a page around its papers: head, style sheet, form and script. */
#ifndef REFMILL_FORMATS_HTML_PAGE_H
#define REFMILL_FORMATS_HTML_PAGE_H

#include "common/html_text.h"
#include "output/language_terms.h"
#include "output/writer.h"

/* Puts everything before the list of days. */
void html_put_head(struct html_text *html, const struct output_head *head);

/* Puts everything after the last paper, and a note if there are no papers. */
void html_put_foot(struct html_text *html, const struct language_terms *terms, bool has_papers);

#endif
