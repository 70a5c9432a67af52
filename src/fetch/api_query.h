/* Requests papers from arXiv in batches, caches the answers and puts them on standard output. */
#ifndef REFMILL_FETCH_API_QUERY_H
#define REFMILL_FETCH_API_QUERY_H

#include "fetch/cache.h"
#include "fetch/requested_papers.h"
#include "fetch/http_request.h"
#include "system/progress.h"

struct api_query {
    struct http_request *request;
    struct cache *cache;
    struct progress *progress;
    struct diag *diag;
    size_t settled; /* papers that need no further request */
    size_t fetched; /* papers that were received */
    bool complete;  /* no paper that arXiv has is missing so far */
    bool hopeless;  /* no further request is made */
};

/* Requests the papers in their order. If arXiv rejects an identifier, it answers for none of the
 * batch, which is then halved until that identifier is alone. Warns of papers that cannot be
 * fetched, and sets query->complete to false. A paper that arXiv lacks is not a failure. */
void api_query_papers(struct api_query *query, struct requested_paper *papers, size_t count);

#endif
