/* Gathers metadata for the papers of a run, from files and then from arXiv. */
#ifndef REFMILL_JOB_GATHER_METADATA_H
#define REFMILL_JOB_GATHER_METADATA_H

#include "job/run.h"

/* True if the options ask for metadata. */
bool gather_is_asked(const struct run *run);

/* True if the inputs must be read once before the conversion, to find the papers, since the
 * conversion needs their metadata while it reads records. If false, the records are collected
 * first. */
bool gather_reads_first(const struct run *run);

/* Reads the inputs to find the papers, and gathers their metadata. Looks for all papers except
 * those that the options or --exclude files are certain to leave out. Problems in the inputs are
 * not reported, since they are read again; inputs that cannot be read twice are kept (input_keep).
 * Returns false after reporting an error if something cannot be read. But an input that cannot be
 * opened, or with --keep-going cannot be read, is only marked `unread`, for the second reading to
 * report. */
bool gather_from_inputs(struct run *run);

/* Reads what --metadata and --fetch have about the papers that run->metadata wants, and warns if
 * some are missing. Returns false after reporting an error. */
bool gather_of_wanted(struct run *run);

/* Gathers metadata of the papers in the collection, and joins it to them. `hashes` is true if an
 * output has those of fillings. Returns false after reporting an error if something cannot be
 * read. */
bool gather_for_collection(struct run *run, struct collection *collection, bool hashes);

#endif
