/* Sends a request to the API, and tries again as long as that may help. */
#ifndef REFMILL_FETCH_HTTP_REQUEST_H
#define REFMILL_FETCH_HTTP_REQUEST_H

#include "fetch/api_answer.h"
#include "fetch/http.h"
#include "fetch/rate_limit.h"

enum reply {
    REPLY_PAPERS,   /* an answer */
    REPLY_ERROR,    /* an answer that reports an error in the request */
    REPLY_NONE,     /* no answer to this request */
    REPLY_HOPELESS, /* no answer, and other requests would get none either */
};

struct http_request {
    const char *base; /* the API's URL */
    struct rate_limit limit;
    struct http http;
    bool several;      /* more than one paper is requested */
    struct buffer url; /* of the last request */
    struct buffer why; /* why it has no answer, a sentence; empty if that was reported */
    unsigned tries;    /* made for the last request */
    struct buffer reported;
    struct diag *diag;
};

/* request->limit must be open already, and request->diag set. `base` is not copied. */
void http_request_open(struct http_request *request, const char *base);

/* Requests the papers with these identifiers, separated by commas. If `several`, an answer without
 * papers counts as none: arXiv sometimes sends such an answer, and a full one later. Observes the
 * rate limit. Before each further try it also waits as long as arXiv demands (Retry-After), or else
 * for the pause, doubled each time. The answer must be freed. If there is none, request->why has
 * the reason. A failure is reported at once, by a note, if it is the run's first and is tried
 * again. */
enum reply http_request_send(struct http_request *request, struct view ids, bool several,
                             struct api_answer *answer);

void http_request_close(struct http_request *request);

#endif
