/* Runs all conversions that the options ask for. */
#ifndef REFMILL_JOB_CONVERT_H
#define REFMILL_JOB_CONVERT_H

#include "cli/options.h"

enum { STATUS_OK = 0, STATUS_ERRORS = 1, STATUS_FAILED = 2 };

/* Converts as the options ask, and returns the exit status. Output files change only if the status
 * is 0, or 1 with --keep-going; but --out-dir with --keep-going writes all that it can. With
 * --check, only reads the inputs and reports; the last line has the totals. */
int convert(const struct options *options, struct diag *diag);
#endif
