/* The way through: inputs -> records -> collection -> writers -> outputs. */
#ifndef REFMILL_JOB_CONVERT_H
#define REFMILL_JOB_CONVERT_H

#include "cli/options.h"

enum { STATUS_OK = 0, STATUS_ERRORS = 1, STATUS_FAILED = 2 };

/* Converts as the options say and returns the exit status. With a status other than 0, but
 * for 1 with --keep-going, no output file has changed. With --check reads and reports only;
 * a last line on standard error counts. */
int convert(const struct options *options, struct diag *diag);
#endif
