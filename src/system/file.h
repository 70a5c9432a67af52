/* Files: opening and reading them, by a name that may be "-", standard input's. */
#ifndef REFMILL_SYSTEM_FILE_H
#define REFMILL_SYSTEM_FILE_H

#include <sys/types.h>

#include "system/diag.h"
#include "text/text.h"

/* True for "-". */
bool file_is_standard(const char *name);

/* The name in messages: "<stdin>" for "-". */
const char *file_shown_name(const char *name);

/* Opens it for reading; -1 and an error reported when it cannot be. file_close leaves
 * standard input open. */
int file_open(const char *name, struct diag *diag);
void file_close(int file);

/* read(2), not interrupted by a signal. */
ssize_t file_read_some(int file, char *bytes, size_t size);

/* Puts what comes until the end; false, with the reason in errno, when that cannot be
 * read. */
bool file_read_rest(int file, struct buffer *out);

/* Puts what the file of that name has, "-" being standard input. False, and one
 * error reported, when it cannot be opened or read. */
bool file_read(const char *name, struct buffer *out, struct diag *diag);

/* Writes all of the text to an open file; false, with the reason in errno, when
 * that cannot be. */
bool file_write(int file, struct view text);

/* Identifies a file by where it is stored: equal for all names of one file. Never 0. */
uint64_t file_identity(dev_t device, ino_t inode);

/* A standard file that the caller closed must not become some other file that
 * is opened here: its place is taken by one that cannot be read or written,
 * which is reported when it is used. */
void file_occupy_standard(void);

#endif
