/* Metadata for the papers of a run: which those are, a first reading of the
 * inputs tells; files have it, and then arXiv. */
#ifndef REFMILL_JOB_GATHER_METADATA_H
#define REFMILL_JOB_GATHER_METADATA_H

#include "job/run.h"

/* Makes run->metadata, if the options ask for any. The papers that are wanted are those of
 * the inputs, but for those that options or --exclude files leave out for certain, and those
 * whose records have authors and a whole abstract already. What is wrong with the inputs is
 * not reported, since they are read again; what cannot be read twice is kept (input_keep).
 * Papers for which nothing is found are warned of. False, and an error reported, when
 * something cannot be read; an input that cannot be opened, or with --keep-going not be read,
 * is only marked `unread`: the second reading reports it, unless that succeeds. */
bool gather_metadata(struct run *run);

#endif
