/* Text in a page: escaped, and without what HTML forbids. */
#ifndef REFMILL_FORMATS_HTML_TEXT_H
#define REFMILL_FORMATS_HTML_TEXT_H

#include "text/markup.h"

/* Where a page goes, and memory that is used again. */
struct html_text {
    struct buffer *out;
    struct buffer unicode;
};

/* The program's own HTML. */
static inline void html_put_own(struct html_text *html, struct view own)
{
    buffer_put(html->out, own);
}

/* Text, escaped. */
static inline void html_put(struct html_text *html, struct view text)
{
    markup_put(html->out, text, MARKUP_PAGE);
}

/* Puts text percent-encoded (RFC 3986, section 2.1) but for unreserved
 * characters and slashes, so that in a URL's path or query it is text alone. */
void html_put_percent(struct html_text *html, struct view text);

/* The same two of TeX as Unicode. */
void html_put_tex(struct html_text *html, struct view tex);
void html_put_percent_tex(struct html_text *html, struct view tex);

#endif
