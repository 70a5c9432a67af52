/* The table of options: their names, help texts and readers of values, for the command line, the C
 * library, --help and the shell completions. */
#ifndef REFMILL_CLI_OPTION_TABLE_H
#define REFMILL_CLI_OPTION_TABLE_H

#include "output/format_catalogue.h"

struct option;

/* Reads the option's value, NULL if it takes no value, into the member of struct options at
 * `place`. Does not copy text. Returns false after reporting an error if the value is wrong. */
typedef bool option_reader(const struct option *option, void *place, const char *value,
                           struct diag *diag);

/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) a row begins with its letter */
struct option {
    char letter;         /* 0 if it has none */
    const char *name;    /* without dashes; or the text of a heading */
    const char *value;   /* the name of its value in --help; NULL: it takes no value */
    const char *help;    /* lines separated by '\n' */
    option_reader *read; /* NULL for a heading */
    size_t place;        /* offset of the member in struct options */
    int choice;          /* the value that `read` stores, or the filter that it sets */
    /* The only formats in which it has an effect, "ris|csl-json", or NULL. "@keyed" stands for
     * those with citation keys, "@feeds" for feeds. */
    const char *formats;
    bool for_update; /* it may be given with --update */

    /* For option_read_checked: finds what is wrong with a value; `advice` tells what to use. */
    const char *(*find_fault)(struct view value);
    const char *advice;
};

/* The options and headings in the order of --help, ended by a row whose name is NULL. */
extern const struct option option_table[];

/* Returns the option of that name, without dashes, or of that letter; or NULL. */
const struct option *option_find(struct view name);
const struct option *option_find_letter(char letter);

/* Takes the next of several words off the start: "keep" from "keep|drop". */
struct view option_take_word(struct view *words);

/* Puts all words: "mark, keep or drop". */
void option_put_words(struct buffer *out, struct view words);

/* Reports that the option is unknown, and suggests one with a similar name. */
void option_report_unknown(struct view name, struct diag *diag);

/* Put the output of --help and of --list-formats. */
void option_table_put_help(struct buffer *out);
void option_table_put_formats(struct buffer *out, const struct format_catalogue *catalogue);

#endif
