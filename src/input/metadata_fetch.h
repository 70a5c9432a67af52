/* Metadata from arXiv's API, by way of the program refmill-fetch (src/fetch/),
 * which has the network, the cache and the manners. */
#ifndef REFMILL_INPUT_METADATA_FETCH_H
#define REFMILL_INPUT_METADATA_FETCH_H

#include "system/diag.h"
#include "input/metadata.h"

/* What options ask of it; NULL for its defaults. */
struct fetch {
    bool wanted, offline, progress;
    const char *url, *pause, *max_age;
};

/* Asks for the wanted papers of which nothing is known yet and adds what comes.
 * What could not be had is warned of. False, and an error reported, when the
 * program cannot be run or fails as a whole. */
bool fetch_metadata(struct metadata *metadata, const struct fetch *fetch, struct diag *diag);

#endif
