/* A run: the inputs that it reads, and what all its conversions share. */
#ifndef REFMILL_JOB_RUN_H
#define REFMILL_JOB_RUN_H

#include "cli/options.h"
#include "collection/exclusion.h"
#include "collection/metadata_join.h"
#include "input/reader.h"
#include "output/delivery.h"
#include "output/depfile.h"
#include "output/opml.h"
#include "system/progress.h"

struct run {
    const struct options *options;
    struct diag *diag;
    struct input_list names;
    struct input *inputs; /* one for each name */
    struct reader *reader;
    struct exclusion *exclusion; /* NULL: none was asked for */
    struct metadata *metadata;   /* the same */
    struct join join;            /* of that metadata */
    struct delivery delivery;
    struct depfile depfile;
    struct opml opml; /* the feeds that were written */
    struct progress progress;
    bool reads_only;            /* nothing is written: what is wrong is reported */
    size_t files, records;      /* read */
    struct hash_table left_out; /* papers that --exclude files have */
    bool guessed;               /* a feed got a record whose date is a guess; reported once */
};

/* Names and describes the inputs and reads the --exclude files. False, and an error
 * reported, when that fails. The options outlive the run; run_end comes last in any case. */
bool run_begin(struct run *run, const struct options *options, struct diag *diag);
void run_end(struct run *run);

#endif
