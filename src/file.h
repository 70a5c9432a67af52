/* Files that are read whole, because they are small or have to be. */
#ifndef REFMILL_FILE_H
#define REFMILL_FILE_H

#include "diag.h"
#include "text.h"

/* Puts what the file of that name has, "-" being standard input. False, and one
 * error reported, when it cannot be opened or read. */
bool file_read(const char *name, struct buffer *out, struct diag *diag);

#endif
