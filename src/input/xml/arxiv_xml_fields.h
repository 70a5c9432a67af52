/* Sets the fields of a record from the elements of an entry of arXiv's XML, in each of its forms.
 */
#ifndef REFMILL_INPUT_ARXIV_XML_FIELDS_H
#define REFMILL_INPUT_ARXIV_XML_FIELDS_H

#include "input/entry.h"
#include "input/reader.h"

/* Namespaces. */
#define ATOM "http://www.w3.org/2005/Atom"
#define ATOM_ARXIV "http://arxiv.org/schemas/atom"
#define DUBLIN_CORE "http://purl.org/dc/elements/1.1/"
#define RSS_1 "http://purl.org/rss/1.0/"

/* Bits for the API's answers, for OAI-PMH's forms arXiv, arXivRaw and oai_dc, and for feeds in
 * Atom, RSS 2.0 and RDF (RSS 1.0). */
enum arxiv_xml_form {
    NO_FORM = 0,
    FORM_API = 1,
    FORM_ARXIV = 2,
    FORM_RAW = 4,
    FORM_DC = 8,
    FORM_ATOM = 16,
    FORM_RSS = 32,
    FORM_RDF = 64
};

/* All zero before the first entry, but for `window` and `wanted`. The caller frees `entry`. */
struct arxiv_xml_fields {
    struct window *window;
    const struct wanted *wanted;
    size_t bad_values;        /* malformed dates and DOIs of this input, so far */
    enum arxiv_xml_form form; /* of the current entry */
    size_t line;              /* where it begins */
    struct entry entry;
    struct view id;   /* as the entry has it, even if it is not arXiv's */
    struct view link; /* of a feed's entry */
    struct view family, given, suffix;
    struct view creators; /* all authors of a feed's entry */
    struct moment published, updated, announced;
    unsigned version; /* the number of the version whose date is read next */
    bool skipped;     /* the entry is faulty, or its paper not wanted; nothing more is read of it */
};

/* An element in an entry, a row of the table. */
struct arxiv_xml_element;

void arxiv_xml_fields_begin(struct arxiv_xml_fields *fields, enum arxiv_xml_form form, size_t line);

/* Returns the element of that name at that depth in the entry (a child of the entry has depth 1),
 * or NULL if it tells nothing. `uri` is its namespace, or empty. */
const struct arxiv_xml_element *arxiv_xml_fields_find(const struct arxiv_xml_fields *fields,
                                                      int depth, const char *uri, const char *name);

/* True if the text of the element and of those inside it is one value. */
bool arxiv_xml_fields_has_text(const struct arxiv_xml_element *element);

/* Returns the attribute that has the value of the element, or NULL. */
const char *arxiv_xml_fields_attribute(const struct arxiv_xml_element *element);

/* Takes the value of the element: its attribute, its text or, at its end, an empty view if it has
 * neither. Copies what it keeps. */
void arxiv_xml_fields_take(struct arxiv_xml_fields *fields, const struct arxiv_xml_element *element,
                           struct view value);

/* Sets the identifier, unless the entry has one. */
void arxiv_xml_fields_set_id(struct arxiv_xml_fields *fields, struct view text);

/* Adds the versions whose dates are known, at the end of an entry. */
void arxiv_xml_fields_add_versions(struct arxiv_xml_fields *fields);

/* Reads the day in a date of RFC 3339 or RFC 5322 as it is written, in whatever zone. Returns
 * false and leaves *moment unchanged if there is none. */
bool arxiv_xml_fields_read_day(struct view text, struct moment *moment);

/* Reports how many more bad values there were than were shown, at the end of an input. */
void arxiv_xml_fields_report_more(const struct arxiv_xml_fields *fields);

#endif
