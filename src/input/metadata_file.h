/* Reads files with metadata of the wanted papers, by any reader (reading.h): answers of arXiv's
 * API, its snapshot, records of refmill. */
#ifndef REFMILL_INPUT_METADATA_FILE_H
#define REFMILL_INPUT_METADATA_FILE_H

#include "input/metadata.h"
#include "system/diag.h"

/* Adds what the file, "-" for standard input, has about wanted papers. Warns of broken parts and
 * reads the rest. Returns false, and reports an error, if the file cannot be opened or read, or if
 * no reader recognises it. */
bool metadata_file_read(struct metadata *metadata, const char *name, struct diag *diag);

/* The same for an open file, which the caller closes and which may be empty. The name is for
 * messages. */
bool metadata_file_read_descriptor(struct metadata *metadata, int file, const char *name,
                                   struct diag *diag);

#endif
