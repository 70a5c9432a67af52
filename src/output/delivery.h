/* The outputs of a run: opened and written one by one, put in their places
 * together, all or none. No output is an input, and no two are the same. */
#ifndef REFMILL_OUTPUT_DELIVERY_H
#define REFMILL_OUTPUT_DELIVERY_H

#include "output/format_catalogue.h"
#include "system/directories.h"
#include "text/hash_table.h"
#include "output/output.h"

/* An output on its way, whose sink may be written to until delivery_close. */
struct parcel {
    struct sink sink;
    const char *name; /* for diagnostics */
    bool ends_group;
    bool within_a_line; /* the file that is appended to lacks its final newline */
};

struct delivery {
    struct diag *diag;
    const struct format_catalogue *catalogue;
    bool if_changed; /* leave files alone that would be the same */

    struct parcel **parcels; /* those that are not in their places yet */
    size_t count, cap;
    size_t grouped;           /* of those, in groups that have ended */
    struct known_file *known; /* the files of this run */
    size_t known_count, known_cap;
    struct hash_table identities;   /* of those files, with their places in `known` */
    struct directories directories; /* that were made */
    struct hash_table swept;        /* directories without old temporaries */
};

void delivery_free(struct delivery *delivery);

/* Files that are read, by file_identity (0: none): an output must not be one of them, but
 * standard output may append to one that was excluded. `ends_line` is false if that file
 * lacks its final newline. */
void delivery_know_input(struct delivery *delivery, uint64_t identity);
void delivery_know_excluded(struct delivery *delivery, const char *path, uint64_t identity,
                            bool ends_line);

/* Opens an output, whose names outlive the run; with `make_directories` its directory is
 * made. NULL, and an error reported, when that fails. The parcel stays the delivery's. */
struct parcel *delivery_open(struct delivery *delivery, const struct output *output,
                             bool make_directories);

/* Makes a directory for outputs; false, and an error reported, when that fails. */
bool delivery_make_directory(struct delivery *delivery, const char *path);

/* Closes an output; false, and an error reported, when it was not written
 * whole. */
bool delivery_close(struct delivery *delivery, struct parcel *parcel);

/* Makes a group of the outputs since the last, and commits the groups when they are many;
 * false, and errors reported, when one then cannot be. */
bool delivery_end_group(struct delivery *delivery);

/* Puts all that was closed in its place, after it was flushed to disk. A group, as also what
 * is in none yet, goes there whole or not at all; false, and an error reported for each that
 * cannot. */
bool delivery_commit(struct delivery *delivery);

/* Removes what is in no group that has ended, and directories that were made for it. */
void delivery_drop(struct delivery *delivery);

#endif
