/* XML through libxml2's text writer. Characters that XML 1.0 forbids
 * (production 2) are dropped, since libxml2 lets them through. */
#ifndef REFMILL_FORMATS_XML_H
#define REFMILL_FORMATS_XML_H

#include "libxml.h"
#include "sink.h"

struct xml {
    struct libxml libxml;
    xmlTextWriterPtr writer; /* NULL: the sink failed, and nothing is written */
    struct sink *sink;
    struct buffer text; /* what is being written, with a final NUL */
};

/* Starts a document in UTF-8; a lack of memory or of libxml2 fails the sink. */
void xml_begin(struct xml *xml, struct sink *sink);

/* Closes what is open and writes everything out. */
void xml_end(struct xml *xml);

void xml_open(struct xml *xml, const char *element);
void xml_close(struct xml *xml);
void xml_attribute(struct xml *xml, const char *name, struct view value);

/* The same for a value of the program's own, which is put as it is. */
void xml_constant(struct xml *xml, const char *name, const char *value);
void xml_text(struct xml *xml, struct view text);

/* An element with nothing but text; none for an empty text. */
void xml_element(struct xml *xml, const char *element, struct view text);

/* The same with & and < as &#x26; and &#x3C;, which readers of RSS that take
 * a title for HTML show right (RSS Advisory Board, best practices profile). */
void xml_element_hex(struct xml *xml, const char *element, struct view text);

#endif
