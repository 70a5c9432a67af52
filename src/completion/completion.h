/* Completions of the command line, a file for each shell. How the value of an option
 * is completed follows from what --help calls it. */
#ifndef REFMILL_COMPLETION_COMPLETION_H
#define REFMILL_COMPLETION_COMPLETION_H

#include "cli/option_table.h"

/* For bash with the package bash-completion, whose functions it calls. */
void completion_put_bash(struct buffer *out);

/* For zsh: the file _refmill of a directory in its fpath. */
void completion_put_zsh(struct buffer *out);

void completion_put_fish(struct buffer *out);

/* ---- What they share ----------------------------------------------------- */

enum completion {
    COMPLETES_NONE,    /* any text */
    COMPLETES_FILES,   /* their names */
    COMPLETES_FOLDERS, /* theirs */
    COMPLETES_WORD,    /* one of some words */
    COMPLETES_LIST,    /* some of them, with commas between */
    COMPLETIONS
};

/* What a shell wants for each: for words, `end` is behind them; else it is NULL. */
struct completion_action {
    const char *start, *end;
};

/* Puts the action that fits the option, which has a value. Words have a space before
 * each. */
void completion_put_action(struct buffer *out, const struct option *option,
                           const struct completion_action actions[COMPLETIONS]);

/* Whether the option may stand more than once. */
bool completion_repeats(const struct option *option);

/* What --help says of the option, as one line in the shell's quotes: what stands
 * there for an apostrophe and for a backslash. */
void completion_put_help(struct buffer *out, const struct option *option, const char *apostrophe,
                         const char *backslash);

#endif
