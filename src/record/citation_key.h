/* Citation keys by a pattern: text and fields in braces, arxiv{id} or
 * {year}{word}. ASCII, and legal for BibTeX, biber and JabRef, which take
 * exception to all but letters, digits and . _ + / between them. */
#ifndef REFMILL_RECORD_CITATION_KEY_H
#define REFMILL_RECORD_CITATION_KEY_H

#include "text/hash_table.h"
#include "record/record.h"

/* The pattern when none is given. */
#define KEY_DEFAULT "arxiv{id}"

/* Why the text is not a pattern, for a message; NULL if it is one. */
const char *citation_key_find_fault(struct view pattern);

/* Whether keys by the pattern are made of authors. */
bool citation_key_wants_author(struct view pattern);

/* Puts the key of a record, not yet made unique. A field that the record lacks
 * puts nothing. A key that would be empty, and by the default pattern that of a
 * record without an arXiv id, goes by the paper's link or id, else by its number in
 * the digest. Where {auth} is asked for and the author's name has no letter that
 * ASCII has one for, the default pattern holds. */
void citation_key_put(struct buffer *out, struct view pattern, const struct record *record);

/* The same, made unique among those in `used` and in `taken` (whatever the
 * case) by a … z, aa, ab …, and adds it to `used`. `taken` may be NULL. */
void citation_key_put_unique(struct buffer *out, struct view pattern, const struct record *record,
                             struct hash_table *used, const struct hash_table *taken);

#endif
