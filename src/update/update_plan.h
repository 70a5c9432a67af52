/* Decides what an entry of a library gets from arXiv's metadata. */
#ifndef REFMILL_UPDATE_UPDATE_PLAN_H
#define REFMILL_UPDATE_UPDATE_PLAN_H

#include "update/same_paper.h"
#include "update/updater.h"

/* What a plan is made of, set by the caller: an entry that the updater has read last, and what is
 * known of its paper; and scratch memory, all zero at first. */
struct update_planner {
    const struct updater *updater;
    void *state;
    const struct update_settings *settings;
    const struct update_entry *entry;
    const struct record *record; /* update_plan_make may set it to `completed` */
    struct record completed;     /* the same, with given names that the entry has */
    struct buffer ours, theirs;
    struct same_paper same;
};

void update_planner_free(struct update_planner *planner);

/* True if the entry is likely to be about the paper; else its identifier is likely to be wrong. */
bool update_plan_fits(struct update_planner *planner);

/* Makes the plan. Returns true if there is anything to do. */
bool update_plan_make(struct update_planner *planner, struct update_plan *plan);

/* Puts a field's value from the record as Unicode, as updater->put does the entry's. */
void update_plan_put_value(enum update_field field, const struct record *record,
                           const struct update_plan *plan, struct buffer *out);

#endif
