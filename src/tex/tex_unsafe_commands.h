/* The commands that may not stand in a formula that LaTeX reads. */
#ifndef REFMILL_TEX_TEX_UNSAFE_COMMANDS_H
#define REFMILL_TEX_TEX_UNSAFE_COMMANDS_H

#include "text/text.h"

/* Whether the name, without its backslash, is one of a command that acts. Not of
 * those that nobody knows, authors' macros: LaTeX stops at them. \begin and \end
 * go by what stands behind them. */
bool tex_is_unsafe_command(struct view name);

#endif
