/* Gets metadata from arXiv's API through the program refmill-fetch (src/fetch/), which does
 * the networking, keeps the cache and limits the rate of requests. */
#ifndef REFMILL_INPUT_METADATA_FETCH_H
#define REFMILL_INPUT_METADATA_FETCH_H

#include "system/diag.h"
#include "input/metadata.h"

/* The options of refmill-fetch: `pause` in seconds, `max_age` in days; NULL means its default. */
struct fetch {
    bool wanted, offline, progress;
    const char *url, *pause, *max_age;
};

/* Asks for the wanted papers that nothing is known about and adds the answers. Sets *complete to
 * false after a warning if some could not be fetched; those that arXiv lacks do not count. Returns
 * false, and reports an error, if the program cannot be run or fails as a whole. */
bool metadata_fetch(struct metadata *metadata, const struct fetch *fetch, bool *complete,
                    struct diag *diag);

#endif
