#include "fetch/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fetch/api_answer.h"
#include "fetch/http.h"
#include "system/disk.h"
#include "system/file.h"
#include "system/temporary.h"
#include "text/fixed_hash.h"

enum { DAY = 86400 };

static const struct view temporary_prefix = VIEW_ENTRY("new-");

/* ---- Where it is */

void cache_give_up(struct cache *cache, const char *why)
{
    if (!cache->read_only)
        diag_warn(cache->diag, PROGRAM,
                  "fetched papers cannot be cached, and are fetched again by each run: %s%s%s; "
                  "set XDG_CACHE_HOME to a writable directory",
                  cache->root.len > 0 ? cache->root.at : "", cache->root.len > 0 ? ": " : "", why);
    cache->read_only = true;
}

/* The hash, instead of the rest of the address, keeps the name short and hides keys in a query. */
static void set_server(struct cache *cache, const char *url)
{
    buffer_print(&cache->server, "%s/%s", cache->root.at, url ? "" : "api");
    if (url) {
        http_put_host(&cache->server, url);
        buffer_print(&cache->server, "-%016" PRIx64,
                     fixed_hash_text(FIXED_HASH_START, view_of(url)));
    }
    buffer_put_byte(&cache->server, '\0');
}

void cache_open(struct cache *cache, const char *url, int64_t max_age, bool any_age,
                struct diag *diag)
{
    const char *own = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    *cache = (struct cache){
        .diag = diag,
        .folders = { .is_private = true }, /* their names tell what the user reads */
        .now = (int64_t)time(NULL),
        .max_age = max_age,
        .any_age = any_age,
    };
    if (own && own[0] == '/')
        buffer_print(&cache->root, "%s/refmill", own);
    else if (home && home[0] == '/')
        buffer_print(&cache->root, "%s/.cache/refmill", home);
    else
        cache_give_up(cache, "neither XDG_CACHE_HOME nor HOME is an absolute path");
    if (cache->root.len > 0)
        set_server(cache, url);
}

/* Keeps the directories even if this run fails, as another run may be using them. */
static bool make_folder(struct cache *cache, struct view path, const char **why)
{
    bool good = directories_make(&cache->folders, path, why);

    directories_keep(&cache->folders);
    return good;
}

const char *cache_make_root(struct cache *cache, const char **why)
{
    if (cache->root.len == 0 || !make_folder(cache, buffer_view(&cache->root), why))
        return NULL;
    temporary_remove_leftovers(cache->server.at, temporary_prefix);
    cache->path.len = 0;
    buffer_print(&cache->path, "%s/api.lock", cache->root.at);
    return cache->path.at;
}

/* Sets the path of the paper's file, and returns the length of its directory's. There is a
 * directory for each month. */
static size_t set_path(struct cache *cache, struct view id)
{
    size_t slash = view_find_byte(id, '/');
    struct view number = view_skip(id, slash < id.len ? slash + 1 : 0);
    size_t folder;

    cache->path.len = 0;
    buffer_print(&cache->path, "%s/%.4s", cache->server.at, number.at);
    folder = cache->path.len;
    buffer_print(&cache->path, "/%.*s%s%.*s.xml", slash < id.len ? (int)slash : 0, id.at,
                 slash < id.len ? "_" : "", (int)number.len, number.at);
    return folder;
}

/* ---- Reading */

/* True if the document has only one entry, that of the paper. */
static bool is_entry_of(struct view id, struct view document)
{
    struct api_answer answer;
    struct arxiv_id found;
    bool good = api_answer_read(&answer, document) == ANSWER_PAPERS && answer.count == 1 &&
                api_answer_next(&answer, &found) && view_equal(found.id, id);

    api_answer_free(&answer);
    return good;
}

static enum cached read_open(const struct cache *cache, int file, struct view id,
                             struct buffer *document)
{
    size_t before = document->len;
    struct stat status;
    int64_t age, limit;

    if (fstat(file, &status) < 0 || !S_ISREG(status.st_mode) || status.st_size > CACHE_ENTRY_MAX)
        return CACHED_NOT;
    age = cache->now - (int64_t)status.st_mtime;
    limit = status.st_size == 0 && cache->max_age > DAY ? DAY : cache->max_age;
    if (!cache->any_age && (limit <= 0 || age > limit))
        return CACHED_NOT;
    if (status.st_size == 0)
        return CACHED_ABSENT;
    if (!file_read_rest(file, document))
        diag_warn(cache->diag, (struct place){ .file = cache->path.at }, "cannot be read: %s",
                  strerror(errno));
    else if (is_entry_of(id, view_skip(buffer_view(document), before)))
        return CACHED_ENTRY;
    document->len = before;
    return CACHED_NOT;
}

enum cached cache_read(struct cache *cache, struct view id, struct buffer *document)
{
    enum cached cached;
    int file;

    if (cache->root.len == 0)
        return CACHED_NOT;
    set_path(cache, id);
    file = open(cache->path.at, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return CACHED_NOT;
    cached = read_open(cache, file, id, document);
    close(file);
    return cached;
}

/* ---- Writing */

/* Writes the document to a temporary file and renames it to `path`. Returns 0 or a value of errno.
 * The file is flushed to disk first, since a file left empty by a power loss would mean that arXiv
 * does not have the paper. */
static int write_new(const char *path, struct view prefix, struct view document)
{
    struct temporary new;
    int file = temporary_create(&new, prefix, 0600), error;

    if (file < 0)
        return errno;
    error = file_write(file, document) && disk_flush_file(file) ? 0 : errno;
    if (close(file) < 0 && !error)
        error = errno;
    if (!error && !temporary_rename(&new, path))
        error = errno;
    temporary_remove(&new);
    return error;
}

void cache_write(struct cache *cache, struct view id, struct view document)
{
    struct buffer prefix = { 0 };
    const char *why;
    struct view folder = { 0 };
    int error;

    if (cache->read_only)
        return;
    folder.len = set_path(cache, id);
    folder.at = cache->path.at;
    if (!make_folder(cache, folder, &why)) {
        cache_give_up(cache, why);
        return;
    }
    buffer_print(&prefix, "%s/%s", cache->server.at, temporary_prefix.at);
    error = write_new(cache->path.at, buffer_view(&prefix), document);
    if (error)
        cache_give_up(cache, strerror(error));
    buffer_free(&prefix);
}

void cache_close(struct cache *cache)
{
    directories_remove(&cache->folders);
    buffer_free(&cache->root);
    buffer_free(&cache->server);
    buffer_free(&cache->path);
}
