/* Files that are read whole, because they are small or have to be; and the
 * standard ones. */
#ifndef REFMILL_FILE_H
#define REFMILL_FILE_H

#include "diag.h"
#include "text.h"

/* Puts what the file of that name has, "-" being standard input. False, and one
 * error reported, when it cannot be opened or read. */
bool file_read(const char *name, struct buffer *out, struct diag *diag);

/* Writes all of the text to an open file; false, with the reason in errno, when
 * that cannot be. */
bool file_write(int file, struct view text);

/* A standard file that the caller closed must not become some other file that
 * is opened here: its place is taken by one that cannot be read or written,
 * which is reported when it is used. */
void file_occupy_standard(void);

#endif
