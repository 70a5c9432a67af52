/* The archive of a feed (RFC 5005, section 4): a page for each month that is
 * over, linked from the newest to the oldest, and the feed with the rest. */
#ifndef REFMILL_JOB_FEED_ARCHIVE_H
#define REFMILL_JOB_FEED_ARCHIVE_H

#include "collection/collection.h"
#include "text/text.h"

/* A month of publication, and the papers' places in the order that they were
 * sorted in. */
struct feed_archive_page {
    char month[8];    /* "2024-03" */
    char *path, *url; /* of the page */
    size_t first, count;
};

struct feed_archive {
    size_t *places;                  /* all papers, newest first */
    struct feed_archive_page *pages; /* newest first */
    size_t page_count, page_cap;
    size_t *feed; /* places of the feed itself: what came or changed in the newest month */
    size_t feed_count;
};

/* Divides the papers of a collection by `date`, SORT_DATE or SORT_UPDATED. Pages stand in `folder`
 * as NAME-MONTH, the feed's name in its address, and `suffix`; their addresses are the feed's, up
 * to its last slash, and the way to the folder from the folder of the feed's file (`feed_path`, or
 * NULL for standard output: the present folder), the folder's last name when it is not below that.
 * With a `limit` (0: none) the feed has no more than that, and the newest month a page too if need
 * be. */
struct feed_archive feed_archive_make(struct collection *collection, enum sort_key date,
                                      const char *folder, const char *suffix, const char *feed_url,
                                      const char *feed_path, size_t limit);
void feed_archive_free(struct feed_archive *archive);

#endif
