/* Makes citation keys from a pattern: text and fields in braces, arxiv{id} or {year}{word}. Keys
 * are ASCII and legal for BibTeX, biber and JabRef, which accept only letters, digits, and . _ + /
 * between those. */
#ifndef REFMILL_RECORD_CITATION_KEY_H
#define REFMILL_RECORD_CITATION_KEY_H

#include "text/hash_table.h"
#include "record/record.h"

/* The default pattern. */
#define KEY_DEFAULT "arxiv{id}"

/* Returns why the text is not a pattern, as words for a message, or NULL if it is one. */
const char *citation_key_find_fault(struct view pattern);

/* True if the pattern uses the authors. */
bool citation_key_wants_author(struct view pattern);

/* Appends the key of a record, which may not be unique. A field that the record lacks adds nothing.
 * If the key would be empty, or the pattern is the default one and the record has no arXiv id, the
 * key is made from the paper's link or id, else from its number in the digest. If the pattern has
 * {auth} and the author's name has no letter with an ASCII equivalent, the default pattern is
 * used. */
void citation_key_put(struct buffer *out, struct view pattern, const struct record *record);

/* The same, made unique by appending a … z, aa, ab … among the keys in `used` and `taken` (ignoring
 * case), and added to `used`. `taken` may be NULL. */
void citation_key_put_unique(struct buffer *out, struct view pattern, const struct record *record,
                             struct hash_table *used, const struct hash_table *taken);

#endif
