/* Reads the text of the HTML that arXiv's feeds had before 2024. */
#ifndef REFMILL_INPUT_FEED_HTML_H
#define REFMILL_INPUT_FEED_HTML_H

#include "system/libxml.h"
#include "text/text.h"

/* Appends the text with a space for each tag, and with the characters for which references stand.
 */
void feed_html_put_text(struct buffer *out, struct view html, const struct libxml *libxml);

#endif
