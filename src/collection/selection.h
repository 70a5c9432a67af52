/* Which announcements are wanted: --since, --until, --category, --channel,
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

/* Whether all filters let the announcement through. What one cannot judge, for
 * want of the field, is not wanted, and counted. A merged record is judged by
 * all its channels and categories, and by the days from the first on which it
 * was seen to the last. */
bool selection_admits(struct selection *selection, const struct record *record);

/* Whether it might, once metadata has told what it lacks: categories, and a
 * title where there is none. Nothing is counted. */
bool selection_may_admit(struct selection *selection, const struct record *record);

/* Warns, once, of what could not be judged, and notes when nothing was left. */
void selection_report(const struct selection *selection, struct diag *diag);

#endif
