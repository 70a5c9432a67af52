#include "folders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *copy_of(struct view path)
{
    char *copy = memory_resize(NULL, path.len + 1);

    if (path.len > 0)
        memcpy(copy, path.at, path.len);
    copy[path.len] = '\0';
    return copy;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Makes one folder, whose parents are there. */
static bool make_one(struct folders *folders, const char *path)
{
    if (mkdir(path, 0777) < 0)
        return errno == EEXIST && is_folder(path);
    folders->made =
        memory_grow_array(folders->made, folders->count, &folders->cap, sizeof *folders->made);
    folders->made[folders->count++] = copy_of(view_of(path));
    return true;
}

bool folders_make(struct folders *folders, struct view folder, const char **why)
{
    char *path;
    bool good = true;

    while (view_ends_with(folder, VIEW("/")))
        folder.len--;
    if (folder.len == 0 || (folders->last && view_equal(view_of(folders->last), folder)))
        return true;
    path = copy_of(folder);
    for (size_t at = 1; at <= folder.len && good; at++) {
        if (path[at] != '/' && path[at] != '\0')
            continue;
        path[at] = '\0';
        good = make_one(folders, path);
        if (at < folder.len)
            path[at] = '/';
    }
    free(folders->last);
    folders->last = good ? path : NULL;
    if (good)
        return true;
    *why = errno == EEXIST ? "a file stands where its folder should" : strerror(errno);
    free(path);
    return false;
}

void folders_keep(struct folders *folders)
{
    for (size_t i = 0; i < folders->count; i++)
        free(folders->made[i]);
    folders->count = 0;
}

void folders_remove(struct folders *folders)
{
    while (folders->count > 0) {
        rmdir(folders->made[--folders->count]); /* fails when it is not empty, and that is well */
        free(folders->made[folders->count]);
    }
    free(folders->made);
    free(folders->last);
    *folders = (struct folders){ 0 };
}
