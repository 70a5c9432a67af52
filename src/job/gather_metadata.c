#include "job/gather_metadata.h"

#include <errno.h>

#include "input/metadata_file.h"
#include "input/input.h"
#include "input/reader.h"

/* ---- Which papers ------------------------------------------------------ */

static bool is_wanted(const struct record *record, const struct options *options,
                      const struct exclusion *exclusion)
{
    bool is_whole = record->author_count > 0 && !record->abstract_truncated;

    return record->arxiv_id.len > 0 && !is_whole &&
           !(exclusion && exclusion_has(exclusion, record)) &&
           (!options->selection || selection_may_admit(options->selection, record));
}

static void read_input(struct metadata *metadata, struct reader *reader, struct input *input,
                       const struct options *options, const struct exclusion *exclusion)
{
    struct digest digest;

    reader_start(reader, input);
    while (reader_next(reader, &digest)) {
        for (size_t i = 0; i < digest.count; i++) {
            if (is_wanted(&digest.records[i], options, exclusion))
                metadata_want(metadata, digest.records[i].arxiv_id);
        }
    }
}

/* False, and an error reported, when the input could not be read to its end. */
static bool was_read(const struct input *input, struct diag *diag)
{
    if (input->unread)
        diag_unreadable(diag, input->name, input->unread);
    return !input->unread;
}

static bool read_inputs(struct metadata *metadata, struct input *inputs, size_t count,
                        const struct options *options, const struct exclusion *exclusion,
                        struct diag *diag)
{
    struct diag silent = { .silent = true };
    struct reader *reader = reader_create(options->kind, options->keep_going, &silent);
    bool good = true;

    for (size_t i = 0; i < count && good; i++) {
        good = input_keep(&inputs[i], diag);
        if (!good)
            break;
        if (!input_open(&inputs[i], &silent)) {
            inputs[i].unread = errno;
            continue;
        }
        read_input(metadata, reader, &inputs[i], options, exclusion);
        input_close(&inputs[i]);
        inputs[i].unread = reader_unreadable(reader);
        good = options->keep_going || was_read(&inputs[i], diag);
    }
    reader_free(reader);
    return good;
}

/* ---- What there is of them --------------------------------------------- */

/* A list of names, of which only the first are shown, all of them with -v. */
struct missing {
    struct buffer names;
    size_t count, shown;
};

static void add_missing(void *context, struct view id)
{
    struct missing *missing = context;

    if (missing->count < missing->shown) {
        buffer_put(&missing->names, missing->count > 0 ? VIEW(", ") : VIEW(""));
        buffer_put(&missing->names, id);
    } else if (missing->count == missing->shown) {
        buffer_put(&missing->names, VIEW(" …"));
    }
    missing->count++;
}

/* --require-authors reports each where it stands. */
static void report_missing(const struct metadata *metadata, const struct options *options,
                           struct diag *diag)
{
    enum { SHOWN = 5 };
    struct missing missing = { .shown = diag->verbose ? SIZE_MAX : SHOWN };
    size_t wanted = metadata_count(metadata);

    metadata_each_missing(metadata, add_missing, &missing);
    if (missing.count > 0 && !options->require_authors)
        diag_warn(diag, PROGRAM, "there is no metadata for %zu of %zu papers: %.*s%s",
                  missing.count, wanted, (int)missing.names.len, missing.names.at,
                  options->fetch.offline ? "; without --offline arXiv is asked" : "");
    buffer_free(&missing.names);
}

bool gather_metadata(struct metadata *metadata, struct input *inputs, size_t count,
                     const struct options *options, const struct exclusion *exclusion,
                     struct diag *diag)
{
    struct fetch fetch = options->fetch;
    bool good = read_inputs(metadata, inputs, count, options, exclusion, diag);

    fetch.progress = !options->no_progress;
    for (size_t i = 0; good && i < options->metadata_count; i++)
        good = metadata_file_read(metadata, options->metadata[i], diag);
    if (good && fetch.wanted)
        good = fetch_metadata(metadata, &fetch, diag);
    if (good)
        report_missing(metadata, options, diag);
    return good;
}
