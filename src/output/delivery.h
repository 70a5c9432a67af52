/* Opens the outputs of a run one by one, and renames them into their places together, all or none.
 * With --keep-going this holds for each group instead: the outputs of one conversion. Refuses an
 * output that is an input or another output. */
#ifndef REFMILL_OUTPUT_DELIVERY_H
#define REFMILL_OUTPUT_DELIVERY_H

#include "output/format_catalogue.h"
#include "system/directories.h"
#include "text/hash_table.h"
#include "output/output.h"

/* An output, whose sink may be written to until delivery_close. */
struct parcel {
    struct sink sink;
    const char *name;   /* for messages */
    bool ends_group;    /* the last one of its group */
    bool within_a_line; /* the file that is appended to lacks its final newline */
};

struct delivery {
    struct diag *diag;
    const struct format_catalogue *catalogue;
    bool if_changed; /* do not touch files whose content would not change */

    struct parcel **parcels; /* not yet committed */
    size_t count, cap;
    size_t grouped;           /* how many of them are in ended groups */
    struct known_file *known; /* the files that the run reads and writes */
    size_t known_count, known_cap;
    struct hash_table identities;   /* of those files, with their indexes in `known` */
    struct directories directories; /* made for outputs */
    struct hash_table swept;        /* directories cleared of old temporary files */
};

void delivery_free(struct delivery *delivery);

/* Registers a file that is read, by its file_identity (0: none). An output must not be such a file,
 * except that standard output may append to an --exclude file. `ends_line` is false if that file
 * lacks its final newline; `packing` is the format in which it is packed, to which nothing may be
 * appended, or NULL. */
void delivery_know_input(struct delivery *delivery, uint64_t identity);
void delivery_know_excluded(struct delivery *delivery, const char *path, uint64_t identity,
                            bool ends_line, const char *packing);

/* Opens an output, whose names must outlive the run, and with `make_directories` makes its
 * directory. Returns NULL on failure, and reports an error. The delivery owns the parcel. */
struct parcel *delivery_open(struct delivery *delivery, const struct output *output,
                             bool make_directories);

/* Makes a directory for outputs. Returns false on failure, and reports an error. */
bool delivery_make_directory(struct delivery *delivery, const char *path);

/* Closes an output. Returns false, and reports an error, if it was not written whole. */
bool delivery_close(struct delivery *delivery, struct parcel *parcel);

/* Makes a group of the outputs opened since the last group. Once many outputs wait, commits all
 * groups. Returns false, and reports errors, if one cannot be committed. */
bool delivery_end_group(struct delivery *delivery);

/* Flushes all closed outputs to disk and renames them into their places, each group whole or not at
 * all; the outputs since the last group count as a group. Returns false, and reports an error for
 * each group that fails. */
bool delivery_commit(struct delivery *delivery);

/* Drops outputs that are not in an ended group, and empty directories made for them. */
void delivery_drop(struct delivery *delivery);

#endif
