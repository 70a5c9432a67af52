/* Opens, reads and writes files. The name "-" stands for standard input. */
#ifndef REFMILL_SYSTEM_FILE_H
#define REFMILL_SYSTEM_FILE_H

#include <sys/stat.h>

#include "system/diag.h"
#include "text/text.h"

/* True if the name is "-". */
bool file_is_standard(const char *name);

/* Returns the name for messages: "<stdin>" for "-". */
const char *file_shown_name(const char *name);

/* Opens the file for reading. Returns -1 on failure, and reports an error. file_close leaves
 * standard input open. */
int file_open(const char *name, struct diag *diag);
void file_close(int file);

/* Like read(2), but goes on if a signal interrupts it. */
ssize_t file_read_some(int file, char *bytes, size_t size);

/* Appends the rest of the file. Returns false on error, with the reason in errno. */
bool file_read_rest(int file, struct buffer *out);

/* Appends the whole content of the file. Returns false, and reports one error, if it cannot be
 * opened or read. */
bool file_read(const char *name, struct buffer *out, struct diag *diag);

/* Writes the whole text to an open file. Returns false on error, with the reason in errno. */
bool file_write(int file, struct view text);

/* Returns a number that is the same for all names of one file, and never 0. */
uint64_t file_identity(dev_t device, ino_t inode);

/* True if the file is the same and was not written in between, as its number, size and time tell.
 */
bool file_is_unchanged(const struct stat *before, const struct stat *now);

/* Opens /dev/null in place of each closed standard stream, for writing if it is the input, else for
 * reading: no file opened later takes that place, and using the stream is an error. */
void file_occupy_standard(void);

#endif
