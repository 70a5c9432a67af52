/* Fuzz targets of the readers of libraries: any bytes as a library in one format, since a reader
 * may be sent what is not its own. */
#include <stdlib.h>

#include "input/library/library.h"

#include "check.h"
#include "records.h"
#include "text/utf8.h"
#include "target.h"

/* Checks what a format's reader found in an entry, and reads every byte of it. */
static void check_found(const struct library_entry *entry, struct view text)
{
    check(entry->at >= text.at && entry->at <= text.at + text.len, "library",
          "an entry begins in the text", text);
    for (size_t i = 0; i < entry->count; i++) {
        const struct library_found *found = &entry->found[i];
        struct view name = found->kind <= LIBRARY_ID_IN_KEY ? found->id.id : found->text;

        check(name.len > 0 && utf8_find_malformed(name) == name.len, "library",
              "what is found is UTF-8", text);
    }
}

static const struct library_format *format_of(struct view name)
{
    static const struct {
        const char *name;
        const struct library_format *format;
    } formats[] = { { "bibtex", &library_bibtex },
                    { "cells", &library_cells },
                    { "json", &library_json },
                    { "ris", &library_ris },
                    { "xml", &library_xml } };

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (view_equal(name, view_of(formats[i].name)))
            return formats[i].format;
    }
    check_fail("library", "there is such a format", name);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const struct library_format *format;
    struct arena arena = { 0 };
    struct view text = records_repair((struct view){ (const char *)bytes, size }, &arena);
    struct library_entry entry = { 0 };
    const char *last = text.at;
    void *state;

    if (!format)
        format = format_of(view_of(target_name()));
    state = memory_take(format->state_size);
    memset(state, 0, format->state_size);
    format->begin(state, text);
    while (format->next(state, &entry)) {
        check_found(&entry, text);
        check(entry.at >= last, "library", "entries are in order", text);
        last = entry.at;
    }
    format->end(state);
    free(state);
    library_entry_free(&entry);
    arena_free(&arena);
    return 0;
}
