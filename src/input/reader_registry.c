#include "input/reader_registry.h"

/* The Makefile generates readers.def, one line per reader: READER(digest). */
#define READER(name) extern const struct reader reader_##name;
#include "readers.def"
#undef READER

static const struct reader *const readers[] = {
#define READER(name) &reader_##name,
#include "readers.def"
#undef READER
    NULL
};

const struct reader *reader_registry_at(size_t index)
{
    return readers[index];
}

const struct reader *reader_registry_find(struct view name)
{
    size_t index = 0;

    while (readers[index] && !view_equal_ignoring_case(view_of(readers[index]->name), name))
        index++;
    return readers[index];
}
