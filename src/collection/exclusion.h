/* Finds the papers to leave out, and the citation keys in use, in --exclude files of any format. */
#ifndef REFMILL_COLLECTION_EXCLUSION_H
#define REFMILL_COLLECTION_EXCLUSION_H

#include "system/diag.h"
#include "text/hash_table.h"
#include "record/record.h"

struct exclusion;

struct exclusion *exclusion_create(void);
void exclusion_free(struct exclusion *exclusion);

/* Reads the file, packed or not, "-" for standard input, by the reader that recognises it, and adds
 * its papers and, of a library, the citation keys. Returns false, and reports one error, if the
 * file cannot be opened or read. Malformed content is not an error; a file without papers causes a
 * warning. */
bool exclusion_read(struct exclusion *exclusion, const char *name, struct diag *diag);

/* True if a file has any version of the paper. Without an identifier, its link is compared. */
bool exclusion_has(const struct exclusion *exclusion, const struct record *record);

/* Returns the number of papers found. */
size_t exclusion_count(const struct exclusion *exclusion);

/* Returns the citation keys found, each as keyed_hash_folded(key); valid until the next
 * exclusion_read. */
const struct hash_table *exclusion_keys(const struct exclusion *exclusion);

#endif
