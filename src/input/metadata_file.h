/* Files of arXiv's own metadata, read for the papers that are wanted: answers
 * of its API, records of its OAI-PMH interface, lines of its public snapshot;
 * plain, or packed (unpack.h). What a file is, its content tells. */
#ifndef REFMILL_INPUT_METADATA_FILE_H
#define REFMILL_INPUT_METADATA_FILE_H

#include "system/diag.h"
#include "input/metadata.h"

/* Adds to the metadata what the file of that name, "-" for standard input,
 * says of wanted papers. What is broken in it is warned of, and the rest is
 * read. False, and an error reported, when it cannot be opened or read, or is
 * neither XML nor JSON. */
bool metadata_file_read(struct metadata *metadata, const char *name, struct diag *diag);

/* The same from an open file, which stays the caller's and may be empty; the
 * name is for messages. */
bool metadata_file_read_descriptor(struct metadata *metadata, int file, const char *name,
                                   struct diag *diag);

#endif
