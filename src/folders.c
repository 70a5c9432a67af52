#include "folders.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"

static char *copy_of(const char *path, size_t length)
{
    char *copy = memory_resize(NULL, length + 1);

    memcpy(copy, path, length);
    copy[length] = '\0';
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
    folders->made[folders->count++] = copy_of(path, strlen(path));
    return true;
}

bool folders_make(struct folders *folders, const char *path, const char **why)
{
    const char *end = strrchr(path, '/');
    size_t length = end ? (size_t)(end - path) : 0;
    char *folder;
    bool good = true;

    if (length == 0 || (folders->last && strlen(folders->last) == length &&
                        strncmp(folders->last, path, length) == 0))
        return true;
    folder = copy_of(path, length);
    for (size_t at = 1; at <= length && good; at++) {
        if (folder[at] != '/' && folder[at] != '\0')
            continue;
        folder[at] = '\0';
        good = make_one(folders, folder);
        if (at < length)
            folder[at] = '/';
    }
    if (!good)
        *why = errno == EEXIST ? "a file stands where its folder should" : strerror(errno);
    free(folders->last);
    folders->last = folder;
    if (!good) {
        free(folder);
        folders->last = NULL;
    }
    return good;
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
