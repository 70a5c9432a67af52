/* Finds files that were installed with refmill, relative to the program, or to the shared library
 * if another program has loaded it. */
#ifndef REFMILL_SYSTEM_INSTALL_PATH_H
#define REFMILL_SYSTEM_INSTALL_PATH_H

#include "text/text.h"

/* Appends the program's directory, with a slash, and `of_program`; or the shared library's
 * directory and `of_library`. Returns false if the system does not tell where they are. */
bool install_path_put(struct buffer *out, struct view of_program, struct view of_library);

/* Returns false if users other than root and the current one may write to the file or directory,
 * but not to the program or the shared library itself. `why` is then the text of a message about
 * `path`. A path that stat(2) rejects is trusted, since opening it fails. */
bool install_path_is_trusted(const char *path, struct buffer *why);

#endif
