#include "fetch/zotero_connector.h"

#include <jansson.h>
#include <time.h>
#include <unistd.h>

#include "system/file.h"
#include "fetch/http.h"
#include "system/progress.h"

enum { ITEM_MAX = 1024 * 1024 }; /* about a hundred times as much as a paper has */

/* Takes an item, which is an object, from the list. Returns false if there is none, or if it is too
 * long. */
static bool take_item(struct view *list)
{
    json_error_t error;
    json_t *item = json_loadb(list->at, list->len < ITEM_MAX ? list->len : ITEM_MAX,
                              JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);
    bool good = json_is_object(item);

    json_decref(item);
    if (good)
        *list = view_trim_start(view_skip(*list, (size_t)error.position));
    return good;
}

/* Returns the number of items in the answer, or -1 if it is not a list of items. Parses them one by
 * one, since for a whole hostile answer jansson would take fifty times its size. */
static long count_items(struct view body)
{
    struct view list = view_trim(body);
    long count = 0;

    json_set_alloc_funcs(memory_take, free);
    if (!view_take(&list, VIEW("[")))
        return -1;
    list = view_trim_start(list);
    while (!view_equal(list, VIEW("]"))) {
        if ((count > 0 && !view_take(&list, VIEW(","))) || !take_item(&list))
            return -1;
        count++;
    }
    return count;
}

enum { CREATED = 201, BAD_REQUEST = 400, NOT_FOUND = 404 };

/* Reports what is wrong with any answer but that to an import that worked. Returns false if
 * something is. */
static bool judge_answer(const struct response *response, const char *url, struct diag *diag)
{
    if (response->unreachable)
        diag_error(diag, PROGRAM,
                   "Zotero does not answer at %s; start it, or write a file with -o FILE.ris and "
                   "import the file",
                   url);
    else if (response->failure)
        diag_error(diag, PROGRAM, "the connection to Zotero at %s failed: %s", url,
                   response->failure);
    else if (response->status == NOT_FOUND)
        diag_error(diag, PROGRAM, "the program at %s accepts no imports; check that it is Zotero",
                   url);
    else
        return true;
    return false;
}

static bool report_answer(const struct response *response, const char *url, size_t papers,
                          struct diag *diag)
{
    struct view body = response->body;

    if (!judge_answer(response, url, diag))
        return false;
    if (response->status == CREATED) {
        long items = count_items(body);

        if (items < 0)
            diag_error(
                diag, PROGRAM,
                "the program at %s did not answer with a list of items; check that it is Zotero",
                url);
        else if ((size_t)items < papers)
            diag_warn(diag, PROGRAM, "Zotero imported %ld of %zu papers", items, papers);
        else
            diag_note(diag, PROGRAM, "Zotero imported %ld paper%s", items, items == 1 ? "" : "s");
        return items >= 0;
    }
    if (response->status == BAD_REQUEST)
        diag_error(diag, PROGRAM, "Zotero cannot read RIS; update its translators");
    else if (view_find(body, VIEW("\"libraryEditable\":false")) < body.len)
        diag_error(diag, PROGRAM, "the library selected in Zotero is read-only; select another");
    else
        diag_error(diag, PROGRAM, "Zotero answered with HTTP status %ld", response->status);
    return false;
}

/* Puts the address of one of the connector's functions. */
static void put_address(struct buffer *out, const char *url, const char *function)
{
    struct view base = view_of(url);

    while (view_ends_with(base, VIEW("/")))
        base.len--;
    buffer_print(out, "%.*s/connector/%s", (int)base.len, base.at, function);
}

bool zotero_connector_ping(const char *url, struct diag *diag)
{
    static const char *const headers[] = {
        "Content-Type: application/json",
        "X-Zotero-Connector-API-Version: 3",
        NULL,
    };
    enum { SECONDS = 20 };
    struct buffer whole = { 0 };
    struct response response;
    struct http http;
    bool good;

    put_address(&whole, url, "ping");
    http_open(&http, NULL);
    http_post(&http, whole.at, headers, VIEW("{}"), SECONDS, &response);
    good = judge_answer(&response, url, diag);
    http_close(&http);
    buffer_free(&whole);
    return good;
}

static bool send(const char *url, struct view ris, size_t papers, bool progress, struct diag *diag)
{
    static const char *const headers[] = {
        "Content-Type: application/x-research-info-systems; charset=utf-8",
        "X-Zotero-Connector-API-Version: 3",
        "Expect:", /* do not ask before sending the body */
        NULL,
    };
    enum { SECONDS = 120, SECONDS_A_PAPER = 1 }; /* Zotero takes about 20 a second */
    struct timespec now = { 0 };
    struct buffer whole = { 0 };
    struct response response;
    struct progress waiting;
    struct http http;
    bool good;

    progress_start(&waiting, papers, progress, diag);
    progress_print(&waiting, 0, "waiting for Zotero to import %zu paper%s", papers,
                   papers == 1 ? "" : "s");
    clock_gettime(CLOCK_REALTIME, &now); /* each import needs a session with a new name */
    put_address(&whole, url, "import");
    buffer_print(&whole, "?session=refmill-%lld-%lld-%ld", (long long)getpid(),
                 (long long)now.tv_sec, now.tv_nsec);
    http_open(&http, NULL);
    http_post(&http, whole.at, headers, ris, SECONDS + (long)papers * SECONDS_A_PAPER, &response);
    good = report_answer(&response, url, papers, diag);
    http_close(&http);
    buffer_free(&whole);
    return good;
}

bool zotero_connector_import(const char *url, bool progress, struct diag *diag)
{
    struct buffer ris = { 0 };
    bool good = file_read("-", &ris, diag);
    size_t papers = 0;

    for (struct view rest = buffer_view(&ris); rest.len > 0;
         rest = view_skip(rest, view_find_byte(rest, '\n') + 1))
        papers += view_starts_with(rest, VIEW("TY  - "));
    if (good && papers == 0)
        diag_note(diag, PROGRAM, "there are no papers to send to Zotero");
    else if (good)
        good = send(url, buffer_view(&ris), papers, progress, diag);
    buffer_free(&ris);
    return good;
}
