/* The outputs of a run: opened and written one by one, put in their places
 * together, all or none. No output is an input, and no two are the same. */
#ifndef REFMILL_OUTPUT_DELIVERY_H
#define REFMILL_OUTPUT_DELIVERY_H

#include "output/format_catalogue.h"
#include "system/directories.h"
#include "text/hash_table.h"
#include "output/output.h"

struct delivery {
    struct diag *diag;
    const struct format_catalogue *catalogue;
    bool if_changed; /* leave files alone that would be the same */

    struct parcel **parcels; /* those that are not in their places yet */
    size_t count, cap;
    struct hash_table known; /* files of this run by identity, and what they are */
    const char **formats;    /* of the outputs so far */
    size_t format_count, format_cap;
    struct library *libraries; /* that were excluded */
    size_t library_count, library_cap;
    struct directories folders; /* that were made */
};

void delivery_free(struct delivery *delivery);

/* Files that are read, by file_identity: an output must be none of them, but
 * the standard output may append to one that was excluded, whose last line may be
 * without its end. */
void delivery_know_input(struct delivery *delivery, uint64_t identity);
void delivery_know_excluded(struct delivery *delivery, const char *path, uint64_t identity,
                            bool ends_line);

/* Comes before any output is opened: what the writer of that output wants is loaded.
 * False, and an error reported, when that cannot be. */
bool delivery_prepare(struct delivery *delivery, const struct output *output);

/* Opens an output. Its names outlive the run.
 * With `make_folders` its folder is made. NULL, and an error reported, when that
 * cannot be. The sink stays the delivery's. */
struct sink *delivery_open(struct delivery *delivery, const struct output *output,
                           bool make_folders);

/* Whether what is put there comes behind a line without its end. */
bool delivery_is_behind_line(const struct sink *sink);

/* Makes a folder for outputs; false, and an error reported, when that cannot be. */
bool delivery_make_folder(struct delivery *delivery, const char *folder);

/* Closes an output; false, and an error reported, when it was not written
 * whole. */
bool delivery_close(struct delivery *delivery, struct sink *sink);

/* Puts all that was closed in its place; false, an error reported and all
 * places as they were, when one cannot be. */
bool delivery_commit(struct delivery *delivery);

/* Removes all that is not in its place, and folders that were made for it. */
void delivery_drop(struct delivery *delivery);

#endif
