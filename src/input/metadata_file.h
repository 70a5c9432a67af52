/* Reads files of arXiv's own metadata for the papers that are wanted: answers of its
 * API, records of its OAI-PMH interface, or lines of its public snapshot, plain or packed
 * (decompress.h). The content tells which. */
#ifndef REFMILL_INPUT_METADATA_FILE_H
#define REFMILL_INPUT_METADATA_FILE_H

#include "system/diag.h"
#include "input/metadata.h"

/* Adds what the file, "-" for standard input, says about wanted papers. Warns of what is
 * broken in it and reads the rest. False, with an error reported, if it cannot be opened
 * or read, or is neither XML nor JSON. */
bool metadata_file_read(struct metadata *metadata, const char *name, struct diag *diag);

/* The same for an open file, which the caller closes and which may be empty; the name is
 * for messages. */
bool metadata_file_read_descriptor(struct metadata *metadata, int file, const char *name,
                                   struct diag *diag);

#endif
