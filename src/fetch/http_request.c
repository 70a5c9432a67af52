#include "fetch/http_request.h"

#include <stdarg.h>
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

/* Puts the reason: "export.arxiv.org cannot be reached: no answer for 15 s". */
static void put_why(struct http_request *request, const char *what, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void put_why(struct http_request *request, const char *what, const char *format, ...)
{
    va_list values;

    http_put_host(&request->why, request->base);
    buffer_print(&request->why, " %s: ", what);
    va_start(values, format);
    buffer_print_values(&request->why, format, values);
    va_end(values);
}

static const char no_papers[] = "gave no papers";

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
        put_why(request, no_papers, "the answer is %s%s%s", is_empty ? "empty" : "not an Atom feed",
                fault ? "; it has " : "", fault ? fault : "");
        return AGAIN;
    }
    put_why(request, no_papers, "HTTP status %ld", response->status);
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
    *reply = response->unreachable || response->silent || busy ? REPLY_HOPELESS : REPLY_NONE;
    if (response->failure)
        put_why(request, response->unreachable ? "cannot be reached" : no_papers, "%s",
                response->failure);
    else if (busy && response->status < 400)
        put_why(request, no_papers, "Rate exceeded");
    else if (busy || response->status >= 500)
        put_why(request, no_papers, "HTTP status %ld", response->status);
    else
        return read_answer(request, response, answer, reply);
    return response->is_final ? SETTLED : AGAIN;
}

/* Reports the first failure of the run at once, since the next tries take a while. */
static void report_first(struct http_request *request)
{
    if (request->reported.len > 0)
        return;
    buffer_put(&request->reported, buffer_view(&request->why));
    diag_note(request->diag, PROGRAM, "%.*s; trying again", (int)request->why.len, request->why.at);
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
    for (request->tries = 1;; request->tries++, wait *= 2) {
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
        if (request->tries == (response.unreachable ? UNREACHABLE_TRIES : TRIES_MAX)) {
            if (view_equal(buffer_view(&request->why), buffer_view(&request->reported)))
                request->why.len = 0;
            return reply;
        }
        report_first(request);
        standard_output_wait(response.retry_after > 0 ? response.retry_after * 1000 : wait);
    }
}

void http_request_close(struct http_request *request)
{
    http_close(&request->http);
    rate_limit_close(&request->limit);
    buffer_free(&request->url);
    buffer_free(&request->why);
    buffer_free(&request->reported);
}
