/* Asking for papers, a batch a request; what comes is kept and written. */
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
    size_t settled; /* papers that need not be asked for any more */
    bool complete;  /* all that arXiv has was had so far */
    bool hopeless;  /* asking is over */
};

/* Asks for the papers, in their order. An identifier that arXiv calls wrong
 * spoils its whole batch, so that is halved until the identifier is alone.
 * What cannot be had is warned of and makes query->complete false. */
void api_query_papers(struct api_query *query, struct requested_paper *papers, size_t count);

#endif
