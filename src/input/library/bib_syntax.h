/* Splits a library in BibTeX or biblatex into entries and fields, which are views of its text. It
 * reads on after a mistake, as neither program does, and tells of the first one. */
#ifndef REFMILL_INPUT_LIBRARY_BIB_SYNTAX_H
#define REFMILL_INPUT_LIBRARY_BIB_SYNTAX_H

#include "text/hash_table.h"

/* A field, and its value from the first delimiter to the last: {…}, "…", 2024, jan # " 3". */
struct bib_field {
    struct view name, value;
};

/* What @string defines; all zero is nothing. */
struct bib_strings {
    struct bib_field *list;
    size_t count, cap;
    struct hash_table table;
    struct arena names; /* in lower case */
};

void bib_strings_free(struct bib_strings *strings);

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
    struct view text, rest;     /* all of it, and its unread part; equal at first */
    const char *fault;          /* what is wrong with the first mistake, or NULL */
    const char *fault_at;       /* the entry that has it begins there */
    char close;                 /* closes the present entry */
    bool unbalanced;            /* a comment without an end was found */
    struct bib_strings strings; /* those before `rest`, to be freed by the caller */
};

/* Reads the next entry; not @comment, @string and @preamble. Returns false at the end. */
bool bib_syntax_next(struct bib_syntax *syntax, struct bib_entry *entry);

/* Takes a part of a value, without its delimiters, off the start. *delimiter is '{', '"' or, for a
 * number or the name of a string, 0. Returns false at the end. */
bool bib_value_take(struct view *value, struct view *part, char *delimiter);

/* Appends roughly what TeX would show of a value: no braces, backslashes and command names. The
 * name of a string stands for its text if that is short and has no such names itself, until the
 * value has become much longer by that. */
void bib_value_put_shown(struct view value, const struct bib_strings *strings, struct buffer *out);

/* True if the text begins with "@word{" or "@word(". */
bool bib_syntax_begins(struct view text);

#endif
