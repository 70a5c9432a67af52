/* Finds the formats of a run: refmill's own, followed by those of plugins. */
#ifndef REFMILL_OUTPUT_FORMAT_CATALOGUE_H
#define REFMILL_OUTPUT_FORMAT_CATALOGUE_H

#include "system/diag.h"
#include "output/writer.h"

/* All zero is a catalogue of refmill's own formats. */
struct format_catalogue {
    struct plugin **plugins; /* in the order in which they were loaded */
    size_t count, cap;
    bool looked; /* the installed plugins were loaded */
};

void format_catalogue_free(struct format_catalogue *catalogue);

/* Returns the format with that index, or NULL after the last. */
const struct writer *format_catalogue_at(const struct format_catalogue *catalogue, size_t index);

/* Return the format of that name, or the one with the longest suffix in which the path ends; or
 * NULL. */
const struct writer *format_catalogue_find(const struct format_catalogue *catalogue,
                                           struct view name);
const struct writer *format_catalogue_find_suffix(const struct format_catalogue *catalogue,
                                                  struct view path);

/* The same, but load the installed plugins if no other format fits. A path without a suffix does
 * not load them. */
const struct writer *format_catalogue_seek(struct format_catalogue *catalogue, struct view name,
                                           struct diag *diag);
const struct writer *format_catalogue_seek_suffix(struct format_catalogue *catalogue,
                                                  struct view path, struct diag *diag);

/* True if the file's name ends in a suffix, whether a format has it or not. */
bool format_path_has_suffix(struct view path);

/* Reports that the format is unknown, suggests a similar name, and appends `advice`. */
void format_catalogue_report_unknown(const struct format_catalogue *catalogue, struct view name,
                                     const char *advice, struct diag *diag);

/* Adds the plugin in that file. Returns false, and reports an error, if the file is not a plugin,
 * or if another format has its name or one of its suffixes. */
bool format_catalogue_add(struct format_catalogue *catalogue, const char *name, struct diag *diag);

/* Adds the installed plugins, ordered by name. Warns of a file that is not a plugin or that others
 * may write to. Only the first call has an effect. */
void format_catalogue_look(struct format_catalogue *catalogue, struct diag *diag);

#endif
