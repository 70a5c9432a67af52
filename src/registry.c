#include "registry.h"

/* formats.def is made by the Makefile: FORMAT(bibtex), a line each. */
#define FORMAT(name) extern const struct writer writer_##name;
#include "formats.def"
#undef FORMAT

static const struct writer *const writers[] = {
#define FORMAT(name) &writer_##name,
#include "formats.def"
#undef FORMAT
};

enum { WRITERS = sizeof writers / sizeof *writers };

const struct writer *registry_at(size_t index)
{
    return index < WRITERS ? writers[index] : NULL;
}

const struct writer *registry_find(struct view name)
{
    for (size_t i = 0; i < WRITERS; i++) {
        if (view_equal(name, view_of(writers[i]->name)))
            return writers[i];
    }
    return NULL;
}

/* Length of the writer's suffix that ends the path, or 0. */
static size_t suffix_length(const struct writer *writer, struct view path)
{
    for (size_t i = 0; writer->suffixes[i]; i++) {
        struct view suffix = view_of(writer->suffixes[i]);
        if (path.len > suffix.len &&
            view_equal_ignoring_case(view_skip(path, path.len - suffix.len), suffix))
            return suffix.len;
    }
    return 0;
}

const struct writer *registry_find_suffix(struct view path)
{
    const struct writer *found = NULL;
    size_t longest = 0;

    for (size_t i = 0; i < WRITERS; i++) {
        size_t length = suffix_length(writers[i], path);
        if (length > longest) {
            longest = length;
            found = writers[i];
        }
    }
    return found;
}
