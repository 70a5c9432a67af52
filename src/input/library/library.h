/* Searches libraries, files of references in any format, for values that may name a paper.
 * Skips bad or unfinished parts and reads the rest, in linear time. */
#ifndef REFMILL_INPUT_LIBRARY_LIBRARY_H
#define REFMILL_INPUT_LIBRARY_LIBRARY_H

#include "text/text.h"

/* How a value may name a paper; a meaning is a set of these. */
enum library_meaning {
    LIBRARY_WHOLE = 1,    /* the whole value is an arXiv identifier */
    LIBRARY_ANYWHERE = 2, /* the value contains one after "arXiv:" or the like */
    LIBRARY_LINK = 4,     /* the whole value is a link to the paper */
    LIBRARY_KEY = 8,      /* a citation key made from an identifier */
    LIBRARY_TAKEN = 16,   /* a citation key of a .bib file */
};

struct library_visitor {
    /* `value` lives until the call returns. */
    void (*value)(void *context, struct view value, unsigned meaning);
    void (*end)(void *context); /* the next value belongs to another paper */
    void *context;
};

/* Visits the values of a whole file. The content tells its format: XML, JSON or JSON lines,
 * RIS, BibTeX, a digest, else lines or cells. */
void library_read(struct view text, const struct library_visitor *visitor);

/* Each reads one format, without a byte order mark. */
void library_read_xml(struct view text, const struct library_visitor *visitor);
void library_read_json(struct view text, const struct library_visitor *visitor);
void library_read_bibtex(struct view text, const struct library_visitor *visitor);
void library_read_cells(struct view text, const struct library_visitor *visitor);

/* True if the text begins with "@word{" or "@word(". */
bool library_begins_entry(struct view text);

/* True if a field, element, member or column of that name contains text that may cite or
 * discuss other papers: title, abstract, note. */
bool library_is_prose(struct view name);

/* Takes the next line that is not empty, without its end, LF or CR LF. Returns false at the end. */
bool library_take_line(struct view *text, struct view *line);

#endif
