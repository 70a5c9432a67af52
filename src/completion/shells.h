/* The completions themselves, a shell each. */
#ifndef REFMILL_COMPLETION_SHELLS_H
#define REFMILL_COMPLETION_SHELLS_H

#include "text/text.h"

/* For bash with the package bash-completion, whose functions it calls. */
void completion_put_bash(struct buffer *out);

/* For zsh: the file _refmill of a folder in its fpath. */
void completion_put_zsh(struct buffer *out);

void completion_put_fish(struct buffer *out);

#endif
