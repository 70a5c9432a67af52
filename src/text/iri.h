/* Absolute IRIs (RFC 3987), for what options say of a feed: its addresses and
 * its identity must hold wherever the feed is read. */
#ifndef REFMILL_TEXT_IRI_H
#define REFMILL_TEXT_IRI_H

#include "text/text.h"

/* What keeps the text from being an absolute IRI, as words for a message; NULL if it is
 * one: a scheme, then only characters that an IRI may have. An http(s) IRI names a host and
 * no user. */
const char *iri_find_fault(struct view text);

/* The same for an address on the web: http or https, and a URI (RFC 3986), so ASCII only,
 * since RSS takes nothing else. */
const char *iri_find_web_fault(struct view text);

/* Puts the address as messages show it: without the user's name and password that may
 * stand in it. */
void iri_put_shown(struct buffer *out, struct view address);

/* Puts a path of any bytes as it stands in an address: all but letters, digits,
 * slashes and "-._~" percent-encoded (RFC 3986, 2.3). */
void iri_put_path(struct buffer *out, struct view path);

#endif
