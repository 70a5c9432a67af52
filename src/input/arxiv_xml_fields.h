/* Which element of an entry of arXiv's metadata sets which field of its record, in
 * each form of XML in which there are entries. */
#ifndef REFMILL_INPUT_ARXIV_XML_FIELDS_H
#define REFMILL_INPUT_ARXIV_XML_FIELDS_H

#include "input/metadata_source.h"

/* Answers of the API, and OAI-PMH's metadata in the forms arXiv and arXivRaw; a bit
 * each. */
enum arxiv_xml_form { NO_FORM = 0, FORM_API = 1, FORM_ARXIV = 2, FORM_RAW = 4 };

/* All zero but for `source` before the first entry; the caller frees `entry`. */
struct arxiv_xml_fields {
    struct metadata_source *source;
    enum arxiv_xml_form form; /* of the entry that is open */
    size_t line;              /* where it begins */
    struct metadata_entry entry;
    struct view id, family, given, suffix;
    struct moment published, updated;
    unsigned version; /* the one whose date follows */
    bool unwanted;    /* nobody wants the paper; false until its identifier was read */
};

void arxiv_xml_fields_begin(struct arxiv_xml_fields *elements, enum arxiv_xml_form form,
                            size_t line);

/* The attribute that has the value in an element of that name; NULL: none has. */
const char *arxiv_xml_fields_attribute(const struct arxiv_xml_fields *elements,
                                       const char *element);

/* Takes the value of that attribute. */
void arxiv_xml_fields_take_attribute(struct arxiv_xml_fields *elements, const char *element,
                                     struct view value);

/* Takes the text of an element, at its end; a child of the entry has depth 1. */
void arxiv_xml_fields_take(struct arxiv_xml_fields *elements, int depth, const char *name,
                           struct view text);

/* Adds the entry to the metadata, or reports what it is instead. */
void arxiv_xml_fields_end(struct arxiv_xml_fields *elements);

/* Reports what arXiv answered in place of an entry. */
void arxiv_xml_fields_report_error(struct metadata_source *source, size_t line, struct view text);

#endif
