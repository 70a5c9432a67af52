#include "output/format_registry.h"

/* The Makefile generates formats.def, one line per format: FORMAT(bibtex). */
#define FORMAT(name) extern const struct writer writer_##name;
#include "formats.def"
#undef FORMAT

static const struct writer *const writers[] = {
#define FORMAT(name) &writer_##name,
#include "formats.def"
#undef FORMAT
};

enum { WRITERS = sizeof writers / sizeof *writers };

size_t format_registry_count(void)
{
    return WRITERS;
}

const struct writer *format_registry_at(size_t index)
{
    return index < WRITERS ? writers[index] : NULL;
}
