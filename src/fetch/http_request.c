#include "fetch/http_request.h"

#include <string.h>

#include "fetch/standard_output.h"

enum {
    TRIES_MAX = 5,
    UNREACHABLE_TRIES = 2,
    RETRY_AFTER_MAX = 600,
    BAD_REQUEST = 400,
    URI_TOO_LONG = 414,
    TOO_MANY_REQUESTS = 429,
    UNAVAILABLE = 503
};

enum outcome { SETTLED, AGAIN };

void http_request_open(struct http_request *request, const char *base)
{
    request->base = base;
    http_open(&request->http, &request->limit);
}

/* Reads a complete answer. The status is 400 if an identifier is wrong. */
static enum outcome read_answer(struct http_request *request, const struct response *response,
                                struct api_answer *answer, enum reply *reply)
{
    enum api_answer_kind kind = api_answer_read(answer, response->body);
    bool has_papers = kind == ANSWER_PAPERS && response->status < 400;
    bool is_empty = has_papers && request->several && answer->count == 0;
    const char *fault = answer->fault;

    *reply = kind == ANSWER_ERROR ? REPLY_ERROR : REPLY_PAPERS;
    if (kind == ANSWER_ERROR || (has_papers && !is_empty))
        return SETTLED;
    api_answer_free(answer);
    *reply = REPLY_NONE;
    if (response->status < 400) {
        buffer_print(&request->why, "the answer is %s%s%s", is_empty ? "empty" : "not an Atom feed",
                     fault ? ": it has " : "", fault ? fault : "");
        return AGAIN;
    }
    buffer_print(&request->why, "HTTP status %ld", response->status);
    if (response->status != BAD_REQUEST && response->status != URI_TOO_LONG)
        *reply = REPLY_HOPELESS; /* other papers would fail in the same way */
    return SETTLED;
}

static enum outcome judge_response(struct http_request *request, const struct response *response,
                                   struct api_answer *answer, enum reply *reply)
{
    bool busy = response->status == TOO_MANY_REQUESTS || response->status == UNAVAILABLE ||
                view_equal(view_trim(response->body), VIEW("Rate exceeded."));

    request->why.len = 0;
    *reply = response->unreachable || busy ? REPLY_HOPELESS : REPLY_NONE;
    if (response->failure)
        buffer_print(&request->why, "%s", response->failure);
    else if (busy && response->status < 400)
        buffer_put(&request->why, VIEW("Rate exceeded"));
    else if (busy || response->status >= 500)
        buffer_print(&request->why, "HTTP status %ld", response->status);
    else
        return read_answer(request, response, answer, reply);
    return response->is_final ? SETTLED : AGAIN;
}

enum reply http_request_send(struct http_request *request, struct view ids, bool several,
                             struct api_answer *answer)
{
    int64_t wait = request->limit.pause;
    struct response response;
    enum reply reply;

    *answer = (struct api_answer){ 0 };
    request->several = several;
    request->url.len = 0;
    buffer_print(&request->url, "%s%cid_list=%.*s&max_results=100", request->base,
                 strchr(request->base, '?') ? '&' : '?', (int)ids.len, ids.at);
    for (unsigned tries = 1;; tries++, wait *= 2) {
        rate_limit_begin(&request->limit);
        http_get(&request->http, request->url.at, &response);
        rate_limit_end(&request->limit);
        if (judge_response(request, &response, answer, &reply) == SETTLED)
            return reply;
        if (response.retry_after > RETRY_AFTER_MAX) {
            buffer_print(&request->why, ", to be retried after %lld minutes",
                         (long long)(response.retry_after + 59) / 60);
            return REPLY_HOPELESS;
        }
        if (tries == (response.unreachable ? UNREACHABLE_TRIES : TRIES_MAX)) {
            buffer_print(&request->why, ", %u times", tries);
            return reply;
        }
        standard_output_wait(response.retry_after > 0 ? response.retry_after * 1000 : wait);
    }
}

void http_request_close(struct http_request *request)
{
    http_close(&request->http);
    rate_limit_close(&request->limit);
    buffer_free(&request->url);
    buffer_free(&request->why);
}
