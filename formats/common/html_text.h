/* Writes text into a page, escaped and without characters that HTML forbids. */
#ifndef REFMILL_FORMATS_HTML_TEXT_H
#define REFMILL_FORMATS_HTML_TEXT_H

#include "text/markup.h"

/* The output of a page, and scratch memory. */
struct html_text {
    struct buffer *out;
    bool mathml; /* formulas are MathML, else TeX */
    struct buffer unicode;
};

/* Puts the program's own HTML unchanged. */
static inline void html_put_own(struct html_text *html, struct view own)
{
    buffer_put(html->out, own);
}

/* Puts text, escaped. */
static inline void html_put(struct html_text *html, struct view text)
{
    markup_put(html->out, text, MARKUP_PAGE);
}

/* Puts text for the path or query of a URL: percent-encodes all but unreserved characters and
 * slashes (RFC 3986, section 2.1). */
void html_put_percent(struct html_text *html, struct view text);

/* Do the same as html_put and html_put_percent with TeX converted to Unicode. */
void html_put_tex(struct html_text *html, struct view tex);
void html_put_percent_tex(struct html_text *html, struct view tex);

#endif
