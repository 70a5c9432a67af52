/* Skips what lists write before a title: numbers, symbols, dates, venues, links by name. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_PREFIX_H
#define REFMILL_INPUT_MARKDOWN_LIST_PREFIX_H

#include "input/inline/inline_text.h"
#include "record/date.h"

/* No tag, date or venue before a title has so many bytes. */
enum { LIST_TITLE_SURE = 32 };

/* Returns the length of an emoji, a symbol or a :code: at the start, else 0. */
size_t list_prefix_symbol(struct view text);

/* Returns the length of a number of the list at the start, such as "1.", "[4]" or "(3)", else 0. */
size_t list_prefix_number(struct view text);

/* Returns the length of a number, symbol, date, venue or note at the start, such as "CVPR 2023, "
 * or [2022/06], else 0. Sets *date, unless the pointer is NULL, to a date in it; that of a venue or
 * of a note only if *date is absent. */
size_t list_prefix_length(struct view text, struct date *date);

/* Returns the offset of what may be the title. Sets *date, which must be absent at first, to a date
 * on the way: the last that is written alone, else the first of a venue or a note. */
size_t list_prefix_skip(const struct inline_text *text, struct date *date);

#endif
