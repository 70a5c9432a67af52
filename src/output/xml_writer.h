/* XML through libxml2's text writer, to which leaves go as they are made here.
 * Characters that XML 1.0 forbids (production 2) are dropped. */
#ifndef REFMILL_OUTPUT_XML_WRITER_H
#define REFMILL_OUTPUT_XML_WRITER_H

#include "system/libxml.h"
#include "output/sink.h"

struct xml_writer {
    struct libxml libxml;
    xmlTextWriterPtr writer; /* NULL: the sink failed, and nothing is written */
    struct sink *sink;
    struct buffer text; /* leaves that libxml2 has not been given */
    unsigned depth;     /* elements that are open */
    bool in_tag;        /* whose start tag is */
};

/* A format's `load` (writer.h). */
bool xml_load(const char **why);

/* Starts a document in UTF-8; a lack of memory or of libxml2 fails the sink. */
void xml_begin(struct xml_writer *xml, struct sink *sink);

/* Closes what is open and writes everything out. */
void xml_end(struct xml_writer *xml);

/* An element that has others, its attributes, which are the program's own and put
 * as they are, and its end. */
void xml_open(struct xml_writer *xml, const char *element);
void xml_attribute(struct xml_writer *xml, const char *name, const char *value);
void xml_close(struct xml_writer *xml);

/* One of an element that has none; it is left out when its value is empty. */
struct xml_attribute {
    const char *name;
    struct view value;
    bool own; /* the program's, which needs no escape */
};

/* An element that has none, with or without text. */
void xml_leaf(struct xml_writer *xml, const char *element, const struct xml_attribute *attributes,
              size_t count, struct view text);

/* A leaf with nothing but text; none for an empty text. */
void xml_element(struct xml_writer *xml, const char *element, struct view text);

/* The same with &, < and > as &#x26;, &#x3C; and &#x3E;, and quotes as they are, which readers of
 * RSS that take a title for HTML show right (RSS Advisory Board, best practices profile). */
void xml_element_hex(struct xml_writer *xml, const char *element, struct view text);

#endif
