#include "fetch/zotero_connector.h"

#include <jansson.h>
#include <time.h>
#include <unistd.h>

#include "system/file.h"
#include "fetch/http.h"
#include "system/progress.h"

/* Zotero wants an import to have a session of its own: a name that it has not had. */
static void put_import_url(struct buffer *out, const char *url)
{
    struct view base = view_of(url);
    struct timespec now = { 0 };

    while (view_ends_with(base, VIEW("/")))
        base.len--;
    clock_gettime(CLOCK_REALTIME, &now);
    buffer_put(out, base);
    buffer_put(out, VIEW("/connector/import?session=refmill-"));
    buffer_put_number(out, (uint64_t)getpid());
    buffer_put_byte(out, '-');
    buffer_put_number(out, (uint64_t)now.tv_sec);
    buffer_put_byte(out, '-');
    buffer_put_number(out, (uint64_t)now.tv_nsec);
    buffer_put_byte(out, '\0');
}

static size_t count_papers(struct view ris)
{
    size_t count = 0;

    while (ris.len > 0) {
        count += view_starts_with(ris, VIEW("TY  - "));
        ris = view_skip(ris, view_find_byte(ris, '\n') + 1);
    }
    return count;
}

/* The items of the answer, which is a list of them; false when it is none. */
static bool count_items(struct view body, size_t *count)
{
    json_t *items;
    bool is_list;

    json_set_alloc_funcs(memory_take, free);
    items = json_loadb(body.at, body.len, JSON_ALLOW_NUL, NULL);
    is_list = json_is_array(items);
    *count = json_array_size(items);
    json_decref(items);
    return is_list;
}

/* False when the answer is none of Zotero's. */
static bool report_items(struct view body, const char *url, size_t papers, struct diag *diag)
{
    size_t items;

    if (!count_items(body, &items)) {
        diag_error(diag, PROGRAM, "what answers at %s says nothing of items; is it Zotero?", url);
        return false;
    }
    if (items < papers)
        diag_warn(diag, PROGRAM, "Zotero took %zu of %zu papers", items, papers);
    else
        diag_note(diag, PROGRAM, "Zotero took %zu paper%s", items, items == 1 ? "" : "s");
    return true;
}

static bool is_read_only(struct view body)
{
    return view_find(body, VIEW("\"libraryEditable\":false")) < body.len;
}

static bool report_answer(const struct response *response, const char *url, size_t papers,
                          struct diag *diag)
{
    enum { CREATED = 201, BAD_REQUEST = 400, NOT_FOUND = 404 };

    if (response->status == CREATED && !response->failure)
        return report_items(response->body, url, papers, diag);
    if (response->unreachable)
        diag_error(diag, PROGRAM,
                   "Zotero does not answer at %s; start it, or write a file with -o FILE.ris and "
                   "import that",
                   url);
    else if (response->failure)
        diag_error(diag, PROGRAM, "Zotero at %s breaks off: %s", url, response->failure);
    else if (response->status == NOT_FOUND)
        diag_error(diag, PROGRAM, "what answers at %s takes no imports; is it Zotero?", url);
    else if (response->status == BAD_REQUEST)
        diag_error(diag, PROGRAM, "Zotero cannot read RIS; its translators want an update");
    else if (is_read_only(response->body))
        diag_error(diag, PROGRAM,
                   "the library that is selected in Zotero is read-only; select another");
    else
        diag_error(diag, PROGRAM, "Zotero answers with status %ld", response->status);
    return false;
}

static bool send(const char *url, struct view ris, size_t papers, bool progress, struct diag *diag)
{
    static const char *const headers[] = {
        "Content-Type: application/x-research-info-systems; charset=utf-8",
        "X-Zotero-Connector-API-Version: 3",
        "Expect:", /* no question first */
        NULL,
    };
    enum { SECONDS = 120, SECONDS_A_PAPER = 1 }; /* it takes some 20 a second */
    struct buffer whole = { 0 };
    struct response response;
    struct progress waiting;
    struct http http;
    bool good;

    progress_start(&waiting, papers, progress, diag);
    progress_print(&waiting, 0, "waiting for Zotero, which takes %zu paper%s", papers,
                   papers == 1 ? "" : "s");
    put_import_url(&whole, url);
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
    size_t papers = count_papers(buffer_view(&ris));

    if (good && papers == 0)
        diag_note(diag, PROGRAM, "there are no papers for Zotero");
    else if (good)
        good = send(url, buffer_view(&ris), papers, progress, diag);
    buffer_free(&ris);
    return good;
}
