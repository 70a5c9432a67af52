/* Writes to standard output. Ends the program with status 2 if that fails or the reader is gone. */
#ifndef REFMILL_FETCH_STANDARD_OUTPUT_H
#define REFMILL_FETCH_STANDARD_OUTPUT_H

#include "system/diag.h"
#include "text/text.h"

/* Writes the document without buffering, and reports a failure. */
void standard_output_put(struct view document, struct diag *diag);

/* Waits that long, and ends the program silently if the reader of its output is gone: requests must
 * stop when refmill has ended. With 0 it only checks for that. */
void standard_output_wait(int64_t milliseconds);

#endif
