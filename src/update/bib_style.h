/* How an entry in BibTeX is laid out, so that what is added to it looks like the rest. */
#ifndef REFMILL_UPDATE_BIB_STYLE_H
#define REFMILL_UPDATE_BIB_STYLE_H

#include "input/library/bib_syntax.h"

struct bib_style {
    struct view separator; /* what is between two fields, with its comma: ",\n  " */
    struct view equals;    /* what is between a name and its value: " = " */
    size_t equals_column;  /* where = stands in all lines, from 0; or SIZE_MAX */
    size_t value_column;   /* where the values begin in all lines; or SIZE_MAX */
    bool tabs;             /* are used to reach these columns */
    bool names_end_there;  /* names are aligned at their ends, right before = */
    bool quotes;           /* values are in quotes, not in braces */
    bool bare_numbers;     /* year = 2024 */
    enum bib_letters { BIB_NAMES_LOWER, BIB_NAMES_CAPITAL, BIB_NAMES_UPPER } letters;
    bool camel;    /* archivePrefix */
    bool acronyms; /* DOI, beside title */
};

/* Reads the style of an entry that has been read without a mistake. */
struct bib_style bib_style_of(const struct bib_entry *entry);

/* True if all of the text is white space and one comma: no comment. */
bool bib_style_is_separator(struct view text);

/* Puts separator, name and what comes before the value. The name is in lower case. */
void bib_style_put_name(const struct bib_style *style, struct view name, struct buffer *out);

/* Puts a value whose braces balance. `delimiter` is the one to use, '{' or '"'; quotes become
 * braces if the value has one outside braces. */
void bib_style_put_value(struct view value, char delimiter, struct buffer *out);

#endif
