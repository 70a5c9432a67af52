/* Checks and builds the addresses that options give for feeds: absolute IRIs (RFC 3987), which are
 * valid wherever the feed is read. */
#ifndef REFMILL_TEXT_IRI_H
#define REFMILL_TEXT_IRI_H

#include "text/text.h"

/* Returns why the text is not an absolute IRI, as words for a message, or NULL if it is one: a
 * scheme, then only characters that an IRI allows. An http(s) IRI must have a host and no
 * user. */
const char *iri_find_fault(struct view text);

/* The same for a web address: an http or https URI (RFC 3986), so ASCII only, as RSS requires. */
const char *iri_find_web_fault(struct view text);

/* Appends the address as messages show it: "..." stands for a user name and password. */
void iri_put_shown(struct buffer *out, struct view address);

/* Appends a path of any bytes for use in an address: percent-encodes all but letters,
 * digits, slashes and "-._~" (RFC 3986, 2.3). */
void iri_put_path(struct buffer *out, struct view path);

#endif
