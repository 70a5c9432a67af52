/* A run: its inputs and the state that all its conversions share. */
#ifndef REFMILL_JOB_RUN_H
#define REFMILL_JOB_RUN_H

#include "cli/options.h"
#include "collection/collection.h"
#include "collection/exclusion.h"
#include "collection/metadata_join.h"
#include "input/reading.h"
#include "output/delivery.h"
#include "output/depfile.h"
#include "output/opml.h"
#include "system/progress.h"

/* At most this many papers without authors are reported one by one. */
enum { AUTHORLESS_SHOWN = 3 };

struct run {
    const struct options *options;
    struct diag *diag;
    struct input_list names;
    struct input *inputs; /* one for each name */
    struct reading *reading;
    struct exclusion *exclusion;   /* NULL without --exclude */
    struct metadata *metadata;     /* NULL without --metadata and --fetch */
    struct join join;              /* joins that metadata to records */
    struct conversion *conversion; /* the one that reads; NULL if none does */
    struct delivery delivery;
    struct depfile depfile;
    struct opml opml; /* the feeds that were written */
    struct progress progress;
    bool reads_only;       /* write nothing, only report problems */
    size_t files, records; /* counts of what was read so far */
    size_t authorless; /* papers without the authors that --require-authors requires; without those
                          that were not fetched */
    size_t keyless;    /* papers that were written and lack a field of --key */
    size_t untitled;   /* papers that were written with an arXiv id, but no title */
    struct hash_table left_out; /* papers left out because --exclude files have them */
    bool guessed;               /* it was reported that an input's date is a guess */
    bool unfetched;             /* some metadata could not be fetched, which was reported */
    bool blamed;                /* it was reported that papers therefore lack authors */
};

/* Names and describes the inputs and reads the --exclude files. Returns false after reporting an
 * error. The options must outlive the run. Call run_end in any case. */
bool run_begin(struct run *run, const struct options *options, struct diag *diag);
void run_end(struct run *run);

/* Returns where a record was read; PROGRAM if jsonl gave it the line of another file. */
struct place run_place(const struct record *record);

#endif
