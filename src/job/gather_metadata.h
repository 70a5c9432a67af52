/* Metadata for the papers of a run: which those are, a first reading of the
 * inputs tells; files have it, and then arXiv. */
#ifndef REFMILL_JOB_GATHER_METADATA_H
#define REFMILL_JOB_GATHER_METADATA_H

#include "collection/exclusion.h"
#include "input/metadata.h"
#include "cli/options.h"

/* Wants the papers that the inputs have, but for those that options or the
 * exclusion (which may be NULL) leave out for certain, and those whose records
 * have authors and a whole abstract already; and reads what the options say for
 * them. What is wrong with the inputs is not reported, since they are read
 * again; what cannot be read twice is kept (input_keep). What is missing is
 * warned of. False, and an error reported, when something cannot be read; an input
 * that cannot be opened, or with --keep-going not be read, is only marked (`unread`),
 * since the second reading tells unless it goes well. */
bool gather_metadata(struct metadata *metadata, struct input *inputs, size_t count,
                     const struct options *options, const struct exclusion *exclusion,
                     struct diag *diag);

#endif
