#include "fetch/api_query.h"

#include "fetch/standard_output.h"

enum { BATCH_MAX = 100 };

/* Counts papers that need no further request, of which some may have come. */
static void settle(struct api_query *query, size_t count)
{
    query->settled += count;
    progress_print(query->progress, query->settled, "fetching: %zu of %zu papers", query->fetched,
                   query->progress->total);
}

/* Caches and writes the present entry, which is the paper's. */
static void take_entry(struct api_query *query, const struct api_answer *answer,
                       struct requested_paper *paper)
{
    struct buffer document = { 0 };

    paper->had = true;
    api_answer_put_entry(answer, &document);
    if (document.len <= CACHE_ENTRY_MAX) {
        cache_write(query->cache, paper->id, buffer_view(&document));
        standard_output_put(buffer_view(&document), query->diag);
        query->fetched++;
    } else {
        diag_warn(query->diag, PROGRAM,
                  "arXiv's entry for %.*s is longer than %d MB; it is left out", (int)paper->id.len,
                  paper->id.at, CACHE_ENTRY_MAX / (1024 * 1024));
        query->complete = false;
    }
    buffer_free(&document);
}

static void take_answer(struct api_query *query, struct api_answer *answer,
                        struct requested_paper *papers, size_t count)
{
    struct arxiv_id id;

    while (api_answer_next(answer, &id)) {
        struct requested_paper *paper = papers;

        while (paper < papers + count && (paper->had || !view_equal(paper->id, id.id)))
            paper++;
        if (paper < papers + count)
            take_entry(query, answer, paper);
    }
    for (size_t i = 0; i < count; i++) {
        if (!papers[i].had)
            cache_write(query->cache, papers[i].id, (struct view){ 0 });
    }
    settle(query, count);
}

/* Writes the cache's entries of these papers, however old. Returns how many it has. */
static size_t take_stale(struct api_query *query, struct requested_paper *papers, size_t count)
{
    struct buffer document = { 0 };
    size_t taken = 0;

    query->cache->any_age = true;
    for (size_t i = 0; i < count; i++) {
        document.len = 0;
        taken += cache_read(query->cache, papers[i].id, &document) == CACHED_ENTRY;
        standard_output_put(buffer_view(&document), query->diag);
    }
    query->cache->any_age = false;
    buffer_free(&document);
    return taken;
}

/* Warns that these papers, or if query->hopeless all that are left, cannot be fetched. */
static void warn_of_failure(struct api_query *query, struct requested_paper *papers, size_t count)
{
    const struct http_request *request = query->request;
    size_t missing = query->hopeless ? query->progress->total - query->settled : count;
    size_t stale = take_stale(query, papers, missing);
    struct buffer what = { 0 };

    buffer_print(&what, "%.*s%s%zu paper%s not fetched, %.*s%s", (int)request->why.len,
                 request->why.len ? request->why.at : "", request->why.len ? "; " : "", missing,
                 missing == 1 ? " was" : "s were", (int)papers->id.len, papers->id.at,
                 missing == 1 ? "" : " and those after it");
    if (request->tries > 1)
        buffer_print(&what, ", in %u tries", request->tries);
    if (stale > 0)
        diag_warn(query->diag, PROGRAM, "%s; %zu cached cop%s older than --fetch-max-age %s used",
                  what.at, stale, stale == 1 ? "y" : "ies", stale == 1 ? "is" : "are");
    else
        diag_warn(query->diag, PROGRAM, "%s; run refmill --fetch again later", what.at);
    buffer_free(&what);
    query->complete = false;
    settle(query, missing);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as a request can be halved */
static void ask_batch(struct api_query *query, struct requested_paper *papers, size_t count)
{
    struct buffer ids = { 0 };
    struct api_answer answer;
    enum reply reply;

    for (size_t i = 0; i < count; i++)
        buffer_print(&ids, "%s%.*s", i > 0 ? "," : "", (int)papers[i].id.len, papers[i].id.at);
    reply = http_request_send(query->request, buffer_view(&ids), count > 1, &answer);
    buffer_free(&ids);
    query->hopeless = reply == REPLY_HOPELESS;
    if (reply == REPLY_PAPERS) {
        take_answer(query, &answer, papers, count);
    } else if (reply != REPLY_ERROR) {
        warn_of_failure(query, papers, count);
    } else if (count == 1) {
        struct view text = api_answer_error(&answer);

        diag_warn(query->diag, PROGRAM, "arXiv rejects the id %.*s: %.*s; correct it",
                  (int)papers->id.len, papers->id.at, (int)text.len, text.at);
        query->complete = false;
        settle(query, 1);
    }
    api_answer_free(&answer);
    if (reply == REPLY_ERROR && count > 1) {
        ask_batch(query, papers, count / 2);
        if (!query->hopeless)
            ask_batch(query, papers + count / 2, count - count / 2);
    }
}

void api_query_papers(struct api_query *query, struct requested_paper *papers, size_t count)
{
    settle(query, 0);
    while (count > 0 && !query->hopeless) {
        size_t batch = count < BATCH_MAX ? count : BATCH_MAX;
        ask_batch(query, papers, batch);
        papers += batch;
        count -= batch;
    }
    diag_clear_line(query->diag);
}
