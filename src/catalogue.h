/* The formats of a run: refmill's own, and behind them those of plugins. */
#ifndef REFMILL_CATALOGUE_H
#define REFMILL_CATALOGUE_H

#include "diag.h"
#include "writer.h"

/* All zero has refmill's own. */
struct catalogue {
    struct plugin **plugins; /* in the order in which they were loaded */
    size_t count, cap;
    bool looked; /* into the folder where plugins are installed */
};

void catalogue_free(struct catalogue *catalogue);

/* The format at that place, or NULL behind the last. */
const struct writer *catalogue_at(const struct catalogue *catalogue, size_t index);

/* The format of that name, or the one whose suffix ends the file's name, the longest
 * if there are several; or NULL. */
const struct writer *catalogue_find(const struct catalogue *catalogue, struct view name);
const struct writer *catalogue_find_suffix(const struct catalogue *catalogue, struct view path);

/* Reports that there is no format of that name, which may have been meant, and `advice`. */
void catalogue_report_unknown(const struct catalogue *catalogue, struct view name,
                              const char *advice, struct diag *diag);

/* Adds the plugin in the file of that name. False, and an error reported, when it is none, or
 * when another format has its name or a suffix of it. */
bool catalogue_add(struct catalogue *catalogue, const char *name, struct diag *diag);

/* Adds the plugins that are installed, by name; a file that is none is warned of.
 * Done once; false when it was done before. */
bool catalogue_look(struct catalogue *catalogue, struct diag *diag);

#endif
