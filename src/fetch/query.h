/* Asking for papers, a batch a request; what comes is kept and written. */
#ifndef REFMILL_FETCH_QUERY_H
#define REFMILL_FETCH_QUERY_H

#include "cache.h"
#include "meter.h"
#include "papers.h"
#include "request.h"

struct query {
    struct request *request;
    struct cache *cache;
    struct meter *meter;
    struct diag *diag;
    size_t total, settled; /* papers: all, and those that need not be asked for any more */
    bool complete;         /* all that arXiv has was had so far */
    bool hopeless;         /* asking is over */
};

/* Asks for the papers, in their order. An identifier that arXiv calls wrong
 * spoils its whole batch, so that is halved until the identifier is alone.
 * What cannot be had is warned of and makes query->complete false. */
void query_papers(struct query *query, struct paper *papers, size_t count);

#endif
