/* Standard output. Once it cannot be written, or nobody reads it any more, the program
 * ends with status 2, as it has no other purpose. */
#ifndef REFMILL_FETCH_STANDARD_OUTPUT_H
#define REFMILL_FETCH_STANDARD_OUTPUT_H

#include "system/diag.h"
#include "text/text.h"

/* Writes the document at once; a failure is reported. */
void standard_output_put(struct view document, struct diag *diag);

/* Waits that long, but ends the program silently if the reader is gone: a helper whose
 * refmill died must not go on asking. 0 only looks. */
void standard_output_wait(int64_t milliseconds);

#endif
