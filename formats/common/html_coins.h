/* COinS, ContextObjects in Spans: what reference managers save of a page. */
#ifndef REFMILL_FORMATS_HTML_COINS_H
#define REFMILL_FORMATS_HTML_COINS_H

#include "common/html_text.h"
#include "record/record.h"

/* Puts an empty span whose title is the paper as a reference (ANSI/NISO
 * Z39.88-2004, key and value pairs of Dublin Core). As in the other formats for
 * references English leads, whichever language the page leads with; the other
 * title and summary follow the abstract. */
void html_put_coins(struct html_text *html, const struct record *record);

#endif
