/* Divides a feed into archive pages, one for each past month, and the current feed with the rest
 * (RFC 5005, section 4); and so a page. */
#ifndef REFMILL_JOB_FEED_ARCHIVE_H
#define REFMILL_JOB_FEED_ARCHIVE_H

#include "collection/collection.h"
#include "text/text.h"

/* An archive page with the papers published in one month, and in a page updated in it. */
struct feed_archive_page {
    char month[8]; /* "2024-03" */
    char *path, *url;
    size_t first, count; /* its papers: a range of feed_archive.places */
};

struct feed_archive {
    size_t *places;                  /* indexes of all papers, newest first */
    struct feed_archive_page *pages; /* newest first */
    size_t page_count, page_cap;
    size_t *feed; /* the current feed: indexes of papers added or changed in the newest month */
    size_t feed_count;
};

/* Divides the papers of a collection by `date`, SORT_ANNOUNCED or SORT_UPDATED, or for a page
 * SORT_DAY. The path of a page is `folder`/NAME-MONTH`suffix`, where NAME is the last part of
 * `feed_url` without its suffix. Its URL is `feed_url` up to the last slash, then the path to
 * `folder` from the directory of `feed_path` (NULL: the current directory), then the same file
 * name. If `folder` is not below that directory, only its last part is used. A `limit` other than 0
 * is the maximum number of papers in the feed; the newest month gets a page too if it exceeds the
 * limit. A page has no `feed_url`: its archive pages have relative paths from its own directory,
 * and are named for it. Papers without a day stay in it. */
struct feed_archive feed_archive_make(struct collection *collection, enum sort_key date,
                                      const char *folder, const char *suffix, const char *feed_url,
                                      const char *feed_path, size_t limit);
void feed_archive_free(struct feed_archive *archive);

#endif
