/* What BibTeX and biblatex share: an entry, its fields and their values. */
#ifndef REFMILL_FORMATS_BIB_H
#define REFMILL_FORMATS_BIB_H

#include "common/reference.h"
#include "tex/tex.h"
#include "output/writer.h"

struct bib {
    struct buffer *out;
    const struct output_head *head;
    struct tex_bibtex tex;
    struct buffer value; /* scratch for the fields' makers */
    struct buffer part;  /* scratch for people's parts */
};

/* The name of a field as it stands in its column. */
#define BIB_NAME(name) ((struct view){ "  " name "             ", BIB_COLUMN })
enum { BIB_COLUMN = 15 };

void bib_begin(void *state, struct sink *sink, const struct output_head *head);
void bib_end(void *state);

/* `@misc{key,` */
void bib_open(struct bib *bib, const struct record *record);

/* Fields, a line each and none for an empty value; the names are BIB_NAMEs. */
void bib_put(struct bib *bib, struct view name, struct view value); /* as it is */
void bib_put_number(struct bib *bib, struct view name, uint64_t number);
void bib_put_macro(struct bib *bib, struct view name, struct view value); /* no braces */
void bib_put_tex(struct bib *bib, struct view name, struct view tex, enum tex_case letter_case);

/* babel's name of the title's language. */
struct view bib_language(const struct bib *bib, const struct record *record);

/* Fields that are the same in both: author; note, keywords, abstract and comment. */
void bib_put_authors(struct bib *bib, const struct record *record);
void bib_put_texts(struct bib *bib, const struct record *record);

#endif
