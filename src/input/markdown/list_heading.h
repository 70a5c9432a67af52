/* The headings over what is being read: their topics, and the days that they name. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_HEADING_H
#define REFMILL_INPUT_MARKDOWN_LIST_HEADING_H

#include "input/inline/inline_text.h"
#include "record/date.h"

enum { LIST_LEVELS = 6 };

struct list_heading {
    bool is_present;
    bool is_topic; /* neither a date nor the first heading of level 1 */
    bool is_news;  /* of what has happened to the list, or a date or number below such a heading */
    struct date date;
    struct buffer text;
};

/* All zero before the first list_headings_begin. */
struct list_headings {
    struct list_heading levels[LIST_LEVELS + 1]; /* from 1 on */
    bool any_title;                              /* a heading of level 1 has been */
    bool is_contents;                            /* the last is that of a table of contents */
    bool is_news;                                /* the last is_news */
    bool is_thanks;                              /* the last is over thanks */
    bool is_citation; /* the last is over how to cite the list, or over what it cites */
};

void list_headings_begin(struct list_headings *headings);
void list_headings_free(struct list_headings *headings);

/* Puts a heading in its place and returns it. Those below its level are over nothing any more. */
const struct list_heading *list_headings_set(struct list_headings *headings, unsigned level,
                                             const struct inline_text *text);

/* Drops the headings below that level. */
void list_headings_drop(struct list_headings *headings, unsigned level);

/* Return the topic and the date of the nearest heading that has one and is above that level: of a
 * section, its own level; of anything else, LIST_LEVELS + 1. Empty or absent if there is none. */
struct view list_headings_topic(const struct list_headings *headings, unsigned level);
struct date list_headings_date(const struct list_headings *headings, unsigned level);

#endif
