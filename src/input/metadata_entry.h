/* Builds a record from an entry of arXiv's metadata. */
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
    struct arena arena;  /* all text of the record */
    struct buffer scratch;
};

void metadata_entry_begin(struct metadata_entry *entry);
void metadata_entry_free(struct metadata_entry *entry);

/* Returns a clean copy of the text (text_clean), which must be well-formed UTF-8. */
struct view metadata_entry_text(struct metadata_entry *entry, struct view text);

/* Sets the identifier: 2403.19588, hep-th/9901001v2, or a link with one. A version in it becomes
 * the record's. Returns false if the text is anything else. */
bool metadata_entry_set_id(struct metadata_entry *entry, struct view text);

/* Adds categories separated by spaces, at most CATEGORIES_MAX. The first becomes the primary one
 * unless there is one. Ignores anything but arXiv's categories, since the API also lists MSC and
 * ACM classes. */
void metadata_entry_add_categories(struct metadata_entry *entry, struct view list);

/* Sets the publisher's DOI to the first in the text. Returns false if there is none. */
bool metadata_entry_set_doi(struct metadata_entry *entry, struct view text);

/* Sets the license, a link; anything else is ignored. */
void metadata_entry_set_license(struct metadata_entry *entry, struct view text);

/* Adds a version and its time, if both are known. The highest becomes the record's version, and its
 * time becomes `updated`. */
void metadata_entry_add_version(struct metadata_entry *entry, unsigned number,
                                struct moment submitted);

/* Returns the number in "v2", 0 for any other text. */
unsigned metadata_entry_version_number(struct view text);

/* Returns the record, valid until the entry changes. */
const struct record *metadata_entry_record(struct metadata_entry *entry);

#endif
