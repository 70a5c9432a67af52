/* Writes entries, fields and values for the formats bibtex and biblatex. */
#ifndef REFMILL_FORMATS_BIB_H
#define REFMILL_FORMATS_BIB_H

#include "common/reference.h"
#include "tex/tex.h"
#include "output/bibtex_values.h"
#include "output/writer.h"

struct bib {
    struct buffer *out;
    const struct output_head *head;
    struct tex_bibtex tex;
    struct buffer value; /* scratch for values */
    struct buffer part;  /* scratch for links */
    struct bibtex_values values;
};

/* The name of a field, indented and padded to the column of the values. */
#define BIB_NAME(name) ((struct view){ "  " name "             ", BIB_COLUMN })
enum { BIB_COLUMN = 15 };

void bib_begin(void *state, struct sink *sink, const struct output_head *head);
void bib_end(void *state);

/* Puts `@misc{key,`. */
void bib_open(struct bib *bib, const struct record *record);

/* Put a field on a line of its own, or nothing if the value is empty or 0; a macro must not be
 * empty. `name` is a BIB_NAME. */
void bib_put(struct bib *bib, struct view name, struct view value); /* unchanged */
void bib_put_link(struct bib *bib, struct view name, struct view link);
void bib_put_number(struct bib *bib, struct view name, uint64_t number);
void bib_put_macro(struct bib *bib, struct view name, struct view value); /* without braces */

/* Returns babel's name for the language of the title; empty if that is not known. */
struct view bib_language(const struct bib *bib, const struct record *record);

/* Put the fields that both formats share: title; author; and note, keywords, file, abstract
 * and comment. */
void bib_put_title(struct bib *bib, const struct record *record);
void bib_put_authors(struct bib *bib, const struct record *record);
void bib_put_texts(struct bib *bib, const struct record *record);

#endif
