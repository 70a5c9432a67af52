/* The cache: a file for each paper, $XDG_CACHE_HOME/refmill/api/2403/ID.xml (or below
 * $HOME/.cache), with '_' for the slash of an old identifier. It has a document as
 * api_answer_next gives it, or is empty for a paper that arXiv does not have. Its
 * modification time is when arXiv was asked. */
#ifndef REFMILL_FETCH_CACHE_H
#define REFMILL_FETCH_CACHE_H

#include "system/diag.h"
#include "system/directories.h"
#include "text/text.h"

/* The longest document that is read; refmill would read no longer entry either
 * (METADATA_ENTRY_MAX_SIZE). */
enum { CACHE_ENTRY_MAX = 16 * 1024 * 1024 };

struct cache {
    struct diag *diag;
    struct buffer root; /* .../refmill; empty without a cache */
    struct buffer path; /* of the file in use */
    struct directories folders;
    int64_t now, max_age; /* seconds */
    bool any_age;
    bool read_only;
};

/* Finds out where the cache is, and warns if that is unknown. */
void cache_open(struct cache *cache, int64_t max_age, bool any_age, struct diag *diag);

enum cached { CACHED_NOT, CACHED_ABSENT, CACHED_ENTRY };

/* What is known of the paper, unless it is too old; its document is appended. A file
 * with any other content counts as missing, as does one that cannot be read, of which it
 * warns. */
enum cached cache_read(struct cache *cache, struct view id, struct buffer *document);

/* Makes the root directory, removes what killed runs have left in it, and returns the name
 * of the lock file there; NULL on failure, with the reason in *why. */
const char *cache_make_root(struct cache *cache, const char **why);

/* Keeps the document, of at most CACHE_ENTRY_MAX bytes; an empty one says that arXiv has
 * none. The file is written under another name, flushed to the disk and renamed. Warns of
 * the first failure, after which nothing is kept. */
void cache_write(struct cache *cache, struct view id, struct view document);

/* Warns, and keeps nothing from then on. */
void cache_give_up(struct cache *cache, const char *why);

void cache_close(struct cache *cache);

#endif
