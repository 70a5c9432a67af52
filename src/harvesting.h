/* What the readers of metadata, one a form, share: the file that is read. */
#ifndef REFMILL_HARVESTING_H
#define REFMILL_HARVESTING_H

#include "diag.h"
#include "entry.h"
#include "keyset.h"
#include "metadata.h"
#include "unpack.h"

/* The longest entry that is read: a hundred times what any paper has. */
enum { HARVEST_MAX_SIZE = 16 * 1024 * 1024 };

struct harvesting {
    struct metadata *metadata;
    struct diag *diag;
    const char *name;
    struct unpack *source;
    const char *why;     /* the source cannot be read on; NULL: it can */
    bool unreadable;     /* at all, for that reason or the source's own */
    bool useless;        /* the file has nothing of what it is read for */
    size_t taken;        /* entries of wanted papers */
    size_t warnings;     /* of this file */
    struct keyset seen;  /* wanted papers that this file has told of */
    size_t repeats;      /* entries of those again */
    size_t first_repeat; /* its line */
};

/* Takes an entry that was read at that line to its end. */
void harvesting_take(struct harvesting *harvesting, struct entry *entry, size_t line);

/* Warns of what is wrong at a line, 0 for the whole file, and a column; after a
 * handful of warnings only counts. */
void harvesting_warn(struct harvesting *harvesting, size_t line, size_t column, const char *format,
                     ...) __attribute__((format(printf, 4, 5)));

/* The readers: XML documents, and JSON lines. */
void harvest_xml(struct harvesting *harvesting);
void harvest_json(struct harvesting *harvesting);

#endif
