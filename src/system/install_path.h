/* Finds what was installed with refmill by the path of the program, or of the shared
 * library if another program has loaded it. */
#ifndef REFMILL_SYSTEM_INSTALL_PATH_H
#define REFMILL_SYSTEM_INSTALL_PATH_H

#include "text/text.h"

/* Appends the directory of the program, with a slash, and `of_program`; or the directory
 * of the shared library and `of_library`. False if the system does not tell where they
 * are. */
bool install_path_put(struct buffer *out, struct view of_program, struct view of_library);

/* False if somebody may write the file or directory, found so, who is neither root nor the user
 * and may not write the program, or the shared library, itself; then why, as text for a message
 * about `path`. What cannot be looked at is for whoever opens it. */
bool install_path_is_trusted(const char *path, struct buffer *why);

#endif
