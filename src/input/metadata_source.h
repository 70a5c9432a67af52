/* What the readers of metadata, one a form, share: the file that is read. */
#ifndef REFMILL_INPUT_METADATA_SOURCE_H
#define REFMILL_INPUT_METADATA_SOURCE_H

#include "system/diag.h"
#include "input/metadata_entry.h"
#include "text/hash_table.h"
#include "input/metadata.h"
#include "system/decompress.h"

/* The longest entry that is read: a hundred times what any paper has. */
enum { METADATA_ENTRY_MAX_SIZE = 16 * 1024 * 1024 };

struct metadata_source {
    struct metadata *metadata;
    struct diag *diag;
    const char *name;
    struct decompressor *source;
    const char *why;        /* the source cannot be read on; NULL: it can */
    bool unreadable;        /* at all, for that reason or the source's own */
    bool useless;           /* the file has nothing of what it is read for */
    size_t taken;           /* entries of wanted papers */
    size_t warnings;        /* of this file */
    struct hash_table seen; /* wanted papers that this file has told of */
    size_t repeats;         /* entries of those again */
    size_t first_repeat;    /* its line */
};

/* Takes an entry that was read at that line to its end. */
void metadata_source_take(struct metadata_source *source, struct metadata_entry *entry,
                          size_t line);

/* Warns of what is wrong at a line, 0 for the whole file, and a column; after a
 * handful of warnings only counts. */
void metadata_source_warn(struct metadata_source *source, size_t line, size_t column,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The readers: XML documents, and JSON lines. */
void arxiv_xml_read(struct metadata_source *source);
void snapshot_read(struct metadata_source *source);

#endif
