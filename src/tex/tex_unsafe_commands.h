/* The commands that a formula for LaTeX must not contain. */
#ifndef REFMILL_TEX_TEX_UNSAFE_COMMANDS_H
#define REFMILL_TEX_TEX_UNSAFE_COMMANDS_H

#include "text/text.h"

/* True if the command, without its backslash, acts: reads, writes, defines or the like. Unknown
 * commands do not: LaTeX stops at them. \begin and \end are judged by their environment. */
bool tex_is_unsafe_command(struct view name);

#endif
