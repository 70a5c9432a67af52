/* A record that is being read from an entry of arXiv's metadata. */
#ifndef REFMILL_INPUT_METADATA_ENTRY_H
#define REFMILL_INPUT_METADATA_ENTRY_H

#include "record/record.h"

/* All zero before the first metadata_entry_begin. */
struct metadata_entry {
    struct record record;
    struct people people;
    struct version *versions;
    size_t version_cap;
    size_t category_count;
    bool categories_cut; /* there were more than CATEGORIES_MAX */
    struct arena arena;  /* all its text */
    struct buffer scratch;
};

void metadata_entry_begin(struct metadata_entry *entry);
void metadata_entry_free(struct metadata_entry *entry);

/* A clean copy of the text (text_clean), which is well-formed UTF-8. */
struct view metadata_entry_text(struct metadata_entry *entry, struct view text);

/* Sets the identifier: 2403.19588, hep-th/9901001v2, or a link to it; false if the text
 * is something else. A version in it is the record's. */
bool metadata_entry_set_id(struct metadata_entry *entry, struct view text);

/* Adds categories with spaces between, CATEGORIES_MAX at most. The first becomes the
 * primary one unless that is set. What is not a category of arXiv is passed over, as
 * the API lists classes of the MSC and the ACM among them. */
void metadata_entry_add_categories(struct metadata_entry *entry, struct view list);

/* Sets the publisher's DOI to the first in the text; false if there is none. */
bool metadata_entry_set_doi(struct metadata_entry *entry, struct view text);

/* Sets the licence, a link; anything else is passed over. */
void metadata_entry_set_license(struct metadata_entry *entry, struct view text);

/* Adds a version and its time, if both are known. The highest is the record's version,
 * and its time the record's `updated`. */
void metadata_entry_add_version(struct metadata_entry *entry, unsigned number,
                                struct moment submitted);

/* The number in "v2"; 0 for any other text. */
unsigned metadata_entry_version_number(struct view text);

/* The record; valid until something is added. */
const struct record *metadata_entry_record(struct metadata_entry *entry);

#endif
