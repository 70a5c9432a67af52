/* Writes command line completions, one file for each shell. The name of an option's value in
 * --help determines how it is completed. */
#ifndef REFMILL_COMPLETION_COMPLETION_H
#define REFMILL_COMPLETION_COMPLETION_H

#include "cli/option_table.h"

/* The completion needs the functions of the package bash-completion. */
void completion_put_bash(struct buffer *out);

/* The completion belongs in a file _refmill in a directory of zsh's fpath. */
void completion_put_zsh(struct buffer *out);

void completion_put_fish(struct buffer *out);

/* ---- Shared by the shells ------------------------------------------------ */

enum completion {
    COMPLETES_NONE,    /* any text */
    COMPLETES_FILES,   /* names of files */
    COMPLETES_FOLDERS, /* names of directories */
    COMPLETES_WORD,    /* one of several words */
    COMPLETES_LIST,    /* a list of such words, separated by commas */
    COMPLETIONS
};

/* The shell code for a completion: `start`, the words and `end`; or only `start` if `end` is
 * NULL. */
struct completion_action {
    const char *start, *end;
};

/* Puts the shell code for the value of an option that takes one, with a space before each word. */
void completion_put_action(struct buffer *out, const struct option *option,
                           const struct completion_action actions[COMPLETIONS]);

/* True if the option may be repeated, according to its help. */
bool completion_repeats(const struct option *option);

/* Puts the help of the option as one line inside the shell's quotes, with apostrophes as it writes
 * them there and backslashes doubled. */
void completion_put_help(struct buffer *out, const struct option *option, const char *apostrophe);

#endif
