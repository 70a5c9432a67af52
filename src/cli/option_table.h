/* The table of options: what each is called, what --help says of it, and how its
 * value is read. The command line, the library, --help and the completions of
 * shells all go by it. */
#ifndef REFMILL_CLI_OPTION_TABLE_H
#define REFMILL_CLI_OPTION_TABLE_H

#include "output/format_catalogue.h"

struct option;

/* Reads the option's value, NULL when it takes none, into the member of struct
 * options that is at `place`. Text is not copied. False, and an error reported, when the
 * value is wrong. */
typedef bool option_reader(const struct option *option, void *place, const char *value,
                           struct diag *diag);

/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) a row begins with its letter */
struct option {
    char letter;         /* 0: none */
    const char *name;    /* without its dashes; of a heading, its text */
    const char *value;   /* as --help calls it; NULL when the option takes none */
    const char *help;    /* lines, with '\n' between */
    option_reader *read; /* NULL: a heading */
    size_t place;        /* offset in struct options */
    int choice;          /* the value that `read` stores, or the filter that it sets */

    /* For option_read_checked: what is wrong with a value, and what to give instead. */
    const char *(*find_fault)(struct view value);
    const char *advice;
};

/* The options in the order of --help; a line whose name is NULL ends them. */
extern const struct option option_table[];

/* The option of that name, without its dashes, or of that letter; or NULL. */
const struct option *option_find(struct view name);
const struct option *option_find_letter(char letter);

/* Reports that there is no option of that name, and which may have been meant. */
void option_report_unknown(struct view name, struct diag *diag);

/* What --help and --list-formats print. */
void option_table_put_help(struct buffer *out);
void option_table_put_formats(struct buffer *out, const struct format_catalogue *catalogue);

#endif
