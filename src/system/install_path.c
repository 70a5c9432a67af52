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

bool install_path_put(struct buffer *out, struct view of_program, struct view of_library)
{
    enum { NAME_MAX_SIZE = 4096 };
    char program[NAME_MAX_SIZE];
    struct view path = { 0 }, folder;
    bool shared = false;
    Dl_info info;

    if (dladdr(&here, &info) != 0 && info.dli_fname) {
        path = view_of(info.dli_fname);
        shared = view_starts_with(view_skip(path, directory_of(path).len), VIEW("librefmill.so"));
    }
    if (!shared) {
        ssize_t length = readlink("/proc/self/exe", program, sizeof program);

        path = (struct view){ program, length > 0 && length < NAME_MAX_SIZE ? (size_t)length : 0 };
    }
    folder = directory_of(path);
    if (folder.len == 0)
        return false;
    buffer_put(out, folder);
    buffer_put(out, shared ? of_library : of_program);
    return true;
}
