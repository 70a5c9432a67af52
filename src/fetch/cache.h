/* Caches arXiv's entries in a file for each paper, $XDG_CACHE_HOME/refmill/api/2403/ID.xml (or
 * below $HOME/.cache), with '_' for the slash of an old identifier. Another server than arXiv's
 * has its host and a hash of its address in place of "api". The file has a document as written by
 * api_answer_put_entry, or is empty for a paper that arXiv does not have. Its modification time is
 * the time of the request. */
#ifndef REFMILL_FETCH_CACHE_H
#define REFMILL_FETCH_CACHE_H

#include "system/diag.h"
#include "system/directories.h"
#include "text/text.h"

/* The longest document, in bytes; the same as refmill's WINDOW_ENTRY_MAX. */
enum { CACHE_ENTRY_MAX = 16 * 1024 * 1024 };

struct cache {
    struct diag *diag;
    struct buffer root;         /* .../refmill; empty if there is no cache */
    struct buffer server;       /* .../refmill/api */
    struct buffer path;         /* of the last file used */
    struct directories folders; /* those that were made */
    int64_t now, max_age;       /* seconds, the former since 1970 */
    bool any_age;               /* max_age is ignored */
    bool read_only;             /* nothing is stored */
};

/* Finds the cache directory for the server at `url`, or for arXiv's if that is NULL, and warns if
 * there can be none. `max_age` is in seconds. */
void cache_open(struct cache *cache, const char *url, int64_t max_age, bool any_age,
                struct diag *diag);

enum cached { CACHED_NOT, CACHED_ABSENT, CACHED_ENTRY };

/* Appends the paper's document if the cache has one that is not too old. CACHED_ABSENT: arXiv
 * lacked the paper, at most a day ago unless any_age. A file that cannot be opened or has other
 * content counts as missing. So does one that cannot be read, with a warning. */
enum cached cache_read(struct cache *cache, struct view id, struct buffer *document);

/* Makes the root directory, removes files that killed runs left there, and returns the path of the
 * lock file, valid until the next call; NULL on failure, with the reason in *why. */
const char *cache_make_root(struct cache *cache, const char **why);

/* Stores the document, of at most CACHE_ENTRY_MAX bytes; an empty one records that arXiv does not
 * have the paper. The file is written under another name, flushed to disk and renamed. Warns of the
 * first failure, after which nothing is stored. */
void cache_write(struct cache *cache, struct view id, struct view document);

/* Warns that nothing is cached, for the reason `why`, and stores nothing from then on. */
void cache_give_up(struct cache *cache, const char *why);

void cache_close(struct cache *cache);

#endif
