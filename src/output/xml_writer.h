/* XML, indented. Text is UTF-8; characters that XML 1.0 forbids (production 2) are
 * dropped. */
#ifndef REFMILL_OUTPUT_XML_WRITER_H
#define REFMILL_OUTPUT_XML_WRITER_H

#include "text/markup.h"

enum { XML_DEPTH_MAX = 8 };

struct xml_writer {
    struct buffer *out;
    const char *open[XML_DEPTH_MAX]; /* the elements that are open */
    unsigned depth;
    bool in_tag; /* the last one's start tag has no end yet */
};

/* Starts a document; `out` outlives the writer. */
void xml_begin(struct xml_writer *xml, struct buffer *out);

/* Closes what is open. */
void xml_end(struct xml_writer *xml);

/* An element that has others, its attributes, which are the program's own and put
 * as they are, and its end. Names are string constants. */
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

/* The same, escaped as MARKUP_XML_TEXT_AS_HTML. */
void xml_element_hex(struct xml_writer *xml, const char *element, struct view text);

#endif
