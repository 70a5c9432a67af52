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

/* Opens the file for reading; -1, with an error reported, on failure. file_close leaves
 * standard input open. */
int file_open(const char *name, struct diag *diag);
void file_close(int file);

/* read(2), not interrupted by a signal. */
ssize_t file_read_some(int file, char *bytes, size_t size);

/* Appends everything up to the end; false on error, with the reason in errno. */
bool file_read_rest(int file, struct buffer *out);

/* Appends the whole content of the file. False, with one error reported, if it cannot
 * be opened or read. */
bool file_read(const char *name, struct buffer *out, struct diag *diag);

/* Writes all of the text to an open file; false on error, with the reason in errno. */
bool file_write(int file, struct view text);

/* Identifies a file by where it is stored: equal for all names of one file. Never 0. */
uint64_t file_identity(dev_t device, ino_t inode);

/* Opens /dev/null in place of standard files that were closed, the wrong way round, so
 * that no file opened later becomes one of them and using them is an error. */
void file_occupy_standard(void);

#endif
