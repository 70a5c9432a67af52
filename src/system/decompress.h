/* Reads a file, unpacking gzip (RFC 1952), Zstandard (RFC 8878) and the first file of
 * a ZIP archive (PKWARE's APPNOTE), which are recognised by their first bytes. Checksums and
 * sizes are checked; a Zstandard window above 128 MB, and a file that unpacks to more than 64 MB
 * and 200 times its size, is refused. */
#ifndef REFMILL_SYSTEM_DECOMPRESS_H
#define REFMILL_SYSTEM_DECOMPRESS_H

#include "text/text.h"

struct decompressor;

/* The name of the format in which a file that begins so is packed, or NULL. */
const char *decompress_packing(struct view begin);

/* Starts to read an open file, which the caller closes. */
struct decompressor *decompress_create(int file);
void decompress_free(struct decompressor *unpack);

/* The first bytes that decompress_read will give, 4096 or all that there are; at the
 * end or on error none, and *why is set as by decompress_read. May be called only before
 * it, and is valid until then. */
struct view decompress_peek(struct decompressor *unpack, const char **why);

/* Reads up to `size` bytes, at least one, and returns how many; 0 at the end or on
 * error, when *why is the reason; else *why is NULL. */
size_t decompress_read(struct decompressor *unpack, char *bytes, size_t size, const char **why);

/* True if read(2) failed, or if this packing cannot be read here. */
bool decompress_unreadable(const struct decompressor *unpack);

#endif
