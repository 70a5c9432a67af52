#include "fetch/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fetch/api_answer.h"
#include "system/file.h"
#include "system/temporary.h"

enum { DAY = 86400, FILE_MAX = 32 * 1024 * 1024 };

/* ---- Where it is */

void cache_give_up(struct cache *cache, const char *why)
{
    if (!cache->read_only)
        diag_warn(cache->diag, PROGRAM,
                  "papers are not kept in a cache, so that each run asks for them again: %.*s%s%s; "
                  "set XDG_CACHE_HOME to a folder that can be written",
                  (int)cache->root.len, cache->root.at ? cache->root.at : "",
                  cache->root.len > 0 ? ": " : "", why);
    cache->read_only = true;
}

/* An environment variable that counts if it is an absolute path. */
static bool put_variable(struct buffer *out, const char *name)
{
    const char *value = getenv(name);

    if (!value || value[0] != '/')
        return false;
    buffer_put(out, view_of(value));
    return true;
}

void cache_open(struct cache *cache, int64_t max_age, bool any_age, struct diag *diag)
{
    *cache = (struct cache){
        .diag = diag, .now = (int64_t)time(NULL), .max_age = max_age, .any_age = any_age
    };
    if (put_variable(&cache->root, "XDG_CACHE_HOME"))
        buffer_put(&cache->root, VIEW("/refmill"));
    else if (put_variable(&cache->root, "HOME"))
        buffer_put(&cache->root, VIEW("/.cache/refmill"));
    else
        cache_give_up(cache, "neither XDG_CACHE_HOME nor HOME tells where");
}

/* The folders stay, whatever becomes of this run: another one may use them already. */
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
    cache->path.len = 0;
    buffer_put(&cache->path, buffer_view(&cache->root));
    buffer_put(&cache->path, VIEW("/api.lock\0"));
    return cache->path.at;
}

/* Sets the path to the folder of the paper's month, and gives its length. */
static size_t set_directory(struct cache *cache, struct view id)
{
    size_t slash = view_find_byte(id, '/');
    struct view month = view_skip(id, slash < id.len ? slash + 1 : 0);

    month.len = 4;
    cache->path.len = 0;
    buffer_put(&cache->path, buffer_view(&cache->root));
    buffer_put(&cache->path, VIEW("/api/"));
    buffer_put(&cache->path, month);
    return cache->path.len;
}

static void set_path(struct cache *cache, struct view id)
{
    size_t slash = view_find_byte(id, '/');

    set_directory(cache, id);
    buffer_put_byte(&cache->path, '/');
    buffer_put(&cache->path, (struct view){ id.at, slash });
    if (slash < id.len)
        buffer_put_byte(&cache->path, '_');
    buffer_put(&cache->path, view_skip(id, slash + 1));
    buffer_put(&cache->path, VIEW(".xml\0"));
}

/* ---- Reading */

/* Whether the document has that paper's entry and no other. */
static bool is_entry_of(struct view id, struct view document)
{
    struct api_answer answer;
    struct arxiv_id found;
    struct buffer scratch = { 0 };
    bool good = api_answer_read(&answer, document) == ANSWER_PAPERS && answer.count == 1 &&
                api_answer_next(&answer, &found, &scratch) && view_equal(found.id, id);

    api_answer_free(&answer);
    buffer_free(&scratch);
    return good;
}

/* False when the file cannot be read, which is warned of. */
static bool read_whole(const struct cache *cache, int file, struct buffer *out)
{
    bool good = file_read_rest(file, out);

    if (!good)
        diag_warn(cache->diag, (struct place){ .file = cache->path.at }, "cannot be read: %s",
                  strerror(errno));
    return good;
}

static bool is_fresh(const struct cache *cache, const struct stat *status)
{
    int64_t age = cache->now - (int64_t)status->st_mtime;
    int64_t limit = status->st_size == 0 && cache->max_age > DAY ? DAY : cache->max_age;

    return cache->any_age || (limit > 0 && age <= limit);
}

static enum cached read_open(const struct cache *cache, int file, struct view id,
                             struct buffer *document)
{
    size_t before = document->len;
    struct stat status;

    if (fstat(file, &status) < 0 || !S_ISREG(status.st_mode) || status.st_size > FILE_MAX ||
        !is_fresh(cache, &status))
        return CACHED_NOT;
    if (status.st_size == 0)
        return CACHED_ABSENT;
    if (read_whole(cache, file, document) &&
        is_entry_of(id, view_skip(buffer_view(document), before)))
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

/* Makes a file of a new name, from the template that its path is; -1 and errno. */
static int open_new(struct temporary *new)
{
    sigset_t before;
    int file;

    temporary_block_signals(&before);
    file = mkstemp(new->path);
    if (file >= 0)
        temporary_remember(new);
    temporary_let_signals(&before);
    return file;
}

/* Puts the file in its place, or when it is not whole or that fails removes it;
 * gives errno's value, 0 when all is well. */
static int settle_new(struct temporary *new, const char *path, int error)
{
    sigset_t before;

    temporary_block_signals(&before);
    if (!error && rename(new->path, path) < 0)
        error = errno;
    if (error)
        unlink(new->path);
    temporary_forget(new);
    temporary_let_signals(&before);
    return error;
}

static int write_new(struct temporary *new, const char *path, struct view document)
{
    int file = open_new(new), error;

    if (file < 0)
        return errno;
    error = file_write(file, document) ? 0 : errno;
    if (close(file) < 0 && !error)
        error = errno;
    return settle_new(new, path, error);
}

void cache_write(struct cache *cache, struct view id, struct view document)
{
    struct buffer template = { 0 };
    struct temporary new = { 0 };
    const char *why;
    int error;

    if (cache->read_only)
        return;
    set_directory(cache, id);
    if (!make_folder(cache, buffer_view(&cache->path), &why)) {
        cache_give_up(cache, why);
        return;
    }
    buffer_put(&template, buffer_view(&cache->path));
    buffer_put(&template, VIEW("/new-XXXXXX\0"));
    set_path(cache, id);
    new.path = template.at;
    error = write_new(&new, cache->path.at, document);
    if (error)
        cache_give_up(cache, strerror(error));
    buffer_free(&template);
}

void cache_close(struct cache *cache)
{
    directories_remove(&cache->folders);
    buffer_free(&cache->root);
    buffer_free(&cache->path);
}
