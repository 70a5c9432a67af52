/* HTTP, by libcurl (7.85 or newer), which only this module uses. */
#ifndef REFMILL_FETCH_HTTP_H
#define REFMILL_FETCH_HTTP_H

#include "fetch/rate_limit.h"
#include "text/text.h"

struct http {
    void *handle; /* libcurl's easy handle; NULL: libcurl failed to start */
    struct rate_limit *limit;
    struct buffer body;
    char *message; /* where libcurl puts what went wrong */
    bool too_long;
    bool sent; /* a request, since http_get began */
};

/* An answer, or why there is none. Valid until the next request. */
struct response {
    struct view body;
    int64_t retry_after; /* seconds; 0: not given, or now */
    long status;         /* HTTP's */
    const char *failure; /* NULL: it came whole */
    bool unreachable;    /* no connection: no host, no route, nobody there */
    bool is_final;       /* trying again would fail in the same way */
};

/* Why the URL cannot be requested, or NULL if it can. */
const char *http_find_fault(const char *url);

/* True if the URL's host is arxiv.org or a subdomain. */
bool http_is_arxiv(const char *url);

/* `limit` is told when a request is sent, and must outlive this; NULL: no limit. */
void http_open(struct http *http, struct rate_limit *limit);

/* Gets the URL, following redirections, but none from https to http, and unpacking what was
 * compressed. Ends the program if nobody reads its output any more. */
void http_get(struct http *http, const char *url, struct response *response);

/* Posts the body with these headers, NULL last, to a program on this machine: without a
 * proxy or redirections, and in at most `seconds`. Must be the last request of a struct
 * http. */
void http_post(struct http *http, const char *url, const char *const *headers, struct view body,
               long seconds, struct response *response);

void http_close(struct http *http);

#endif
