#include "system/install_path.h"

#include <dlfcn.h> /* dladdr is the Makefile's business: glibc has it for _GNU_SOURCE only */
#include <unistd.h>

/* Somewhere in the library, or in the program that it was linked into. */
static const char here = 0;

static struct view directory_of(struct view path)
{
    while (path.len > 0 && path.at[path.len - 1] != '/')
        path.len--;
    return path;
}

static bool put_library_folder(struct buffer *out)
{
    struct view path, folder;
    Dl_info info;

    if (dladdr(&here, &info) == 0 || !info.dli_fname)
        return false;
    path = view_of(info.dli_fname);
    folder = directory_of(path);
    if (!view_starts_with(view_skip(path, folder.len), VIEW("librefmill.so")))
        return false;
    buffer_put(out, folder);
    return folder.len > 0;
}

static bool put_program_folder(struct buffer *out)
{
    enum { NAME_MAX_SIZE = 4096 };
    char *room = buffer_reserve(out, NAME_MAX_SIZE);
    ssize_t length = readlink("/proc/self/exe", room, NAME_MAX_SIZE);
    struct view folder;

    if (length <= 0 || length == NAME_MAX_SIZE)
        return false;
    folder = directory_of((struct view){ room, (size_t)length });
    out->len += folder.len;
    return folder.len > 0;
}

bool install_path_put(struct buffer *out, struct view of_program, struct view of_library)
{
    bool shared = put_library_folder(out);

    if (!shared && !put_program_folder(out))
        return false;
    buffer_put(out, shared ? of_library : of_program);
    return true;
}
