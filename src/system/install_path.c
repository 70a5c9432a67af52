#include "system/install_path.h"

#include <dlfcn.h> /* dladdr: glibc declares it with _GNU_SOURCE, which the Makefile defines */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* An address in the shared library, or in the program that it was linked into. */
static const char here = 0;

static struct view directory_of(struct view path)
{
    while (path.len > 0 && path.at[path.len - 1] != '/')
        path.len--;
    return path;
}

/* Puts the path of the program. Without Linux's /proc it is made of the name that the loader knows,
 * if that has a slash. */
static void put_program_path(struct buffer *own, struct view name)
{
    enum { NAME_MAX_SIZE = 4096 };
    ssize_t length = readlink("/proc/self/exe", buffer_reserve(own, NAME_MAX_SIZE), NAME_MAX_SIZE);
    char *path;

    own->len = length > 0 && length < NAME_MAX_SIZE ? (size_t)length : 0;
    if (own->len == 0 && directory_of(name).len > 0 && (path = realpath(name.at, NULL))) {
        buffer_put(own, view_of(path));
        free(path);
    }
}

/* Puts the path of the program or of the shared library. Returns false if it is not known. */
static bool find_own_path(struct buffer *own, bool *shared)
{
    Dl_info info;
    struct view path = { 0 };

    if (dladdr(&here, &info) != 0 && info.dli_fname)
        path = view_of(info.dli_fname);
    *shared = view_starts_with(view_skip(path, directory_of(path).len), VIEW("librefmill."));
    if (*shared)
        buffer_put(own, path);
    else
        put_program_path(own, path);
    return directory_of(buffer_view(own)).len > 0;
}

bool install_path_put(struct buffer *out, struct view of_program, struct view of_library)
{
    struct buffer own = { 0 };
    bool shared, found = find_own_path(&own, &shared);

    if (found) {
        buffer_put(out, directory_of(buffer_view(&own)));
        buffer_put(out, shared ? of_library : of_program);
    }
    buffer_free(&own);
    return found;
}

bool install_path_is_trusted(const char *path, struct buffer *why)
{
    struct stat status, own_status = { .st_uid = geteuid() };
    struct buffer own = { 0 };
    mode_t writers;
    bool shared;

    if (stat(path, &status) != 0)
        return true;
    /* Those who may write to the program could change it without a plugin. This admits a tree that
     * a group may write to, or that another user built. */
    if (find_own_path(&own, &shared)) {
        buffer_put_byte(&own, '\0');
        stat(own.at, &own_status);
    }
    buffer_free(&own);
    writers = status.st_mode & (S_IWGRP | S_IWOTH) & ~own_status.st_mode;
    if (status.st_gid != own_status.st_gid)
        writers |= status.st_mode & S_IWGRP;
    if (status.st_uid != 0 && status.st_uid != geteuid() && status.st_uid != own_status.st_uid)
        buffer_print(why, "is not used, since it belongs to user %lu, who is neither you nor root",
                     (unsigned long)status.st_uid);
    else if (writers)
        buffer_print(why, "is not used, since others may write to it; run chmod %s-w on it",
                     writers & S_IWOTH ? "go" : "g");
    return why->len == 0;
}
