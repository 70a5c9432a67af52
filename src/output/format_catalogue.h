/* The formats of a run: refmill's own, followed by those of plugins. */
#ifndef REFMILL_OUTPUT_FORMAT_CATALOGUE_H
#define REFMILL_OUTPUT_FORMAT_CATALOGUE_H

#include "system/diag.h"
#include "output/writer.h"

/* All zero has refmill's own. */
struct format_catalogue {
    struct plugin **plugins; /* in the order in which they were loaded */
    size_t count, cap;
    bool looked; /* into the folder where plugins are installed */
};

void format_catalogue_free(struct format_catalogue *catalogue);

/* The format at that place, or NULL after the last. */
const struct writer *format_catalogue_at(const struct format_catalogue *catalogue, size_t index);

/* The format of that name, or the one whose suffix ends the file's name, the longest
 * if there are several; or NULL. */
const struct writer *format_catalogue_find(const struct format_catalogue *catalogue,
                                           struct view name);
const struct writer *format_catalogue_find_suffix(const struct format_catalogue *catalogue,
                                                  struct view path);

/* The same, looking also among the plugins that are installed when no other format fits.
 * A path without a suffix fits none of those. */
const struct writer *format_catalogue_seek(struct format_catalogue *catalogue, struct view name,
                                           struct diag *diag);
const struct writer *format_catalogue_seek_suffix(struct format_catalogue *catalogue,
                                                  struct view path, struct diag *diag);

/* Whether the file's name ends in a suffix, whatever format has it. */
bool format_path_has_suffix(struct view path);

/* Reports that there is no format of that name, which may have been meant, and `advice`. */
void format_catalogue_report_unknown(const struct format_catalogue *catalogue, struct view name,
                                     const char *advice, struct diag *diag);

/* Adds the plugin in the file of that name. False, and an error reported, when it is none, or
 * when another format has its name or a suffix of it. */
bool format_catalogue_add(struct format_catalogue *catalogue, const char *name, struct diag *diag);

/* Adds the plugins that are installed, by name; a file that is not a plugin, or that others may
 * write, causes a warning.
 * Only the first call does so. */
void format_catalogue_look(struct format_catalogue *catalogue, struct diag *diag);

#endif
