#include "fetch/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/standard_output.h"
#include "system/clock.h"

enum {
    BODY_MAX = 32 * 1024 * 1024,
    CONNECT_SECONDS = 15,
    FIRST_BYTE_SECONDS = 20, /* after the request */
    STALLED_SECONDS = 60,    /* without a further byte */
    TRANSFER_SECONDS = 600,  /* since at a byte a second BODY_MAX would take a year */
    REDIRECTS_MAX = 5,
};

#define WEB "http,https"

/* ---- URLs */

/* Returns a part of the URL, or NULL. Free it with curl_free. It is not decoded, since libcurl
 * would not tell a lack of memory from a failure to decode. */
static char *copy_part(const char *url, CURLUPart part)
{
    CURLU *parser = curl_url();
    CURLUcode code = parser ? curl_url_set(parser, CURLUPART_URL, url, 0) : CURLUE_OUT_OF_MEMORY;
    char *copy = NULL;

    if (code == CURLUE_OK)
        code = curl_url_get(parser, part, &copy, 0);
    if (code == CURLUE_OUT_OF_MEMORY)
        memory_end();
    curl_url_cleanup(parser);
    return code == CURLUE_OK ? copy : NULL;
}

const char *http_find_fault(const char *url)
{
    char *scheme = copy_part(url, CURLUPART_SCHEME);
    char *fragment = copy_part(url, CURLUPART_FRAGMENT);
    char *user = copy_part(url, CURLUPART_USER), *password = copy_part(url, CURLUPART_PASSWORD);
    const char *fault = NULL;

    if (!scheme || (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
        fault = "is not an http(s) address";
    else if (fragment)
        fault = "has a fragment ('#')";
    else if (user || password)
        fault = "has a user name in it"; /* messages would show it */
    curl_free(scheme);
    curl_free(fragment);
    curl_free(user);
    curl_free(password);
    return fault;
}

/* Returns the protocols to which a redirection may lead: from https only to https. */
static const char *find_redirect_protocols(const char *url)
{
    return view_starts_with_ignoring_case(view_of(url), VIEW("https:")) ? "https" : WEB;
}

bool http_is_arxiv(const char *url)
{
    static const struct view suffix = VIEW_ENTRY(".arxiv.org");
    char *copy = copy_part(url, CURLUPART_HOST);
    struct view host = view_of(copy ? copy : "");
    bool arxiv;

    if (view_ends_with(host, VIEW("."))) /* the root of the DNS */
        host.len--;
    arxiv = view_equal_ignoring_case(host, view_skip(suffix, 1)) ||
            (host.len > suffix.len &&
             view_equal_ignoring_case(view_skip(host, host.len - suffix.len), suffix));
    curl_free(copy);
    return arxiv;
}

void http_put_host(struct buffer *out, const char *url)
{
    char *host = copy_part(url, CURLUPART_HOST), *port = copy_part(url, CURLUPART_PORT);

    buffer_print(out, "%s%s%s", host ? host : "", port ? ":" : "", port ? port : "");
    curl_free(host);
    curl_free(port);
}

/* False while a connection is being made, also to where a redirection leads. */
static bool is_sent(const struct http *http)
{
    long hop = 0;

    curl_easy_getinfo(http->handle, CURLINFO_REDIRECT_COUNT, &hop);
    return hop == http->hop;
}

/* ---- Called by libcurl */

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct http *http = context;
    struct view part = { bytes, size * count };

    http->too_long = part.len > BODY_MAX - http->body.len;
    if (http->too_long)
        return 0;
    buffer_put(&http->body, part);
    return part.len;
}

/* Called with each line of the header, of which the first has the first byte of an answer. */
static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    (void)bytes;
    ((struct http *)context)->heard = true;
    return size * count;
}

/* True if a server of papers has the request and has sent nothing yet. */
static bool is_silent(const struct http *http)
{
    return http->limit && is_sent(http) && !http->heard;
}

/* Called at least once a second. Returns 1 to give up. */
static int look_around(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
                       curl_off_t up)
{
    struct http *http = context;

    (void)down_total, (void)down, (void)up_total, (void)up;
    standard_output_wait(0);
    http->silent = is_silent(http) && clock_milliseconds(CLOCK_MONOTONIC) - http->asked >=
                                          (int64_t)FIRST_BYTE_SECONDS * 1000;
    return http->silent;
}

/* Called before each request, including those of redirections. */
static int mark_start(void *context, char *remote, char *local, int remote_port, int local_port)
{
    struct http *http = context;

    (void)remote, (void)local, (void)remote_port, (void)local_port;
    if (http->limit && http->hop >= 0)
        standard_output_wait(http->limit->pause);
    curl_easy_getinfo(http->handle, CURLINFO_REDIRECT_COUNT, &http->hop);
    http->heard = false;
    http->asked = clock_milliseconds(CLOCK_MONOTONIC);
    if (http->limit)
        rate_limit_mark(http->limit);
    return CURL_PREREQFUNC_OK;
}

/* ---- Requests */

static bool set_up(CURL *handle, struct http *http)
{
    unsigned bad = 0;

    bad |= curl_easy_setopt(handle, CURLOPT_USERAGENT, "refmill/" REFMILL_VERSION);
    bad |= curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
    bad |= curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    bad |= curl_easy_setopt(handle, CURLOPT_WRITEDATA, (void *)http);
    bad |= curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    bad |= curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    bad |= curl_easy_setopt(handle, CURLOPT_HEADERDATA, (void *)http);
    bad |= curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, look_around);
    bad |= curl_easy_setopt(handle, CURLOPT_XFERINFODATA, (void *)http);
    bad |= curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, mark_start);
    bad |= curl_easy_setopt(handle, CURLOPT_PREREQDATA, (void *)http);
    bad |= curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, WEB);
    bad |= curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    bad |= curl_easy_setopt(handle, CURLOPT_MAXREDIRS, (long)REDIRECTS_MAX);
    bad |= curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)BODY_MAX);
    bad |= curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    bad |= curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    bad |= curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, (long)STALLED_SECONDS);
    bad |= curl_easy_setopt(handle, CURLOPT_TIMEOUT, http->seconds);
    return bad == 0;
}

static void *take_zeros(size_t count, size_t size)
{
    void *taken = memory_resize_array(NULL, count, size);
    return memset(taken, 0, count * size);
}

void http_open(struct http *http, struct rate_limit *limit)
{
    *http = (struct http){ .limit = limit, .seconds = TRANSFER_SECONDS };
    if (curl_global_init_mem(CURL_GLOBAL_DEFAULT, memory_take, free, memory_resize, memory_copy,
                             take_zeros) == CURLE_OK)
        http->handle = curl_easy_init();
    if (http->handle && !set_up(http->handle, http)) {
        curl_easy_cleanup(http->handle);
        http->handle = NULL;
    }
}

static bool is_unreachable(const struct http *http, CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return true;
    case CURLE_OPERATION_TIMEDOUT:
        return !is_sent(http);
    default:
        return false;
    }
}

/* Returns the clause for a failure that always has the same, or NULL. */
static const char *find_clause(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
        return "the name of the proxy cannot be resolved";
    case CURLE_COULDNT_RESOLVE_HOST:
        return "its name cannot be resolved";
    case CURLE_SSL_CONNECT_ERROR:
        return "no secure connection can be made";
    case CURLE_PEER_FAILED_VERIFICATION:
        return "its certificate cannot be trusted";
    case CURLE_SSL_CACERT_BADFILE:
        return "no trusted certificates are installed; install the package ca-certificates";
    case CURLE_GOT_NOTHING:
        return "it closed the connection without an answer";
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
        return "the connection broke off";
    case CURLE_BAD_CONTENT_ENCODING:
        return "the answer cannot be unpacked";
    case CURLE_WEIRD_SERVER_REPLY:
        return "the answer is not HTTP";
    case CURLE_URL_MALFORMAT:
        return "it redirects to a malformed address";
    default:
        return NULL;
    }
}

static void put_failure(struct http *http, CURLcode code, long status)
{
    struct buffer *out = &http->failure;
    const char *clause = find_clause(code);
    long error = 0;

    if (http->too_long)
        buffer_put(out, VIEW("the answer is longer than 32 MB"));
    else if (http->silent || (code == CURLE_OPERATION_TIMEDOUT && !is_sent(http)))
        buffer_print(out, "no answer for %d s",
                     http->silent ? FIRST_BYTE_SECONDS : CONNECT_SECONDS);
    else if (code == CURLE_OPERATION_TIMEDOUT &&
             clock_milliseconds(CLOCK_MONOTONIC) - http->asked < (http->seconds - 1) * 1000)
        buffer_print(out, "nothing more came for %d s", STALLED_SECONDS);
    else if (code == CURLE_OPERATION_TIMEDOUT)
        buffer_print(out, "the whole answer did not come within %ld s", http->seconds);
    else if (code == CURLE_COULDNT_CONNECT &&
             curl_easy_getinfo(http->handle, CURLINFO_OS_ERRNO, &error) == CURLE_OK && error != 0)
        buffer_print(out, "%s", strerror((int)error));
    else if (code == CURLE_TOO_MANY_REDIRECTS)
        buffer_print(out, "it redirects more than %d times", REDIRECTS_MAX);
    else if (code == CURLE_UNSUPPORTED_PROTOCOL)
        buffer_print(out, status >= 300 ? "it redirects to an address that is not allowed"
                                        : "the answer is not HTTP");
    else
        buffer_print(out, "%s", clause ? clause : curl_easy_strerror(code));
    buffer_put_byte(out, '\0');
}

void http_get(struct http *http, const char *url, struct response *response)
{
    CURLcode code = CURLE_FAILED_INIT;
    curl_off_t retry_after = 0;

    *response = (struct response){ 0 };
    http->body.len = 0;
    http->failure.len = 0;
    http->too_long = http->silent = false;
    http->hop = -1;
    if (http->handle)
        code = curl_easy_setopt(http->handle, CURLOPT_URL, url);
    if (http->handle && code == CURLE_OK)
        code = curl_easy_setopt(http->handle, CURLOPT_REDIR_PROTOCOLS_STR,
                                find_redirect_protocols(url));
    if (http->handle && code == CURLE_OK) {
        code = curl_easy_perform(http->handle);
        curl_easy_getinfo(http->handle, CURLINFO_RESPONSE_CODE, &response->status);
        curl_easy_getinfo(http->handle, CURLINFO_RETRY_AFTER, &retry_after);
    }
    response->body = buffer_view(&http->body);
    response->retry_after = retry_after > 0 ? retry_after : 0; /* negative: a date in the past */
    if (code == CURLE_OK)
        return;
    http->too_long = http->too_long || code == CURLE_FILESIZE_EXCEEDED;
    /* After the machine was suspended, libcurl's own limit may end the transfer first. */
    http->silent = http->silent || (code == CURLE_OPERATION_TIMEDOUT && is_silent(http));
    put_failure(http, code, response->status);
    response->failure = http->failure.at;
    response->silent = http->silent;
    response->unreachable = is_unreachable(http, code);
    /* An unsupported protocol is final if it comes from a redirection, which has a status. Without
     * a status, the answer is not HTTP. */
    response->is_final = http->too_long || code == CURLE_TOO_MANY_REDIRECTS ||
                         code == CURLE_URL_MALFORMAT || code == CURLE_FAILED_INIT ||
                         code == CURLE_SSL_CACERT_BADFILE ||
                         (code == CURLE_UNSUPPORTED_PROTOCOL && response->status >= 300);
}

/* No redirections, no proxy, and no minimum speed, since the program answers only when done. */
static bool set_up_post(CURL *handle, struct view body, struct curl_slist *headers, long seconds)
{
    unsigned bad = 0;

    bad |= curl_easy_setopt(handle, CURLOPT_POST, 1L);
    bad |= curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.at);
    bad |= curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.len);
    bad |= curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    bad |= curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    bad |= curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    bad |= curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 0L);
    bad |= curl_easy_setopt(handle, CURLOPT_TIMEOUT, seconds);
    return bad == 0;
}

void http_post(struct http *http, const char *url, const char *const *headers, struct view body,
               long seconds, struct response *response)
{
    struct curl_slist *list = NULL;

    http->seconds = seconds;
    for (; *headers; headers++) {
        struct curl_slist *longer = curl_slist_append(list, *headers);
        if (!longer)
            memory_end();
        list = longer;
    }
    if (http->handle && !set_up_post(http->handle, body, list, seconds)) {
        curl_easy_cleanup(http->handle);
        http->handle = NULL;
    }
    http_get(http, url, response);
    curl_slist_free_all(list);
}

void http_close(struct http *http)
{
    curl_easy_cleanup(http->handle);
    curl_global_cleanup();
    buffer_free(&http->body);
    buffer_free(&http->failure);
}
