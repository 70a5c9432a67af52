#include "input/metadata_file.h"

#include "input/reading.h"

/* Records of papers that a file had before. */
struct repeats {
    size_t count;
    size_t first; /* its line */
};

static bool has_wanted(void *metadata, struct view id)
{
    return metadata_wants(metadata, id);
}

static void take_metadata(struct metadata *metadata, struct repeats *repeats,
                          const struct record *record)
{
    if (metadata_add(metadata, record) == METADATA_TOLD_AGAIN && repeats->count++ == 0)
        repeats->first = record->source.line;
}

static void report_repeats(const struct repeats *repeats, const char *name, struct diag *diag)
{
    struct place place = { name, repeats->first, 1 };

    if (repeats->count == 1)
        diag_warn(diag, place, "a paper appears again; its newest entry is used");
    else if (repeats->count > 1)
        diag_warn(diag, place,
                  "papers appear again %zu times from here on; the newest entry of each is used",
                  repeats->count);
}

static bool read_metadata(struct metadata *metadata, const struct input *input, struct diag *diag)
{
    const struct wanted wanted = { .has = has_wanted, .context = metadata };
    struct reading *reading = reading_create(NULL, READ_TO_JOIN, FAULT_WARNS_ONLY, wanted, diag);
    struct repeats repeats = { 0 };
    struct batch batch;
    bool good;

    metadata_begin_source(metadata);
    reading_start(reading, input);
    while (reading_next(reading, &batch)) {
        for (size_t i = 0; i < batch.count; i++)
            take_metadata(metadata, &repeats, &batch.records[i]);
    }
    report_repeats(&repeats, input->name, diag);
    good = !reading_unreadable(reading) && !reading_is_unknown(reading);
    reading_free(reading);
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
