/* The bytes of a file, unpacked if they are gzip (RFC 1952), Zstandard (RFC
 * 8878) or the first file of a ZIP archive (PKWARE's APPNOTE), which its first
 * bytes tell. */
#ifndef REFMILL_SYSTEM_DECOMPRESS_H
#define REFMILL_SYSTEM_DECOMPRESS_H

#include "text/text.h"

struct decompressor;

/* What a file that begins with these bytes is packed by, or NULL. */
const char *decompress_packing(struct view begin);

/* Begins with an open file, which stays the caller's. */
struct decompressor *decompress_create(int file);
void decompress_free(struct decompressor *unpack);

/* The first bytes that decompress_read will give, 4096 or all that there are; when
 * there are none, *why is as there. To be asked before it, and valid until
 * then. */
struct view decompress_peek(struct decompressor *unpack, const char **why);

/* Puts up to `size` bytes, at least one, and gives how many; 0 at the end,
 * which a failure may have brought about: then *why tells, else it is NULL. */
size_t decompress_read(struct decompressor *unpack, char *bytes, size_t size, const char **why);

/* Whether read(2) failed, or the packing is one that cannot be read here. */
bool decompress_unreadable(const struct decompressor *unpack);

#endif
