/* A file of metadata that is being read, shared by the readers of its formats. */
#ifndef REFMILL_INPUT_METADATA_SOURCE_H
#define REFMILL_INPUT_METADATA_SOURCE_H

#include "system/diag.h"
#include "input/metadata_entry.h"
#include "text/hash_table.h"
#include "input/metadata.h"
#include "system/decompress.h"

/* The longest entry that is read, in bytes: a hundred times as long as any known. */
enum { METADATA_ENTRY_MAX_SIZE = 16 * 1024 * 1024 };

struct metadata_source {
    struct metadata *metadata;
    struct diag *diag;
    const char *name;
    struct decompressor *source;
    const char *why;        /* why reading stopped early; NULL if it did not */
    bool unreadable;        /* the file cannot be read; `why` or `source` has the reason */
    bool useless;           /* the file has no arXiv metadata */
    size_t taken;           /* entries of wanted papers */
    size_t warnings;        /* of this file */
    struct hash_table seen; /* wanted papers seen in this file */
    size_t repeats;         /* entries of papers seen before */
    size_t first_repeat;    /* the line of the first */
};

/* Takes an entry that was read whole and ends at that line. */
void metadata_source_take(struct metadata_source *source, struct metadata_entry *entry,
                          size_t line);

/* Warns of a problem at a line, 0 for the whole file, and a column. After ten warnings, only
 * counts. */
void metadata_source_warn(struct metadata_source *source, size_t line, size_t column,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The readers of XML documents and of the snapshot's JSON lines. */
void arxiv_xml_read(struct metadata_source *source);
void snapshot_read(struct metadata_source *source);

#endif
