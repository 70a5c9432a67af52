/* refmill-fetch fetches arXiv's metadata for the papers whose identifiers it reads from standard
 * input, one a line. It writes complete Atom documents, one after the other: first those in the
 * cache, then the API's answers. With --to-zotero it sends the RIS on standard input to Zotero;
 * with --ping as well, it only checks that Zotero is running. The exit status is 0 on success, 1 if
 * some papers could not be fetched, and 2 for a usage error or a failure that ends the program.
 *
 * It is a program of its own because linking libcurl would triple refmill's time to start. */
#include <signal.h>

#include "fetch/arguments.h"
#include "fetch/cache.h"
#include "system/file.h"
#include "fetch/standard_output.h"
#include "fetch/requested_papers.h"
#include "fetch/api_query.h"
#include "system/temporary.h"
#include "fetch/zotero_connector.h"

enum { STATUS_OK, STATUS_INCOMPLETE, STATUS_FAILED };

/* Writes the entries in the cache, and removes their papers from the list. */
static void take_from_cache(struct requested_papers *papers, struct cache *cache, struct diag *diag)
{
    struct buffer document = { 0 };
    size_t left = 0;

    for (size_t i = 0; i < papers->count; i++) {
        document.len = 0;
        if (cache_read(cache, papers->list[i].id, &document) == CACHED_NOT)
            papers->list[left++] = papers->list[i];
        standard_output_put(buffer_view(&document), diag);
    }
    papers->count = left;
    buffer_free(&document);
}

/* Returns false if some papers could not be fetched. */
static bool ask_arxiv(const struct arguments *arguments, struct requested_papers *papers,
                      struct cache *cache, struct diag *diag)
{
    struct http_request request = { .limit = { .diag = diag, .pause = arguments->pause },
                                    .diag = diag };
    struct progress progress;
    struct api_query query = {
        .request = &request, .cache = cache, .progress = &progress, .diag = diag, .complete = true
    };
    const char *why = "", *path = cache_make_root(cache, &why);

    if (!path || !rate_limit_open(&request.limit, path, &why)) {
        cache_give_up(cache, why); /* without a place for the lock there is none for the cache */
        rate_limit_open_elsewhere(&request.limit);
    }
    http_request_open(&request, arguments->url);
    progress_start(&progress, papers->count, arguments->progress, diag);
    api_query_papers(&query, papers->list, papers->count);
    http_request_close(&request);
    return query.complete;
}

static int fetch(const struct arguments *arguments, struct diag *diag)
{
    struct requested_papers papers;
    struct cache cache;
    bool complete = true;

    if (!requested_papers_read(&papers, &complete, diag)) {
        requested_papers_free(&papers);
        return STATUS_FAILED;
    }
    cache_open(&cache, arguments->is_arxiv ? NULL : arguments->url, arguments->max_age,
               arguments->offline, diag);
    take_from_cache(&papers, &cache, diag);
    if (papers.count > 0 && !arguments->offline && !ask_arxiv(arguments, &papers, &cache, diag))
        complete = false;
    cache_close(&cache);
    requested_papers_free(&papers);
    return complete ? STATUS_OK : STATUS_INCOMPLETE;
}

int main(int argc, char **argv)
{
    struct diag diag = { 0 };
    struct arguments arguments;
    int status = STATUS_FAILED;

    file_occupy_standard();
    temporary_catch_signals();
    signal(SIGPIPE, SIG_DFL); /* a parent that ignores it passes that on */
    signal(SIGXFSZ, SIG_IGN); /* a limit of file size makes writing the cache fail */
    if (arguments_read(argc, argv, &arguments, &diag)) {
        if (!arguments.to_zotero)
            status = fetch(&arguments, &diag);
        else if (arguments.ping ? zotero_connector_ping(arguments.url, &diag)
                                : zotero_connector_import(arguments.url, arguments.progress, &diag))
            status = STATUS_OK;
    }
    arguments_free(&arguments);
    return status;
}
