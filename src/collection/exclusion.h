/* What --exclude leaves out: the papers that the user's files already have, in whatever
 * format, and the citation keys in use there. */
#ifndef REFMILL_COLLECTION_EXCLUSION_H
#define REFMILL_COLLECTION_EXCLUSION_H

#include "system/diag.h"
#include "text/hash_table.h"
#include "record/record.h"

struct exclusion;

struct exclusion *exclusion_create(void);
void exclusion_free(struct exclusion *exclusion);

/* Adds the papers in the file, "-" for standard input, which is read whole. A paper is
 * found by its link or by an arXiv identifier: in an eprint, number or key field, after
 * "arXiv:", "10.48550/arXiv." or "arxiv.org/abs/", or alone on a line or in a cell, but
 * not where papers cite others, as in an abstract, a comment or a note. False, with one
 * error reported, if the file cannot be opened or read; bad or unfinished content is not
 * an error, and a file in which nothing is found is only a warning. */
bool exclusion_read(struct exclusion *exclusion, const char *name, struct diag *diag);

/* True if a file has the paper, in any version; without an identifier the link counts. */
bool exclusion_has(const struct exclusion *exclusion, const struct record *record);

/* How many papers were found, by identifier or by link. */
size_t exclusion_count(const struct exclusion *exclusion);

/* The citation keys of the .bib files, as keyed_hash_folded(key); valid until the
 * next exclusion_read. */
const struct hash_table *exclusion_keys(const struct exclusion *exclusion);

#endif
