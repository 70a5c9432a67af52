/* Reads files of arXiv's metadata for the wanted papers: answers of its API, records of its
 * OAI-PMH interface, or lines of its snapshot, plain or compressed (decompress.h). The content
 * tells which. */
#ifndef REFMILL_INPUT_METADATA_FILE_H
#define REFMILL_INPUT_METADATA_FILE_H

#include "system/diag.h"
#include "input/metadata.h"

/* Adds what the file, "-" for standard input, has about wanted papers. Warns of broken parts and
 * reads the rest. Returns false, and reports an error, if the file cannot be opened or read, or is
 * neither XML nor JSON. */
bool metadata_file_read(struct metadata *metadata, const char *name, struct diag *diag);

/* The same for an open file, which the caller closes and which may be empty. The name is for
 * messages. */
bool metadata_file_read_descriptor(struct metadata *metadata, int file, const char *name,
                                   struct diag *diag);

#endif
