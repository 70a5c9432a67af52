/* Gathers metadata for the papers of a run from files and then from arXiv, after a first reading
 * of the inputs to find the papers. */
#ifndef REFMILL_JOB_GATHER_METADATA_H
#define REFMILL_JOB_GATHER_METADATA_H

#include "job/run.h"

/* Sets run->metadata if the options ask for metadata. Looks for all papers of the inputs except
 * those that the options or --exclude files are certain to leave out, and those whose records have
 * authors and a whole abstract already. Warns of papers without metadata. Problems in the inputs
 * are not reported, since they are read again; inputs that cannot be read twice are kept
 * (input_keep). Returns false after reporting an error if something cannot be read. But an input
 * that cannot be opened, or with --keep-going cannot be read, is only marked `unread`, for the
 * second reading to report. */
bool gather_metadata(struct run *run);

#endif
