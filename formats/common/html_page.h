/* What a page has around its papers: head, style sheet, form and script. */
#ifndef REFMILL_FORMATS_HTML_PAGE_H
#define REFMILL_FORMATS_HTML_PAGE_H

#include "common/html_text.h"
#include "output/writer.h"

/* All before the first paper. */
void html_put_head(struct html_text *html, const struct output_head *head);

/* All behind the last; a page without papers says that it has none. */
void html_put_foot(struct html_text *html, enum language leads, bool has_papers);

#endif
