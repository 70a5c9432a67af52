/* Selects announcements: --since, --until, --category, --channel,
 * --announce and --match. */
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

struct selection *selection_create(void);
void selection_free(struct selection *selection);

/* Sets a filter to the value of its option, which outlives the selection:
 * YYYY-MM-DD; names with commas between, * standing for any letters; a POSIX
 * extended regular expression. False, and an error reported, when it is none. */
bool selection_set(struct selection *selection, enum selection_filter filter, const char *value,
                   struct diag *diag);

/* True if all filters admit the announcement. One that lacks the field of a filter is not
 * admitted, and counted. A merged record is judged by all its channels and categories,
 * and by the days from when it was first seen to when it was last seen. */
bool selection_admits(struct selection *selection, const struct record *record);

/* True if they might admit it once metadata has filled in what it lacks: categories,
 * and a missing title. Nothing is counted. */
bool selection_may_admit(struct selection *selection, const struct record *record);

/* Warns, once, of announcements that could not be judged, and notes if none were left. */
void selection_report(const struct selection *selection, struct diag *diag);

#endif
