/* HTTP: the one file that knows libcurl (7.85 or newer). */
#ifndef REFMILL_FETCH_HTTP_H
#define REFMILL_FETCH_HTTP_H

#include "fetch/rate_limit.h"
#include "text/text.h"

struct http {
    void *handle; /* libcurl's easy handle; NULL: libcurl cannot be had */
    struct rate_limit *pace;
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
    bool unreachable;    /* failed for want of a connection: no host, no route, nobody there */
    bool is_final;       /* a failure that would be the same the next time */
};

/* What keeps the URL from being asked; NULL: nothing. */
const char *http_find_fault(const char *url);

/* Whether the URL's host is arxiv.org or below it. */
bool http_is_arxiv(const char *url);

/* The pace is told when a request leaves; it must outlive this. NULL: there is none
 * to keep to. */
void http_open(struct http *http, struct rate_limit *pace);

/* Gets that URL, with redirections followed, and what was compressed unpacked.
 * Ends the program when nobody reads its output any more. */
void http_get(struct http *http, const char *url, struct response *response);

/* Posts the body with these headers, a NULL behind them, to a program on this machine:
 * by no proxy, without redirections; `seconds` are the most that it may take. For the last
 * request of a struct http. */
void http_post(struct http *http, const char *url, const char *const *headers, struct view body,
               long seconds, struct response *response);

void http_close(struct http *http);

#endif
