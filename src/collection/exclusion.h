/* What --exclude leaves out: the papers that somebody's files have already,
 * whatever their formats, and the citation keys that are taken there. */
#ifndef REFMILL_COLLECTION_EXCLUSION_H
#define REFMILL_COLLECTION_EXCLUSION_H

#include "system/diag.h"
#include "text/hash_table.h"
#include "record/record.h"

struct exclusion;

struct exclusion *exclusion_create(void);
void exclusion_free(struct exclusion *exclusion);

/* Adds the papers of the file of that name, "-" for standard input, which is
 * read whole into memory and given back. A paper is found by an arXiv
 * identifier in an eprint, number or key field, behind "arXiv:",
 * "10.48550/arXiv." or "arxiv.org/abs/", or alone on a line or in a cell, but
 * not where papers cite others: an abstract, a comment, a note; or by its
 * link. False, and one error reported, when the file cannot be opened or read;
 * content that is bad or unfinished is no error, and one in which nothing is
 * found a warning. */
bool exclusion_read(struct exclusion *exclusion, const char *name, struct diag *diag);

/* Whether a file has the paper, in any version; one without an identifier goes
 * by its link. */
bool exclusion_has(const struct exclusion *exclusion, const struct record *record);

/* The papers found: identifiers, and entries that have a link instead. */
size_t exclusion_count(const struct exclusion *exclusion);

/* The citation keys of the .bib files, as hash_folded(0, key); valid until the
 * next exclusion_read. */
const struct hash_table *exclusion_keys(const struct exclusion *exclusion);

#endif
