/* Decides what an entry of a library gets from arXiv's metadata. */
#ifndef REFMILL_UPDATE_UPDATE_PLAN_H
#define REFMILL_UPDATE_UPDATE_PLAN_H

#include "update/updater.h"

/* Scratch memory, all zero at first. */
struct update_planner {
    struct buffer ours, theirs;
};

void update_planner_free(struct update_planner *planner);

/* True unless neither title nor authors of the entry, which `updater` has read last, look like the
 * paper's: the identifier in the entry is then likely to be wrong. */
bool update_plan_fits(struct update_planner *planner, const struct updater *updater, void *state,
                      const struct update_entry *entry, const struct record *record);

/* Makes the plan for that entry. Returns true if there is anything to do. */
bool update_plan_make(struct update_planner *planner, const struct updater *updater, void *state,
                      const struct update_entry *entry, const struct record *record,
                      const struct update_settings *settings, struct update_plan *plan);

/* Puts a field's value from the record as Unicode, as updater->put does the entry's. */
void update_plan_put_value(enum update_field field, const struct record *record,
                           const struct update_plan *plan, struct buffer *out);

#endif
