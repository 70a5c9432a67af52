/* Writes COinS (ContextObjects in Spans), from which reference managers save a page's papers. */
#ifndef REFMILL_FORMATS_HTML_COINS_H
#define REFMILL_FORMATS_HTML_COINS_H

#include "common/html_text.h"
#include "record/record.h"

/* Puts an empty span whose title attribute holds the reference (ANSI/NISO Z39.88-2004, key and
 * value pairs of Dublin Core). English leads as in the other reference formats, whatever language
 * leads in the page. Both summaries, and the title in the other language, follow the abstract. */
void html_put_coins(struct html_text *html, const struct record *record);

#endif
