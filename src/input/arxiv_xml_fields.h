/* Sets the fields of a record from the elements of an entry of arXiv's metadata, in each form of
 * XML. */
#ifndef REFMILL_INPUT_ARXIV_XML_FIELDS_H
#define REFMILL_INPUT_ARXIV_XML_FIELDS_H

#include "input/metadata_source.h"

/* Bits for the API's answers and for OAI-PMH's forms arXiv and arXivRaw. */
enum arxiv_xml_form { NO_FORM = 0, FORM_API = 1, FORM_ARXIV = 2, FORM_RAW = 4 };

/* Set `source` and leave all else zero before the first entry. The caller frees `entry`. */
struct arxiv_xml_fields {
    struct metadata_source *source;
    enum arxiv_xml_form form; /* of the current entry */
    size_t line;              /* where it begins */
    struct metadata_entry entry;
    struct view id, family, given, suffix;
    struct moment published, updated;
    unsigned version; /* the number of the version whose date is read next */
    bool unwanted;    /* the run does not want the paper; false until its identifier is read */
};

void arxiv_xml_fields_begin(struct arxiv_xml_fields *elements, enum arxiv_xml_form form,
                            size_t line);

/* Returns the attribute to read in an element of that name, or NULL. */
const char *arxiv_xml_fields_attribute(const struct arxiv_xml_fields *elements,
                                       const char *element);

/* Takes the value of that attribute, and copies what it keeps. */
void arxiv_xml_fields_take_attribute(struct arxiv_xml_fields *elements, const char *element,
                                     struct view value);

/* Takes the text of an element at its end. A child of the entry has depth 1. */
void arxiv_xml_fields_take(struct arxiv_xml_fields *elements, int depth, const char *name,
                           struct view text);

/* Adds the entry to the metadata, or warns if it is an error or has no identifier. */
void arxiv_xml_fields_end(struct arxiv_xml_fields *elements);

/* Warns of an error that arXiv sent instead of an entry. */
void arxiv_xml_fields_report_error(struct metadata_source *source, size_t line, struct view text);

#endif
