/* A library that is brought up to date: finds the papers in it, and the changes that arXiv's
 * metadata of them makes. */
#ifndef REFMILL_UPDATE_LIBRARY_UPDATE_H
#define REFMILL_UPDATE_LIBRARY_UPDATE_H

#include "input/metadata.h"
#include "system/diag.h"
#include "update/update_plan.h"

/* All zero at first. */
struct library_update {
    const char *name; /* of the file, for messages */
    struct buffer bytes;
    const struct updater *updater;
    void *state;
    const struct update_settings *settings;
    struct diag *diag;
    struct found_paper *papers; /* entries with an identifier */
    size_t paper_count, paper_cap;
    size_t entries, changed;
    size_t mentions;    /* entries that mention arXiv, but state no identifier */
    struct edits edits; /* of `bytes` */
    struct arena ids;
    struct update_planner planner;
    struct view counted; /* the text after the last place that was asked for */
    size_t line, column; /* of that, the column from 0 */
};

/* Reads an open file, "-" for standard input, which the caller closes. Returns false, and reports
 * an error, if it cannot be read or is not a library whose format is known. `settings` must outlive
 * the update. */
bool library_update_read(struct library_update *update, int file, const char *name,
                         const struct update_settings *settings, struct diag *diag);

/* The same for a text in memory, of which the update keeps a copy. */
bool library_update_read_text(struct library_update *update, const char *name, struct view text,
                              const struct update_settings *settings, struct diag *diag);
void library_update_free(struct library_update *update);

/* Finds the papers, and marks them as wanted. Warns of entries whose fields contradict each other,
 * and of the first that cannot be read, after which nothing is changed. */
void library_update_find(struct library_update *update, struct metadata *metadata);

/* Makes the edits. Warns of entries whose identifier seems to be another paper's, and tells what
 * --published did. */
void library_update_make(struct library_update *update, struct metadata *metadata);

/* Puts the changed library. */
void library_update_put(const struct library_update *update, struct buffer *out);

#endif
