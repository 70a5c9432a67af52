/* Escapes text for HTML and XML, and resolves the references that are common in it. */
#ifndef REFMILL_TEXT_MARKUP_H
#define REFMILL_TEXT_MARKUP_H

#include "text/text.h"

/* The place for which the text is escaped. In XML, characters that XML 1.0 forbids (production 2)
 * are dropped. In a page, controls and noncharacters (HTML, 13.2.3.5) are dropped, and tabs and
 * newlines become spaces. */
enum markup {
    MARKUP_XML_TEXT,
    MARKUP_XML_ATTRIBUTE, /* in double quotes */

    /* XML text that writes &, < and > as &#x26;, &#x3C; and &#x3E; and leaves quotes alone, so
     * that RSS readers that take a title for HTML show it right (RSS Advisory Board, best
     * practices profile). */
    MARKUP_XML_TEXT_AS_HTML,

    MARKUP_PAGE,     /* between tags, or in an attribute in double quotes */
    MARKUP_FRAGMENT, /* the same for HTML in a feed; drops nothing, since that is escaped again */
    MARKUPS
};

void markup_put(struct buffer *out, struct view text, enum markup place);

/* Escapes the text in the buffer from `start` on. */
void markup_escape(struct buffer *out, size_t start, enum markup place);

/* Takes a reference off the start of the text and appends its character: a numeric one, &amp;
 * &lt; &gt; &quot; &apos; or &nbsp;, which becomes a space. Returns false if there is none. */
bool markup_take_reference(struct view *text, struct buffer *out);

#endif
