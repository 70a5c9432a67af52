#include "input/metadata_file.h"

#include "input/reading.h"
#include "system/file.h"
#include "text/hash_table.h"
#include "text/keyed_hash.h"

/* The papers that one file has. */
struct found {
    struct hash_table seen;
    size_t repeats;      /* records of papers that the file had before */
    size_t first_repeat; /* the line of the first */
};

static bool has_wanted(const void *metadata, struct view id)
{
    return metadata_wants(metadata, id);
}

static void take_metadata(struct metadata *metadata, struct found *found,
                          const struct record *record)
{
    if (!metadata_add(metadata, record))
        return;
    if (!hash_table_add(&found->seen, keyed_hash_text(record->arxiv_id)) && found->repeats++ == 0)
        found->first_repeat = record->source.line;
}

static void report_repeats(const struct found *found, const char *name, struct diag *diag)
{
    struct place place = { name, found->first_repeat, 1 };

    if (found->repeats == 1)
        diag_warn(diag, place, "a paper appears again; its newest entry is used");
    else if (found->repeats > 1)
        diag_warn(diag, place,
                  "papers appear again %zu times from here on; the newest entry of each is used",
                  found->repeats);
}

static bool read_metadata(struct metadata *metadata, const struct input *input, struct diag *diag)
{
    const struct wanted wanted = { .has = has_wanted, .context = metadata };
    struct reading *reading = reading_create(NULL, READ_TO_JOIN, FAULT_WARNS_ONLY, wanted, diag);
    struct found found = { 0 };
    struct batch batch;
    bool good;

    reading_start(reading, input);
    while (reading_next(reading, &batch)) {
        for (size_t i = 0; i < batch.count; i++)
            take_metadata(metadata, &found, &batch.records[i]);
    }
    report_repeats(&found, input->name, diag);
    good = !reading_unreadable(reading) && !reading_is_unknown(reading);
    reading_free(reading);
    hash_table_free(&found.seen);
    return good;
}

bool metadata_file_read_descriptor(struct metadata *metadata, int file, const char *name,
                                   struct diag *diag)
{
    const struct input input = { .name = name, .file = file, .may_be_empty = true };

    return read_metadata(metadata, &input, diag);
}

bool metadata_file_read(struct metadata *metadata, const char *name, struct diag *diag)
{
    const struct moment unknown = { 0, MOMENT_ABSENT };
    const struct input_name named = { .name = name };
    struct input input = input_describe(&named, unknown, unknown);
    bool good;

    if (!input_open(&input, diag))
        return false;
    good = read_metadata(metadata, &input, diag);
    input_close(&input);
    return good;
}
