/* Builds a record from an entry of an input that is not a digest, such as an answer of arXiv's API
 * or a list of ids. */
#ifndef REFMILL_INPUT_ENTRY_H
#define REFMILL_INPUT_ENTRY_H

#include "input/window.h"
#include "record/record.h"

/* All zero before the first entry_begin. */
struct entry {
    struct record record;
    struct people people;
    struct version *versions;
    size_t version_cap;
    size_t category_count;
    bool categories_cut; /* there were more than CATEGORIES_MAX */
    struct arena arena;  /* all text of the record */
    struct buffer scratch;
};

void entry_begin(struct entry *entry);

/* The same for a record that will have only an id and a version (wanted.ids_only). It clears just
 * those, which saves time, so each earlier record of this entry must have been begun so too. */
void entry_begin_id(struct entry *entry);
void entry_free(struct entry *entry);

/* Returns a clean copy of the text (text_clean), which must be well-formed UTF-8. */
struct view entry_text(struct entry *entry, struct view text);

/* Sets the identifier: 2403.19588, hep-th/9901001v2, or a link with one. A version in it becomes
 * the record's. Returns false if the text is anything else. */
bool entry_set_id(struct entry *entry, struct view text);

/* Adds categories separated by spaces, commas or semicolons, perhaps in brackets after their names,
 * "Machine Learning (cs.LG)", at most CATEGORIES_MAX, in their order. The first becomes
 * the primary one unless there is one. Ignores anything but arXiv's categories, since the API also
 * lists MSC and ACM classes. */
void entry_add_categories(struct entry *entry, struct view list);

/* Sets a text in the translation's language, unless there is one. */
void entry_set_translation(struct entry *entry, struct bilingual *field, struct view text);

/* True if version 1 of a paper may have been submitted on that day: in the month of its id, or in
 * the one before. */
bool entry_may_be_first(struct view id, struct date day);

/* Adds a day that a list gives for the paper: version 1's if it is in the month of the id or in the
 * one before, else that of the record's version. A later day belongs to a version that is not
 * known. */
void entry_add_day(struct entry *entry, struct date day);

/* Sets the publisher's DOI to the first in the text. Returns false if there is none. */
bool entry_set_doi(struct entry *entry, struct view text);

/* Sets the license, a link; anything else is ignored. */
void entry_set_license(struct entry *entry, struct view text);

/* Adds a version and its time, if that is known. The highest number becomes the record's version. A
 * number of 0 means that it is not known. */
void entry_add_version(struct entry *entry, unsigned number, struct moment submitted);

/* Returns the number in "v2", 0 for any other text. */
unsigned entry_version_number(struct view text);

/* Where and when the paper of an entry was announced, as far as its source says. */
struct entry_origin {
    size_t line;             /* where the entry begins */
    uint32_t ref;            /* its number among the entries of the input, from 1 */
    struct view channel;     /* empty: the input's */
    struct moment announced; /* absent: the input's */
};

/* Completes the record with what follows from its id, its origin and the input, and warns of what
 * was cut from it. Returns it, valid until the entry changes. It must have an id, a link
 * (record->url) or a citation key. */
const struct record *entry_finish(struct entry *entry, const struct window *window,
                                  struct entry_origin origin);

/* The same for a record that was begun by entry_begin_id: sets where it was read from and its
 * URL. */
const struct record *entry_finish_id(struct entry *entry, const struct window *window, size_t line,
                                     uint32_t ref);

#endif
