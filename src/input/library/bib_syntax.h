/* Splits a library in BibTeX or biblatex into entries and fields, which are views of its text. It
 * reads on after a mistake, as neither program does, and tells of the first one. */
#ifndef REFMILL_INPUT_LIBRARY_BIB_SYNTAX_H
#define REFMILL_INPUT_LIBRARY_BIB_SYNTAX_H

#include "text/text.h"

/* A field, and its value from the first delimiter to the last: {…}, "…", 2024, jan # " 3". */
struct bib_field {
    struct view name, value;
};

/* All zero before the first use. */
struct bib_entry {
    struct view text; /* from the @ to the brace or parenthesis that closes it */
    struct view type, key;
    struct bib_field *fields;
    size_t count, cap;
};

void bib_entry_free(struct bib_entry *entry);

/* The text to read; all else is zero at first. */
struct bib_syntax {
    struct view text, rest; /* all of it, and its unread part; equal at first */
    const char *fault;      /* what is wrong with the first mistake, or NULL */
    const char *fault_at;   /* the entry that has it begins there */
    char close;             /* closes the present entry */
    bool unbalanced;        /* a comment without an end was found */
};

/* Reads the next entry; not @comment, @string and @preamble. Returns false at the end. */
bool bib_syntax_next(struct bib_syntax *syntax, struct bib_entry *entry);

/* Takes a part of a value, without its delimiters, off the start. *delimiter is '{', '"' or, for a
 * number or the name of a string, 0. Returns false at the end. */
bool bib_value_take(struct view *value, struct view *part, char *delimiter);

/* Appends roughly what TeX would show of a value: no braces, backslashes and command names. */
void bib_value_put_shown(struct view value, struct buffer *out);

/* True if the text begins with "@word{" or "@word(". */
bool bib_syntax_begins(struct view text);

#endif
