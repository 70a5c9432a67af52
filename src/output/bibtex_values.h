/* Writes titles and names of people as BibTeX and biber read them. */
#ifndef REFMILL_OUTPUT_BIBTEX_VALUES_H
#define REFMILL_OUTPUT_BIBTEX_VALUES_H

#include "output/output_head.h"
#include "record/record.h"
#include "tex/tex.h"

/* Where values are put, without delimiters, and how; and scratch memory, all zero at first, which
 * the caller frees. */
struct bibtex_values {
    struct tex_bibtex *tex;
    struct buffer *out;
    struct buffer part;
};

/* Put the authors, "Doe, Jane and others", and the title in the leading language; nothing if there
 * are none. */
void bibtex_values_put_names(struct bibtex_values *values, const struct record *record);
void bibtex_values_put_title(struct bibtex_values *values, const struct record *record,
                             enum language leads, enum braces braces);

#endif
