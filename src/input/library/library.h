/* A library: a file of papers that somebody has, whatever its format. It is
 * searched for the values that may name a paper. What is bad or unfinished is
 * passed over, in linear time; what else can be read, is. */
#ifndef REFMILL_INPUT_LIBRARY_LIBRARY_H
#define REFMILL_INPUT_LIBRARY_LIBRARY_H

#include "text/text.h"

/* What a value may name a paper by; a set of these. */
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
    void (*end)(void *context); /* what comes next is of another paper */
    void *context;
};

/* Visits the values of a whole file, its format being told by its content:
 * XML, JSON or JSON lines, RIS, BibTeX, a digest; else lines or cells. */
void library_read(struct view text, const struct library_visitor *visitor);

/* One format each, without a byte order mark. */
void library_read_xml(struct view text, const struct library_visitor *visitor);
void library_read_json(struct view text, const struct library_visitor *visitor);
void library_read_bibtex(struct view text, const struct library_visitor *visitor);
void library_read_cells(struct view text, const struct library_visitor *visitor);

/* Whether "@word{" or "@word(" begins the text. */
bool library_begins_entry(struct view text);

/* Whether a field, an element, a member or a column of that name is of text in
 * which other papers are cited, or of other papers: title, abstract, note. */
bool library_is_prose(struct view name);

/* Takes the next line that is not empty off the text, without its end, LF or
 * CR LF; false at the end. */
bool library_take_line(struct view *text, struct view *line);

#endif
