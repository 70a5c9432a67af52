/* Makes citation keys from a pattern of fields in braces and text, such as {auth:lower}{year} or
 * {id}. A field may have modifiers: lower, upper, and a number, of which {auth:3} and {word:3} keep
 * the first letters and {year:2} the last digits; {words:3} has three words. The text may contain
 * only letters, digits and . _ + / : - so that the citation keys are ASCII and legal for BibTeX and
 * biber; JabRef warns of : and - but takes them. */
#ifndef REFMILL_RECORD_CITATION_KEY_H
#define REFMILL_RECORD_CITATION_KEY_H

#include "text/hash_table.h"
#include "record/record.h"

/* The default pattern, and the text in it. */
#define KEY_DEFAULT_TEXT "arxiv"
#define KEY_DEFAULT KEY_DEFAULT_TEXT "{id}"

/* Returns why the text is not a pattern, as words for a message, or NULL if it is one. */
const char *citation_key_find_fault(struct view pattern);

/* Appends the citation key of a record, which need not be unique. Returns false if the record lacks
 * a field of the pattern, or an author's name has no letter with an ASCII equivalent: then the key
 * is the default one, arxiv and the id, or the link if there is no id, or else its number in the
 * input. An empty pattern stands for the citation key that the record has in its library, if all
 * its characters are letters, digits or . _ + / : - and otherwise for the default one. The pattern
 * must have no fault. */
bool citation_key_put(struct buffer *out, struct view pattern, const struct record *record);

/* The same, but if `used` or `taken` has that citation key (ignoring case), appends the first of
 * a … z, aa, ab … that makes it unique. Adds it to `used`. `taken` may be NULL. */
bool citation_key_put_unique(struct buffer *out, struct view pattern, const struct record *record,
                             struct hash_table *used, const struct hash_table *taken);

/* Prepares for the citation key of a record of that identifier: its place in `used` is fetched from
 * memory meanwhile. Helps only with the default pattern. `scratch` is overwritten. */
void citation_key_expect(struct view arxiv_id, const struct hash_table *used,
                         struct buffer *scratch);

#endif
