/* The formats of libraries, files of references, in which the reader `library` finds what may name
 * a paper. Each skips bad or unfinished parts and reads the rest, in linear time. */
#ifndef REFMILL_INPUT_LIBRARY_LIBRARY_H
#define REFMILL_INPUT_LIBRARY_LIBRARY_H

#include "input/library/library_entry.h"
#include "text/text.h"

struct library_format {
    size_t state_size; /* in bytes */

    /* Calls come in this order: `begin` for a text without a byte order mark, which lives until
     * `end`; `next` until it returns false; `end`. `state` has state_size bytes, all zero before
     * `begin`. */
    void (*begin)(void *state, struct view text);
    /* Reads an entry, which may contain nothing. Returns false at the end of the text. */
    bool (*next)(void *state, struct library_entry *entry);
    void (*end)(void *state);
};

extern const struct library_format library_bibtex;
extern const struct library_format library_cells; /* CSV and TSV, or a list of lines */
extern const struct library_format library_json;
extern const struct library_format library_ris;
extern const struct library_format library_xml; /* also HTML */

/* True for the first line of an entry in RIS. */
bool library_ris_begins(struct view line);

/* True for a line that begins with a tag of RIS, "UR  -". Returns what is after that, or the whole
 * line. */
bool library_ris_has_tag(struct view line);
struct view library_ris_value(struct view line);

/* True if a field, element, member or column of that name contains text that may cite or discuss
 * other papers: title, abstract, note. */
bool library_is_prose(struct view name);

/* Takes the next line that is not empty, without its end, LF or CR LF. Returns false at the end. */
bool library_take_line(struct view *text, struct view *line);

#endif
