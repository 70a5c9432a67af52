/* The cache: a file for each paper, $XDG_CACHE_HOME/refmill/api/2403/ID.xml
 * (or below $HOME/.cache), with '_' for the slash of an old identifier. It is
 * a document as api_answer_next gives it, or empty for a paper that arXiv has
 * not. Its time of change is when arXiv was asked. */
#ifndef REFMILL_FETCH_CACHE_H
#define REFMILL_FETCH_CACHE_H

#include "system/diag.h"
#include "system/directories.h"
#include "text/text.h"

struct cache {
    struct diag *diag;
    struct buffer root; /* .../refmill; empty without a cache */
    struct buffer path; /* of the file in use, with its NUL */
    struct directories folders;
    int64_t now, max_age; /* seconds */
    bool any_age;
    bool read_only;
};

/* Finds out where the cache is, and warns when that cannot be told. */
void cache_open(struct cache *cache, int64_t max_age, bool any_age, struct diag *diag);

enum cached { CACHED_NOT, CACHED_ABSENT, CACHED_ENTRY };

/* What is known of the paper, and not too old; its document is appended. A
 * file that has anything else is not there, nor is one that cannot be read, which
 * is warned of. */
enum cached cache_read(struct cache *cache, struct view id, struct buffer *document);

/* Makes the root and gives the name of the lock file in it; NULL when that
 * cannot be, with the reason in *why. */
const char *cache_make_root(struct cache *cache, const char **why);

/* Keeps the document, or with an empty one that arXiv has none. The file is
 * written beside its place and renamed. The first failure is warned of, and
 * after it nothing is kept. */
void cache_write(struct cache *cache, struct view id, struct view document);

/* From now on nothing is kept: warns, once. */
void cache_give_up(struct cache *cache, const char *why);

void cache_close(struct cache *cache);

#endif
