#include "text/relative_path.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct view relative_path_folder(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? (struct view){ path, (size_t)(slash - path) + 1 } : VIEW("./");
}

char *relative_path_resolve(struct view folder)
{
    char *path = view_to_string(folder), *resolved = realpath(path, NULL);

    free(path);
    if (!resolved && errno == ENOMEM)
        memory_end();
    return resolved;
}

static bool ends_name(char c)
{
    return c == '/' || c == '\0';
}

/* Returns the length of the leading directories that two resolved paths share. */
static size_t common_length(const char *a, const char *b)
{
    size_t common = 0;

    for (size_t at = 0;; at++) {
        if (ends_name(a[at]) && ends_name(b[at]))
            common = at;
        if (a[at] != b[at] || a[at] == '\0')
            return common;
    }
}

void relative_path_put(struct buffer *out, struct view from, struct view to)
{
    char *start = relative_path_resolve(from), *end = relative_path_resolve(to);

    if (start && end) {
        size_t common = common_length(start, end);
        const char *up = start + common, *down = end + common;

        for (; up[0] && up[1]; up++) { /* "/" alone is the root, which has no name */
            if (*up == '/')
                buffer_put(out, VIEW("../"));
        }
        down += *down == '/';
        buffer_put(out, view_of(down));
        buffer_put(out, *down ? VIEW("/") : VIEW(""));
    } else {
        buffer_put(out, to);
    }
    free(start);
    free(end);
}
