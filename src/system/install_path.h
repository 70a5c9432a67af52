/* What was installed with refmill, and is found from where that is: the program, or
 * the shared library when another program has it. */
#ifndef REFMILL_SYSTEM_INSTALL_PATH_H
#define REFMILL_SYSTEM_INSTALL_PATH_H

#include "text/text.h"

/* Puts the folder of the program, with a slash, and what stands behind it; or those of
 * the shared library. False when the system does not tell. */
bool install_path_put(struct buffer *out, struct view of_program, struct view of_library);

#endif
