/* Reads entries of papers from XML documents of arXiv, one after another, for the readers of each
 * kind of document. */
#ifndef REFMILL_INPUT_ARXIV_XML_H
#define REFMILL_INPUT_ARXIV_XML_H

#include "input/xml/arxiv_xml_fields.h"
#include "system/libxml.h"
#include "system/xml_documents.h"

struct arxiv_xml;

/* What differs between the kinds of documents. The functions look at the current element. */
struct arxiv_xml_kind {
    const char *document; /* for messages: "an answer of arXiv's API" */

    /* True for the root element of such a document. */
    bool (*is_root)(const struct arxiv_xml *xml);

    /* Returns the form of the entry that the element begins, or NO_FORM. */
    enum arxiv_xml_form (*form)(const struct arxiv_xml *xml);

    /* Called when an element outside of entries begins, when one ends, with its text, and when an
     * entry has begun. NULL: nothing is to be done. */
    void (*open)(struct arxiv_xml *xml);
    void (*close)(struct arxiv_xml *xml, struct view text);
    void (*begin_entry)(struct arxiv_xml *xml);

    /* Completes the fields at the end of an entry. Returns false if it is not about a paper. */
    bool (*finish)(struct arxiv_xml *xml);

    /* Reports what concerns the whole input, at its end. May be NULL. */
    void (*report)(struct arxiv_xml *xml);
};

/* The state of a reader, or the first member of it. */
struct arxiv_xml {
    const struct arxiv_xml_kind *kind;
    struct libxml libxml;
    bool loaded; /* libxml */
    struct xml_documents documents;
    xmlTextReaderPtr reader; /* of the current document; NULL between documents */
    size_t first_line;       /* of the document, in the input */
    bool known;              /* it is of this kind */
    bool broken;             /* a fault was reported, and the rest is skipped */
    bool exhausted;          /* the parser has all of it */
    bool malformed;          /* the parser has bytes of it that are not UTF-8 */
    struct buffer half;      /* a character that is cut at their end */
    bool cut;                /* it was reported that the input is cut off */
    size_t line;             /* of the current element outside of entries */
    size_t start;            /* where the current entry begins, as documents.given */
    int depth;               /* of the entry's element */
    const struct arxiv_xml_element *element; /* whose text is being read; NULL: of no element */
    int element_depth;
    struct buffer text;
    struct arxiv_xml_fields fields; /* of the current entry */
    uint32_t entries;               /* of this input so far */
    bool answered;                  /* a message told why there may be no entries */
    struct view channel;            /* of the document, or empty */
    struct moment announced;        /* the day of the document, or absent */
    const struct record *record;    /* of a complete entry */
};

/* Implement the functions of struct reader. */
void arxiv_xml_begin(struct arxiv_xml *xml, const struct arxiv_xml_kind *kind,
                     struct window *window, const struct wanted *wanted);
bool arxiv_xml_next(struct arxiv_xml *xml, struct batch *batch);
void arxiv_xml_end(struct arxiv_xml *xml);

/* Finds the local name of the root element in the first bytes of a document, and the text after
 * it. Returns false if there is none. */
bool arxiv_xml_find_root(struct view start, struct view *name, struct view *rest);

/* True if the text contains `what`, which is not empty. */
bool arxiv_xml_has(struct view text, struct view what);

/* True if the current element has that name, in that namespace: "" if in none. */
bool arxiv_xml_is(const struct arxiv_xml *xml, const char *uri, const char *name);

/* Returns the attribute's value, valid until the next node; empty if it is absent. */
struct view arxiv_xml_attribute(const struct arxiv_xml *xml, const char *name);

/* Returns the place of a line of the input. */
struct place arxiv_xml_place(const struct arxiv_xml *xml, size_t line);

/* Reports an error that arXiv sent instead of an entry: a fault, unless it says that nothing was
 * found. `code` may be empty. */
void arxiv_xml_report_error(struct arxiv_xml *xml, size_t line, struct view code, struct view text);

#endif
