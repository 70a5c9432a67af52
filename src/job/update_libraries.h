/* Brings libraries up to date with arXiv's metadata (--update). */
#ifndef REFMILL_JOB_UPDATE_LIBRARIES_H
#define REFMILL_JOB_UPDATE_LIBRARIES_H

#include "cli/options.h"

/* Updates the libraries of --update, all or none, and returns the exit status. With --dry-run,
 * writes a unified diff to standard output instead. */
int update_libraries(const struct options *options, struct diag *diag);

#endif
