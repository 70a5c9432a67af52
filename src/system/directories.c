#include "system/directories.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Forgets and frees the newest directory. */
static void drop_newest(struct directories *folders, bool and_remove)
{
    struct temporary *made = folders->made[--folders->count];
    sigset_t before;

    temporary_block_signals(&before);
    if (and_remove)
        rmdir(made->path); /* fails if it is not empty, as it should */
    temporary_forget(made);
    temporary_let_signals(&before);
    free(made->path);
    free(made);
}

/* Makes a directory whose parent exists. */
static bool make_one(struct directories *folders, const char *path)
{
    struct temporary *made;
    sigset_t before;
    int error;

    if (is_folder(path))
        return true;
    folders->made =
        memory_grow_array(folders->made, folders->count, &folders->cap, sizeof *folders->made);
    made = memory_resize(NULL, sizeof *made);
    *made = (struct temporary){ .path = memory_copy(path), .is_folder = true };
    temporary_block_signals(&before);
    error = mkdir(path, folders->is_private ? 0700 : 0777) < 0 ? errno : 0;
    if (!error)
        temporary_remember(made);
    temporary_let_signals(&before);
    if (!error) {
        folders->made[folders->count++] = made;
        return true;
    }
    free(made->path);
    free(made);
    errno = error;
    return errno == EEXIST && is_folder(path);
}

bool directories_make(struct directories *folders, struct view folder, const char **why)
{
    char *path;
    bool good = true;

    while (view_ends_with(folder, VIEW("/")))
        folder.len--;
    if (folder.len == 0 || (folders->last && view_equal(view_of(folders->last), folder)))
        return true;
    path = view_to_string(folder);
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
    *why = errno == EEXIST ? "a file is where its directory should be" : strerror(errno);
    free(path);
    return false;
}

void directories_keep(struct directories *folders)
{
    while (folders->count > 0)
        drop_newest(folders, false);
}

void directories_remove(struct directories *folders)
{
    while (folders->count > 0)
        drop_newest(folders, true);
    free(folders->made);
    free(folders->last);
    *folders = (struct directories){ 0 };
}
