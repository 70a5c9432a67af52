/* Writes the days of a page, and the groups of a day's papers, as sections with headings. */
#ifndef REFMILL_FORMATS_HTML_DAYS_H
#define REFMILL_FORMATS_HTML_DAYS_H

#include "common/html_text.h"
#include "output/language_terms.h"

/* Zero before html_days_begin. */
struct html_days {
    const struct output_head *head;
    const struct language_terms *terms; /* of the page */
    bool by_day;                        /* papers are ordered by it, and it may be shown */
    bool by_group;                      /* no option leaves out what the groups are named for */
    size_t next;                        /* in head->days: the day after the present one */
    struct date day;                    /* the present one */
    struct buffer group;
    bool in_day, in_group; /* a section is open */
};

/* Puts a list of the days, with links to them, if there are several and the head knows them. */
void html_days_begin(struct html_days *days, struct html_text *html, const struct output_head *head,
                     const struct language_terms *terms);

/* Opens the sections of a record unless it belongs to the present ones. Returns the level of the
 * record's own heading. */
char html_days_open(struct html_days *days, struct html_text *html, const struct record *record);

void html_days_end(struct html_days *days, struct html_text *html);

#endif
