/* Writes indented XML. Text is UTF-8; characters that XML 1.0 forbids (production 2) are
 * dropped. */
#ifndef REFMILL_OUTPUT_XML_WRITER_H
#define REFMILL_OUTPUT_XML_WRITER_H

#include "text/markup.h"

enum { XML_DEPTH_MAX = 8 };

struct xml_writer {
    struct buffer *out;
    const char *open[XML_DEPTH_MAX]; /* names of the open elements */
    unsigned depth;
    bool in_tag; /* the start tag of the last one still lacks its '>' */
};

/* Starts a document; `out` must outlive the writer. */
void xml_begin(struct xml_writer *xml, struct buffer *out);

/* Closes all open elements. */
void xml_end(struct xml_writer *xml);

/* Open an element that contains others, add an attribute to it before any content, and close it.
 * Names must be string constants; attribute values are put without escaping. */
void xml_open(struct xml_writer *xml, const char *element);
void xml_attribute(struct xml_writer *xml, const char *name, const char *value);
void xml_close(struct xml_writer *xml);

/* An attribute of a leaf; left out if its value is empty. */
struct xml_attribute {
    const char *name;
    struct view value;
    bool own; /* the program's own value, which needs no escaping */
};

/* Puts a leaf: an element without child elements, with or without text. */
void xml_leaf(struct xml_writer *xml, const char *element, const struct xml_attribute *attributes,
              size_t count, struct view text);

/* Puts a leaf without attributes, unless its text is empty. */
void xml_element(struct xml_writer *xml, const char *element, struct view text);

/* Does the same, but escapes as MARKUP_XML_TEXT_AS_HTML. */
void xml_element_hex(struct xml_writer *xml, const char *element, struct view text);

#endif
