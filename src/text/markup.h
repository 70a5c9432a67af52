/* Text as it may stand in markup, in HTML and in XML: the one place where that is
 * escaped. */
#ifndef REFMILL_TEXT_MARKUP_H
#define REFMILL_TEXT_MARKUP_H

#include "text/text.h"

/* Where the text is to stand. XML loses the characters that XML 1.0 forbids (production
 * 2). Pages lose controls and noncharacters (HTML, section 13.2.3.5), and their tabs and
 * newlines become spaces. */
enum markup {
    MARKUP_XML_TEXT,
    MARKUP_XML_ATTRIBUTE, /* in double quotes */

    /* XML text with &, < and > as &#x26;, &#x3C; and &#x3E; and quotes as they are, which
     * readers of RSS that take a title for HTML show right (RSS Advisory Board, best
     * practices profile). */
    MARKUP_XML_TEXT_AS_HTML,

    MARKUP_PAGE,     /* between tags, or in an attribute in double quotes */
    MARKUP_FRAGMENT, /* the same within HTML that goes into a feed, which drops the rest */
    MARKUPS
};

void markup_put(struct buffer *out, struct view text, enum markup place);

/* Escapes what stands in the buffer from `start` on. */
void markup_escape(struct buffer *out, size_t start, enum markup place);

#endif
