/* Chooses for the fields of an entry's record among what the list says: of two ids the surer, of
 * two titles the one in the better place, of two texts or days the first. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_CHOICE_H
#define REFMILL_INPUT_MARKDOWN_LIST_CHOICE_H

#include "input/markdown/list_fields.h"

/* How sure it is that a link is the entry's own. */
enum { SURE_NOT, SURE_ONLY, SURE_SHORT, SURE_LABEL, SURE_TITLE };

/* How sure it is that a link leads to the paper's code. */
enum { CODE_NOT, CODE_REPOSITORY, CODE_LABEL, CODE_LABELLED_REPOSITORY };

/* Takes an id that is as sure as that; SURE_NOT takes nothing. Two that are as sure are noted. */
void list_choice_take_id(struct list_fields *fields, struct arxiv_id id, unsigned sureness);

/* Takes the links of fields->text. `role` is the label's or the column's, `sureness` that of a link
 * to arXiv without a name of its own. Without a role, links in prose do not count. */
void list_choice_take_links(struct list_fields *fields, enum list_role role, unsigned sureness);

/* Returns the text as records have it, of the record's memory; empty if it says that something
 * failed. */
struct view list_choice_clean(struct list_fields *fields, struct view text);

/* Sets the field in the text's language, unless it is set. */
void list_choice_set_text(struct list_fields *fields, struct bilingual *field, struct view text);

/* Where a title stands, the best last. */
enum { RANK_NOWHERE, RANK_OTHER, RANK_HEADING, RANK_PLACE, RANK_PAPER, RANK_LABEL, RANK_LINK };

/* Takes a title unless there is a better one. A Chinese one beside one that is not is the
 * translation. */
void list_choice_take_title(struct list_fields *fields, struct view title, unsigned rank);

/* Keeps the first day until the id is known. */
void list_choice_note_day(struct list_fields *fields, struct date date);

/* The same for the first day in the text, or one in the heading's year. */
void list_choice_take_date(struct list_fields *fields, struct view text);

#endif
