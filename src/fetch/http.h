/* Makes HTTP requests with libcurl (7.85 or newer), which only this module uses. */
#ifndef REFMILL_FETCH_HTTP_H
#define REFMILL_FETCH_HTTP_H

#include "fetch/rate_limit.h"
#include "text/text.h"

struct http {
    void *handle;             /* libcurl's easy handle; NULL: libcurl failed to start */
    struct rate_limit *limit; /* or NULL */
    struct buffer body, failure;
    int64_t asked; /* when the request was sent, in milliseconds of a monotonic clock */
    long seconds;  /* how long a transfer may take */
    long hop;      /* redirections before the request that was sent last; -1: none was sent */
    bool too_long; /* the body is longer than http.c accepts */
    bool heard;    /* a byte of the answer came */
    bool silent;   /* none came for too long */
};

/* An answer, or the reason why there is none. Valid until the next request. */
struct response {
    struct view body;
    int64_t retry_after; /* Retry-After in seconds; 0: absent, or in the past */
    long status;         /* HTTP's */
    const char *failure; /* a clause such as "no answer for 15 s"; NULL: the answer is complete */
    bool unreachable;    /* no connection could be made */
    bool silent;         /* no byte of an answer came */
    bool is_final;       /* another try would fail in the same way */
};

/* Returns the reason why the URL cannot be requested, or NULL if it can. */
const char *http_find_fault(const char *url);

/* Appends the URL's host, and its port if it names one. */
void http_put_host(struct buffer *out, const char *url);

/* True if the URL's host is arxiv.org or a subdomain. */
bool http_is_arxiv(const char *url);

/* `limit`, which is notified when a request is sent, must outlive the struct; NULL: no limit. */
void http_open(struct http *http, struct rate_limit *limit);

/* Gets the URL. Follows redirections, except from https to http, and unpacks compressed answers.
 * Ends the program if the reader of its standard output is gone. */
void http_get(struct http *http, const char *url, struct response *response);

/* Posts the body, with these headers, NULL last, to a program on this machine. Uses no proxy,
 * follows no redirections, and takes at most `seconds`. No request may follow it. */
void http_post(struct http *http, const char *url, const char *const *headers, struct view body,
               long seconds, struct response *response);

void http_close(struct http *http);

#endif
