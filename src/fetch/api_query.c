#include "fetch/api_query.h"

#include "fetch/standard_output.h"

enum { BATCH_MAX = 100 };

static void put_ids(struct buffer *out, const struct requested_paper *papers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put_byte(out, ',');
        buffer_put(out, papers[i].id);
    }
}

/* The batch's paper of that identifier that was not had yet, or NULL. */
static struct requested_paper *find_missing(struct requested_paper *papers, size_t count,
                                            struct view id)
{
    for (size_t i = 0; i < count; i++) {
        if (!papers[i].had && view_equal(papers[i].id, id))
            return &papers[i];
    }
    return NULL;
}

static void show_progress(struct api_query *query)
{
    progress_print(query->progress, query->settled, "fetching: %zu of %zu papers", query->settled,
                   query->progress->total);
}

static void settle(struct api_query *query, size_t count)
{
    query->settled += count;
    show_progress(query);
}

static void take_answer(struct api_query *query, struct api_answer *answer,
                        struct requested_paper *papers, size_t count)
{
    struct buffer document = { 0 };
    struct arxiv_id id;

    while (api_answer_next(answer, &id, &document)) {
        struct requested_paper *paper = find_missing(papers, count, id.id);
        if (paper) {
            cache_write(query->cache, paper->id, buffer_view(&document));
            standard_output_put(buffer_view(&document), query->diag);
            paper->had = true;
        }
        document.len = 0;
    }
    buffer_free(&document);
    for (size_t i = 0; i < count; i++) {
        if (!papers[i].had)
            cache_write(query->cache, papers[i].id, (struct view){ 0 });
    }
    settle(query, count);
}

static void warn_of_error(struct api_query *query, struct api_answer *answer,
                          const struct requested_paper *paper)
{
    struct view text = api_answer_error(answer);

    diag_warn(query->diag, PROGRAM,
              "arXiv does not take the identifier %.*s: %.*s; see whether it is right",
              (int)paper->id.len, paper->id.at, (int)text.len, text.at);
    query->complete = false;
    settle(query, 1);
}

/* Writes what the cache has of these papers, however old: better than nothing. */
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

/* Papers that cannot be had: these, or once it is hopeless all that are left. */
static void warn_of_failure(struct api_query *query, struct requested_paper *papers, size_t count)
{
    struct view why = buffer_view(&query->request->why);
    size_t missing = query->hopeless ? query->progress->total - query->settled : count;
    size_t stale = take_stale(query, papers, missing);
    const char *many = missing == 1 ? "" : "s", *on = missing == 1 ? "" : " and on";

    if (stale > 0)
        diag_warn(query->diag, PROGRAM,
                  "arXiv has not given %zu paper%s, %.*s%s: %.*s; the cache has %zu of them, from "
                  "longer ago than --fetch-max-age, which are taken",
                  missing, many, (int)papers->id.len, papers->id.at, on, (int)why.len, why.at,
                  stale);
    else
        diag_warn(query->diag, PROGRAM,
                  "arXiv has not given %zu paper%s, %.*s%s: %.*s; run refmill --fetch again later",
                  missing, many, (int)papers->id.len, papers->id.at, on, (int)why.len, why.at);
    query->complete = false;
    settle(query, missing);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as a request can be halved */
static void ask_batch(struct api_query *query, struct requested_paper *papers, size_t count)
{
    struct buffer ids = { 0 };
    struct api_answer answer;
    enum reply reply;

    put_ids(&ids, papers, count);
    reply = http_request_send(query->request, buffer_view(&ids), count > 1, &answer);
    buffer_free(&ids);
    query->hopeless = reply == REPLY_HOPELESS;
    if (reply == REPLY_PAPERS)
        take_answer(query, &answer, papers, count);
    else if (reply != REPLY_ERROR)
        warn_of_failure(query, papers, count);
    else if (count == 1)
        warn_of_error(query, &answer, papers);
    api_answer_free(&answer);
    if (reply == REPLY_ERROR && count > 1) {
        ask_batch(query, papers, count / 2);
        if (!query->hopeless)
            ask_batch(query, papers + count / 2, count - count / 2);
    }
}

void api_query_papers(struct api_query *query, struct requested_paper *papers, size_t count)
{
    show_progress(query);
    while (count > 0 && !query->hopeless) {
        size_t batch = count < BATCH_MAX ? count : BATCH_MAX;
        ask_batch(query, papers, batch);
        papers += batch;
        count -= batch;
    }
    diag_clear_line(query->diag);
}
