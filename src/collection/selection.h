/* Selects announcements by --since, --until, --category, --channel, --announce and --match. */
#ifndef REFMILL_COLLECTION_SELECTION_H
#define REFMILL_COLLECTION_SELECTION_H

#include "system/diag.h"
#include "record/record.h"

enum selection_filter {
    FILTER_SINCE,
    FILTER_UNTIL,
    FILTER_CATEGORY,
    FILTER_CHANNEL,
    FILTER_ANNOUNCE,
    FILTER_MATCH,
    FILTERS
};

struct selection;

/* `today` is a time of the day from which a filter may count days back. */
struct selection *selection_create(int64_t today);
void selection_free(struct selection *selection);

/* Sets a filter to the value of its option, which must outlive the selection: a day; names
 * separated by commas, where * stands for any characters; or a POSIX extended regular expression.
 * Returns false, and reports an error, if the value is wrong. */
bool selection_set(struct selection *selection, enum selection_filter filter, const char *value,
                   struct diag *diag);

/* True if announcements are selected by their day. */
bool selection_is_by_day(const struct selection *selection);

/* True if all filters admit the announcement. One that lacks the field of a filter is not admitted,
 * and is counted for selection_report. A merged record is judged by all its channels and
 * categories, and by the days from first_seen to last_seen. */
bool selection_admits(struct selection *selection, const struct record *record);

/* True if the filters might admit it once metadata adds categories and a missing title. Counts
 * nothing. */
bool selection_may_admit(struct selection *selection, const struct record *record);

/* Warns of announcements without the field of a filter. Notes if no announcement was selected, and
 * adds `guess` to that note if the days of some may be guesses. */
void selection_report(const struct selection *selection, const char *guess, struct diag *diag);

#endif
