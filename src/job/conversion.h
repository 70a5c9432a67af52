/* One conversion: inputs -> records -> collection -> streams. */
#ifndef REFMILL_JOB_CONVERSION_H
#define REFMILL_JOB_CONVERSION_H

#include "output/delivery.h"
#include "collection/exclusion.h"
#include "collection/metadata_join.h"
#include "output/opml.h"
#include "cli/options.h"
#include "system/progress.h"
#include "input/reader.h"

/* What all conversions of a run share. */
struct session {
    const struct options *options;
    struct diag *diag;
    struct reader *reader;
    const struct exclusion *exclusion; /* NULL: none */
    struct join *join;                 /* NULL: no metadata */
    struct delivery *delivery;         /* NULL: read only */
    struct opml *opml;                 /* takes the feeds that are written; NULL: none does */
    struct progress progress;
    size_t files, records;      /* read */
    struct hash_table left_out; /* papers that --exclude files have */
    bool guessed;               /* a digest without a time went to a feed */
};

enum conversion_status {
    CONVERSION_OK,
    CONVERSION_ERRORS,  /* in the input; with --keep-going the rest was written */
    CONVERSION_USELESS, /* no input could be read as one, and nothing was written */
    CONVERSION_FAILED   /* an input could not be read, or an output not be written */
};

/* Converts the inputs to the outputs, which stay in the session's delivery, to
 * be put in their places or dropped. */
enum conversion_status conversion_run(struct session *session, struct input *inputs,
                                      size_t input_count, const struct output *outputs,
                                      size_t output_count);

#endif
