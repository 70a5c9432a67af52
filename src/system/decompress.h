/* Reads a file and unpacks it if it is gzip (RFC 1952), Zstandard (RFC 8878) or a ZIP archive
 * (PKWARE's APPNOTE), whose first file is read. The first bytes tell the format. Checksums and
 * sizes are checked. Refuses a Zstandard window above 128 MB, and a file that unpacks to more than
 * 64 MB and to more than 200 times its size. */
#ifndef REFMILL_SYSTEM_DECOMPRESS_H
#define REFMILL_SYSTEM_DECOMPRESS_H

#include "text/text.h"

struct decompressor;

/* Returns the name of the packing format of a file that begins with these bytes, or NULL. */
const char *decompress_packing(struct view begin);

/* Creates a decompressor of `begin`, bytes that were already read (copied), followed by an open
 * file (closed by the caller; -1 for none). */
struct decompressor *decompress_create(int file, struct view begin);
void decompress_free(struct decompressor *unpack);

/* Reads up to `size` bytes, at least one, and returns how many. Returns 0 at the end or on error.
 * *why is NULL or, on error, the reason, valid as long as a result of strerror(3). */
size_t decompress_read(struct decompressor *unpack, char *bytes, size_t size, const char **why);

/* True if read(2) failed, or if refmill cannot or will not unpack the file; false if its data is
 * damaged. */
bool decompress_unreadable(const struct decompressor *unpack);

/* True if the file's data is damaged: what was read may be wrong. False if the file is only cut
 * off. */
bool decompress_damaged(const struct decompressor *unpack);

#endif
