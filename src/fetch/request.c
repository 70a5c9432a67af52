#include "request.h"

#include <string.h>

#include "output.h"

enum { TRIES_MAX = 5, RETRY_AFTER_MAX = 600 };

enum verdict { SETTLED, AGAIN };

void request_open(struct request *request, const char *base)
{
    request->base = base;
    http_open(&request->http, &request->pace);
}

static void put_url(struct request *request, struct view ids)
{
    struct buffer *url = &request->url;

    url->len = 0;
    buffer_put(url, view_of(request->base));
    buffer_put_byte(url, strchr(request->base, '?') ? '&' : '?');
    buffer_put(url, VIEW("id_list="));
    buffer_put(url, ids);
    buffer_put(url, VIEW("&max_results=100\0"));
}

static void say(struct request *request, struct view why)
{
    request->why.len = 0;
    buffer_put(&request->why, why);
}

static void say_status(struct request *request, long status)
{
    say(request, VIEW("HTTP status "));
    buffer_put_number(&request->why, (uint64_t)status);
}

static void say_number(struct request *request, struct view before, size_t number,
                       struct view after)
{
    buffer_put(&request->why, before);
    buffer_put_number(&request->why, number);
    buffer_put(&request->why, after);
}

/* Reads what came whole. With an error that the papers are at fault for, the
 * status is 400. */
static enum verdict read_answer(struct request *request, const struct response *response,
                                struct answer *answer, enum reply *reply)
{
    enum answer_kind kind = answer_read(answer, response->body);

    *reply = kind == ANSWER_ERROR ? REPLY_ERROR : REPLY_PAPERS;
    if (kind == ANSWER_ERROR || (kind == ANSWER_PAPERS && response->status < 400))
        return SETTLED;
    *reply = REPLY_NONE;
    answer_free(answer);
    if (response->status >= 400)
        say_status(request, response->status);
    else
        say(request, VIEW("the answer is no Atom feed"));
    return response->status >= 400 ? SETTLED : AGAIN;
}

static enum verdict judge(struct request *request, const struct response *response,
                          struct answer *answer, enum reply *reply)
{
    *reply = response->unreachable ? REPLY_HOPELESS : REPLY_NONE;
    if (response->failure) {
        say(request, view_of(response->failure));
        return response->is_final ? SETTLED : AGAIN;
    }
    if (view_equal(view_trim(response->body), VIEW("Rate exceeded."))) {
        say(request, VIEW("Rate exceeded"));
        return AGAIN;
    }
    if (response->status == 429 || response->status >= 500) {
        say_status(request, response->status);
        return AGAIN;
    }
    return read_answer(request, response, answer, reply);
}

enum reply request_send(struct request *request, struct view ids, struct answer *answer)
{
    int64_t wait = request->pace.pause;
    struct response response;
    enum reply reply;

    *answer = (struct answer){ 0 };
    put_url(request, ids);
    for (unsigned tries = 1;; tries++, wait *= 2) {
        pace_begin(&request->pace);
        http_get(&request->http, request->url.at, &response);
        pace_end(&request->pace);
        if (judge(request, &response, answer, &reply) == SETTLED)
            return reply;
        if (response.retry_after > RETRY_AFTER_MAX) {
            say_number(request, VIEW(", to be asked again in "),
                       (size_t)(response.retry_after + 59) / 60, VIEW(" minutes"));
            return REPLY_HOPELESS;
        }
        if (tries == TRIES_MAX) {
            say_number(request, VIEW(", "), tries, VIEW(" times"));
            return reply;
        }
        output_wait(response.retry_after > 0 ? response.retry_after * 1000 : wait);
    }
}

void request_close(struct request *request)
{
    http_close(&request->http);
    pace_close(&request->pace);
    buffer_free(&request->url);
    buffer_free(&request->why);
}
