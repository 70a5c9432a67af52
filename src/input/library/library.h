/* Searches libraries, files of papers in any format, for values that may name a paper.
 * Bad or unfinished parts are skipped, in linear time, and the rest is read. */
#ifndef REFMILL_INPUT_LIBRARY_LIBRARY_H
#define REFMILL_INPUT_LIBRARY_LIBRARY_H

#include "text/text.h"

/* How a value may name a paper; a set of these. */
enum library_meaning {
    LIBRARY_WHOLE = 1,    /* an arXiv identifier that is all of it */
    LIBRARY_ANYWHERE = 2, /* one that follows "arXiv:" or the like, anywhere in it */
    LIBRARY_LINK = 4,     /* a link to the paper, all of it */
    LIBRARY_KEY = 8,      /* a citation key that is made of an identifier */
    LIBRARY_TAKEN = 16,   /* a citation key of a .bib file */
};

struct library_visitor {
    /* `value` lives until the call returns. */
    void (*value)(void *context, struct view value, unsigned meaning);
    void (*end)(void *context); /* the next value belongs to another paper */
    void *context;
};

/* Visits the values of a whole file, whose content tells its format: XML, JSON or JSON
 * lines, RIS, BibTeX, a digest; else lines or cells. */
void library_read(struct view text, const struct library_visitor *visitor);

/* One format each, without a byte order mark. */
void library_read_xml(struct view text, const struct library_visitor *visitor);
void library_read_json(struct view text, const struct library_visitor *visitor);
void library_read_bibtex(struct view text, const struct library_visitor *visitor);
void library_read_cells(struct view text, const struct library_visitor *visitor);

/* True if the text begins with "@word{" or "@word(". */
bool library_begins_entry(struct view text);

/* True if a field, an element, a member or a column of that name has text that may cite
 * other papers, or is about other papers: title, abstract, note. */
bool library_is_prose(struct view name);

/* Takes the next line that is not empty off the text, without its end, LF or
 * CR LF; false at the end. */
bool library_take_line(struct view *text, struct view *line);

#endif
