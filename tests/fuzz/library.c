/* Fuzz target: any bytes as a library in each format; and as the texts of records, which refmill
 * must find in all that it has written. */
#include <stdlib.h>

#include "input/library/library.h"

#include "check.h"
#include "collection/exclusion.h"
#include "text/utf8.h"
#include "memory.h"
#include "outputs.h"
#include "records.h"
#include "output/format_registry.h"
#include "target.h"
#include "unnamed.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    check_open();
    unnamed_open();
    return 0;
}

/* ---- Values ------------------------------------------------------------ */

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

/* Every format's reader, whatever the file is, since any can be sent what is
 * not its own. */
static void read_all(struct view text)
{
    static const struct library_format *const formats[] = { &library_bibtex, &library_cells,
                                                            &library_json, &library_ris,
                                                            &library_xml };
    struct library_entry entry = { 0 };

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        void *state = memory_take(formats[i]->state_size);
        const char *last = text.at;

        memset(state, 0, formats[i]->state_size);
        formats[i]->begin(state, text);
        while (formats[i]->next(state, &entry)) {
            check_found(&entry, text);
            check(entry.at >= last, "library", "entries are in order", text);
            last = entry.at;
        }
        formats[i]->end(state);
        free(state);
    }
    library_entry_free(&entry);
}

/* ---- Papers ------------------------------------------------------------ */

/* Reads what was written, twice: the same papers count once. */
static void read_file(struct exclusion *exclusion, struct view text)
{
    struct diag silent = { .silent = true };

    for (size_t i = 0; i < 2; i++)
        check(exclusion_read(exclusion, unnamed_path(), &silent) && silent.errors == 0, "exclusion",
              "what was written is read", text);
}

/* The records are of one paper, and no prose has another; the journal reference
 * is none, since it may be an identifier of the paper's own. */
static void check_written(const struct writer *writer, const struct record *record)
{
    struct exclusion *exclusion = exclusion_create();
    struct view output = memory_written(writer->name);

    unnamed_write(output);
    read_file(exclusion, output);
    check(exclusion_has(exclusion, record), writer->name, "a paper that was written is found",
          output);
    check(exclusion_count(exclusion) == 1, writer->name, "no other paper is found", output);
    exclusion_free(exclusion);
}

/* In one format, which follows from the length, with flags from the first byte. */
static void write_papers(struct view text)
{
    unsigned flags = text.len ? (unsigned char)text.at[0] : 0;
    struct record records[RECORDS_MAX];
    struct arena arena = { 0 };
    size_t count = records_of_lines(text, flags, &arena, records), formats = 0;
    const struct writer *writer;

    while (format_registry_at(formats))
        formats++;
    writer = format_registry_at(text.len % formats);
    for (size_t i = 0; i < count; i++)
        records[i].journal_ref = VIEW("");
    memory_reset();
    if (count > 0)
        outputs_write(writer, records, count, flags);
    if (memory_written(writer->name).len > 0)
        check_written(writer, &records[0]);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = { (const char *)bytes, size };

    read_all(text);
    write_papers(text);
    return 0;
}
