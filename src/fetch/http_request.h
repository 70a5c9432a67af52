/* A request to the API, tried again as long as that may help. */
#ifndef REFMILL_FETCH_HTTP_REQUEST_H
#define REFMILL_FETCH_HTTP_REQUEST_H

#include "fetch/api_answer.h"
#include "fetch/http.h"
#include "fetch/rate_limit.h"

enum reply {
    REPLY_PAPERS,   /* an answer */
    REPLY_ERROR,    /* an answer that tells of an error in the request */
    REPLY_NONE,     /* no answer to this request */
    REPLY_HOPELESS, /* nor to any other for now */
};

struct http_request {
    const char *base; /* the API's URL */
    struct rate_limit limit;
    struct http http;
    bool several;           /* papers are asked for */
    struct buffer url, why; /* of the last request; why: without an answer */
};

/* With the limit open already. */
void http_request_open(struct http_request *request, const char *base);

/* Asks for the papers with these identifiers, separated by commas. An answer without any
 * of several papers counts as none, since arXiv sometimes gives such answers and later
 * others. Keeps to the rate limit before the first try; before each further one it waits
 * as long as arXiv says (Retry-After), or else for the pause, doubled each time. The
 * answer must be freed; request->why says why there is none. */
enum reply http_request_send(struct http_request *request, struct view ids, bool several,
                             struct api_answer *answer);

void http_request_close(struct http_request *request);

#endif
