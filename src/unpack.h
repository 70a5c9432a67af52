/* The bytes of a file, unpacked if they are gzip (RFC 1952), Zstandard (RFC
 * 8878) or the first file of a ZIP archive (PKWARE's APPNOTE), which its first
 * bytes tell. */
#ifndef REFMILL_UNPACK_H
#define REFMILL_UNPACK_H

#include "text.h"

struct unpack;

/* What a file that begins with these bytes is packed by, or NULL. */
const char *unpack_packing(struct view begin);

/* Begins with an open file, which stays the caller's. */
struct unpack *unpack_create(int file);
void unpack_free(struct unpack *unpack);

/* The first bytes that unpack_read will give, 4096 or all that there are; when
 * there are none, *why is as there. To be asked before it, and valid until
 * then. */
struct view unpack_peek(struct unpack *unpack, const char **why);

/* Puts up to `size` bytes, at least one, and gives how many; 0 at the end,
 * which a failure may have brought about: then *why tells, else it is NULL. */
size_t unpack_read(struct unpack *unpack, char *bytes, size_t size, const char **why);

/* Whether read(2) failed, or the packing is one that cannot be read here. */
bool unpack_unreadable(const struct unpack *unpack);

#endif
