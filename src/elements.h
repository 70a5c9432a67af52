/* What the elements of an entry of arXiv's metadata say, in each form of XML
 * in which there are entries. */
#ifndef REFMILL_ELEMENTS_H
#define REFMILL_ELEMENTS_H

#include "harvesting.h"

/* Answers of the API, and OAI-PMH's metadata in the forms arXiv and arXivRaw. */
enum form { NO_FORM, FORM_API, FORM_ARXIV, FORM_RAW };

/* All zero but for `harvesting` before the first entry. */
struct elements {
    struct harvesting *harvesting;
    enum form form; /* of the entry that is open */
    size_t line;    /* where it begins */
    struct entry entry;
    struct view id, family, given, suffix;
    struct moment published, updated;
    unsigned version; /* the one that a date is of */
    bool unwanted;    /* the paper, as far as its identifier came already */
};

void elements_free(struct elements *elements);

void elements_begin(struct elements *elements, enum form form, size_t line);

/* The attribute that says something in an element of that name; NULL: none. */
const char *elements_attribute(const struct elements *elements, const char *element);

/* Takes the value of that attribute. */
void elements_take_attribute(struct elements *elements, const char *element, struct view value);

/* Takes the text of an element, at its end; a child of the entry has depth 1. */
void elements_take(struct elements *elements, int depth, const char *element, struct view text);

/* Gives the entry to the metadata, or reports what it is instead. */
void elements_end(struct elements *elements);

/* Reports what arXiv answered in place of an entry. */
void elements_report_error(struct harvesting *harvesting, size_t line, struct view text);

#endif
