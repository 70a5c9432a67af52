/* Decodes the text of a mail: transfer encodings (RFC 2045, section 6), charsets and HTML. All
 * functions append to `out` and accept any bytes. */
#ifndef REFMILL_INPUT_MAIL_DECODING_H
#define REFMILL_INPUT_MAIL_DECODING_H

#include "text/text.h"

void mail_put_quoted_printable(struct buffer *out, struct view text);
void mail_put_base64(struct buffer *out, struct view text);

/* Appends the text as UTF-8 without U+00A0, which becomes a space. Lines that are not UTF-8, or all
 * if `latin` is true, are taken for Windows-1252. Returns false if there was such a line and
 * `latin` is false. */
bool mail_put_utf8(struct buffer *out, struct view text, bool latin);

/* Appends the text of a mail in HTML, in the lines that a browser would show. */
void mail_put_html_lines(struct buffer *out, struct view html);

#endif
