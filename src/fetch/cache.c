#include "fetch/cache.h"

#include <dirent.h>
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

enum { DAY = 86400 };

/* ---- Where it is */

void cache_give_up(struct cache *cache, const char *why)
{
    if (!cache->read_only)
        diag_warn(cache->diag, PROGRAM,
                  "papers are not kept in a cache, so that each run asks for them again: %s%s%s; "
                  "set XDG_CACHE_HOME to a folder that can be written",
                  cache->root.len > 0 ? cache->root.at : "", cache->root.len > 0 ? ": " : "", why);
    cache->read_only = true;
}

void cache_open(struct cache *cache, int64_t max_age, bool any_age, struct diag *diag)
{
    const char *own = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    *cache = (struct cache){
        .diag = diag,
        .folders = { .is_private = true }, /* their names say what is read here */
        .now = (int64_t)time(NULL),
        .max_age = max_age,
        .any_age = any_age,
    };
    if (own && own[0] == '/')
        buffer_print(&cache->root, "%s/refmill", own);
    else if (home && home[0] == '/')
        buffer_print(&cache->root, "%s/.cache/refmill", home);
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

/* ---- Leftovers */

#define UNFINISHED "new-"
#define UNFINISHED_TEMPLATE UNFINISHED "XXXXXX"

static bool is_unfinished(const char *name)
{
    return view_starts_with(view_of(name), VIEW(UNFINISHED)) &&
           strlen(name) == strlen(UNFINISHED_TEMPLATE);
}

/* A run holds its file as long as it has this lock. */
static bool take_hold(int file)
{
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    return fcntl(file, F_SETLK, &lock) == 0;
}

static void remove_if_left(const struct cache *cache, int folder, const char *name)
{
    int file = openat(folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat status;

    if (file < 0)
        return;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
        cache->now - (int64_t)status.st_mtime > DAY && take_hold(file))
        unlinkat(folder, name, 0);
    close(file);
}

/* Removes what runs have left unfinished that were killed. */
static void remove_leftovers(struct cache *cache)
{
    DIR *folder;
    struct dirent *entry;

    cache->path.len = 0;
    buffer_print(&cache->path, "%s/api", cache->root.at);
    folder = opendir(cache->path.at);
    if (!folder)
        return;
    while ((entry = readdir(folder)) != NULL) {
        if (is_unfinished(entry->d_name))
            remove_if_left(cache, dirfd(folder), entry->d_name);
    }
    closedir(folder);
}

const char *cache_make_root(struct cache *cache, const char **why)
{
    if (cache->root.len == 0 || !make_folder(cache, buffer_view(&cache->root), why))
        return NULL;
    remove_leftovers(cache);
    cache->path.len = 0;
    buffer_print(&cache->path, "%s/api.lock", cache->root.at);
    return cache->path.at;
}

/* Sets the path of the paper's file, and gives the length of its folder's, which is that of
 * the month. */
static size_t set_path(struct cache *cache, struct view id)
{
    size_t slash = view_find_byte(id, '/');
    struct view number = view_skip(id, slash < id.len ? slash + 1 : 0);
    size_t folder;

    cache->path.len = 0;
    buffer_print(&cache->path, "%s/api/%.4s", cache->root.at, number.at);
    folder = cache->path.len;
    buffer_print(&cache->path, "/%.*s%s%.*s.xml", slash < id.len ? (int)slash : 0, id.at,
                 slash < id.len ? "_" : "", (int)number.len, number.at);
    return folder;
}

/* ---- Reading */

/* Whether the document has that paper's entry and no other. */
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

/* Writes the document to a file of a new name, from the template that its path is, and puts
 * it in its place, or when it is not whole removes it; gives errno's value, 0 when all is
 * well. It is on the disk before it is renamed: empty, after a power loss, it would say that
 * arXiv has no such paper. */
static int write_new(struct temporary *new, const char *path, struct view document)
{
    sigset_t before;
    int file, error;

    temporary_block_signals(&before);
    file = mkstemp(new->path);
    error = file < 0 ? errno : 0;
    if (!error)
        temporary_remember(new);
    temporary_let_signals(&before);
    if (error)
        return error;
    fcntl(file, F_SETFD, FD_CLOEXEC);
    take_hold(file);
    error = file_write(file, document) && fsync(file) == 0 ? 0 : errno;
    if (close(file) < 0 && !error)
        error = errno;
    temporary_block_signals(&before);
    if (!error && rename(new->path, path) < 0)
        error = errno;
    if (error)
        unlink(new->path);
    temporary_forget(new);
    temporary_let_signals(&before);
    return error;
}

void cache_write(struct cache *cache, struct view id, struct view document)
{
    struct buffer template = { 0 };
    struct temporary new = { 0 };
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
    buffer_print(&template, "%s/api/" UNFINISHED_TEMPLATE, cache->root.at);
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
