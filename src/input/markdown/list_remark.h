/* Takes names, days and remarks out of text without a label, as it stands after a title. The text
 * is that of fields->text. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_REMARK_H
#define REFMILL_INPUT_MARKDOWN_LIST_REMARK_H

#include "input/markdown/list_fields.h"

/* Returns the italics with which a part of the text begins, or an empty view. */
struct view list_remark_start_in_italics(const struct inline_text *text, struct view part);

/* True if the whole part is in italics. */
bool list_remark_is_in_italics(const struct inline_text *text, struct view part);

/* Adds what is known to be names, unless there are authors already. */
void list_remark_add_names(struct list_fields *fields, struct view names);

/* Takes a list of names. Returns true also if there are authors already. */
bool list_remark_take_names(struct list_fields *fields, struct view text);

/* Takes a line after the title that is in italics as a whole and may be one name. */
void list_remark_take_name_in_italics(struct list_fields *fields, struct view line);

/* Returns the text without code, pictures and links. It is valid until the next call. */
struct view list_remark_without_links(struct list_fields *fields);

/* Returns a remark without what stands around it: punctuation, notes in brackets, "by". */
struct view list_remark_trim(struct view text);

/* Takes the day of a short remark. Returns false if there is none. */
bool list_remark_take_day(struct list_fields *fields, struct view part);

/* Takes a part of the text after a title: names, a date, prose. */
void list_remark_take(struct list_fields *fields, struct view part);

/* Takes categories around a title, and what follows it from `at` on: italics, then lines, then
 * parts between bars. */
void list_remark_take_rest(struct list_fields *fields, size_t at);

#endif
