/* Fuzz target: any bytes as a library, a file that --exclude names; and as the
 * texts of records, which refmill must find in all that it has written. */
#include "input/library/library.h"

#include "check.h"
#include "collection/exclusion.h"
#include "text/keyed_hash.h"
#include "memory.h"
#include "outputs.h"
#include "records.h"
#include "output/format_registry.h"
#include "target.h"
#include "unnamed.h"
#include "system/decompress.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    check_open();
    unnamed_open();
    return 0;
}

/* ---- Values ------------------------------------------------------------ */

/* What the visits came to. */
struct visits {
    uint64_t hash; /* of every byte, which so is read */
    bool ended;
};

static void on_value(void *context, struct view value, unsigned meaning)
{
    struct visits *visits = context;

    check(meaning != 0, "library", "a value means something", value);
    visits->hash = keyed_hash_pair(visits->hash, keyed_hash_text(value));
    visits->ended = false;
}

static void on_end(void *context)
{
    ((struct visits *)context)->ended = true;
}

/* Every format's reader, whatever the file is, since any can be sent what is
 * not its own. */
static void read_all(struct view text)
{
    void (*const readers[])(struct view, const struct library_visitor *) = {
        library_read, library_read_xml, library_read_json, library_read_bibtex, library_read_cells
    };

    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        struct visits visits = { .ended = true };
        const struct library_visitor visitor = { on_value, on_end, &visits };

        readers[i](text, &visitor);
        check(visits.ended, "library", "the last value is of an entry that ends", text);
    }
}

/* ---- Papers ------------------------------------------------------------ */

/* Any content is well, but for what is packed. */
static void read_file(struct exclusion *exclusion, struct view text)
{
    bool packed = decompress_packing(text) != NULL;
    struct diag silent = { .silent = true };
    bool was_read = exclusion_read(exclusion, unnamed_path(), &silent);

    check(was_read == !packed, "exclusion", "all is read but what is packed", text);
    check((silent.errors > 0) == packed, "exclusion", "what is packed is an error", text);
}

/* Read twice, a file has no more papers than once. */
static void read_papers(struct view text)
{
    struct exclusion *exclusion = exclusion_create();
    size_t count;

    unnamed_write(text);
    read_file(exclusion, text);
    count = exclusion_count(exclusion);
    check(count <= text.len, "exclusion", "a paper takes more than a byte", text);
    read_file(exclusion, text);
    check(exclusion_count(exclusion) == count, "exclusion", "the same papers count once", text);
    exclusion_free(exclusion);
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
    read_papers(text);
    write_papers(text);
    return 0;
}
