/* Asks for papers, one batch a request, and keeps and writes the answers. */
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

/* Asks for the papers, in their order. An identifier that arXiv rejects spoils its whole
 * batch, which is halved until the identifier is alone. Warns of papers that arXiv does
 * not give; query->complete is false then. */
void api_query_papers(struct api_query *query, struct requested_paper *papers, size_t count);

#endif
