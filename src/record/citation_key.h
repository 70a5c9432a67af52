/* Makes citation keys from a pattern of fields in braces and text, such as arxiv{id} or
 * {year}{word}. The text may contain only letters, digits and . _ + / so that the citation keys are
 * ASCII and legal for BibTeX, biber and JabRef. */
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

/* Appends the citation key of a record, which need not be unique. An empty pattern stands for the
 * citation key that the record has in its library, if all its characters are letters, digits or
 * . _ + / : - and otherwise for the default pattern. A field that the record lacks adds nothing.
 * If the result would be empty, or the pattern is the default one and the record has no arXiv id,
 * it is made from the paper's id or link, else from its number in the input. If the pattern has
 * {auth} and the author's name has no letter with an ASCII equivalent, the default pattern is used.
 */
void citation_key_put(struct buffer *out, struct view pattern, const struct record *record);

/* The same, but if `used` or `taken` has that citation key (ignoring case), appends the first of
 * a … z, aa, ab … that makes it unique. Adds it to `used`. `taken` may be NULL. */
void citation_key_put_unique(struct buffer *out, struct view pattern, const struct record *record,
                             struct hash_table *used, const struct hash_table *taken);

#endif
