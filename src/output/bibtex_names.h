/* Writes names of people as BibTeX and biber read them. */
#ifndef REFMILL_OUTPUT_BIBTEX_NAMES_H
#define REFMILL_OUTPUT_BIBTEX_NAMES_H

#include "record/record.h"
#include "tex/tex.h"

/* Where names are put and how, and scratch memory, all zero at first, which the caller frees. */
struct bibtex_names {
    struct tex_bibtex *tex;
    struct buffer *out;
    struct buffer part;
};

/* Puts the authors as the value of a field without delimiters: "Doe, Jane and others". Puts nothing
 * if there are none. */
void bibtex_names_put(struct bibtex_names *names, const struct record *record);

#endif
