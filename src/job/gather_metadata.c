#include "job/gather_metadata.h"

#include <errno.h>

#include "input/metadata_file.h"
#include "input/input.h"
#include "input/reading.h"

bool gather_is_asked(const struct run *run)
{
    return run->options->metadata.count > 0 || run->options->fetch.wanted;
}

bool gather_reads_first(const struct run *run)
{
    const struct options *options = run->options;

    return gather_is_asked(run) && (options->selection || options->no_merge || options->out_dir ||
                                    options->action == CHECK);
}

/* True if metadata may add to what every record should have. */
static bool lacks_metadata(const struct record *record)
{
    return record->arxiv_id.len > 0 &&
           (record->author_count == 0 || record->authors_incomplete ||
            record->abstract.in[LANGUAGE_EN].len == 0 || record->abstract_truncated);
}

static bool is_wanted(const struct run *run, const struct record *record)
{
    const struct selection *selection = run->options->selection;

    return lacks_metadata(record) && !(run->exclusion && exclusion_has(run->exclusion, record)) &&
           (!selection || selection_may_admit(run->options->selection, record));
}

/* Returns false after reporting an error if the input cannot be read or kept. */
static bool want_papers_of(struct run *run, struct reading *reading, struct input *input,
                           struct diag *silent)
{
    struct batch batch;

    if (!input_keep(input, run->diag))
        return false;
    if (!input_open(input, silent)) {
        input->unread = errno;
        return true;
    }
    reading_start(reading, input);
    while (reading_next(reading, &batch)) {
        for (size_t i = 0; i < batch.count; i++) {
            if (is_wanted(run, &batch.records[i]))
                metadata_want(run->metadata, batch.records[i].arxiv_id);
        }
    }
    input_close(input);
    input->unread = reading_unreadable(reading);
    if (!input->unread || run->options->keep_going)
        return true;
    diag_unreadable(run->diag, input->name, input->unread);
    return false;
}

/* A list of arXiv ids that shows only the first `shown`. */
struct missing {
    struct buffer names;
    size_t count, shown;
};

static void add_missing(void *context, struct view id)
{
    struct missing *missing = context;

    if (missing->count < missing->shown)
        buffer_print(&missing->names, "%s%.*s", missing->count > 0 ? ", " : "", (int)id.len, id.at);
    else if (missing->count == missing->shown)
        buffer_put(&missing->names, VIEW(" …"));
    missing->count++;
}

/* Stays silent with --require-authors, which reports each paper at its place, and if refmill-fetch
 * has reported what it could not fetch. */
static void report_missing(const struct run *run)
{
    enum { SHOWN = 5 };
    struct missing missing = { .shown = run->diag->verbose ? SIZE_MAX : SHOWN };
    size_t wanted = metadata_count(run->metadata);

    metadata_each_missing(run->metadata, add_missing, &missing);
    if (missing.count > 0 && !run->options->require_authors && !run->unfetched)
        diag_warn(run->diag, PROGRAM, "there is no metadata for %zu of %zu papers: %.*s%s",
                  missing.count, wanted, (int)missing.names.len, missing.names.at,
                  run->options->fetch.offline ? "; remove --offline to ask arXiv" : "");
    buffer_free(&missing.names);
}

bool gather_of_wanted(struct run *run)
{
    const struct name_list *files = &run->options->metadata;
    struct fetch fetch = run->options->fetch;
    bool good = true, complete = true;

    fetch.progress = !run->options->no_progress;
    for (size_t i = 0; good && i < files->count; i++)
        good = metadata_file_read(run->metadata, files->names[i], run->diag);
    if (good && fetch.wanted)
        good = metadata_fetch(run->metadata, &fetch, &complete, run->diag);
    run->unfetched = !complete;
    if (good)
        report_missing(run);
    return good;
}

static void begin_gathering(struct run *run)
{
    run->metadata = metadata_create();
    run->join.metadata = run->metadata;
}

bool gather_from_inputs(struct run *run)
{
    const bool keep_going = run->options->keep_going;
    struct diag silent = { .silent = true };
    struct reading *reading;
    bool good = true;

    begin_gathering(run);
    reading = reading_create(run->options->from, READ_TO_CONVERT,
                             keep_going ? FAULT_LEFT_OUT : FAULT_STOPS, (struct wanted){ 0 },
                             &silent);
    for (size_t i = 0; i < run->names.count && good; i++)
        good = want_papers_of(run, reading, &run->inputs[i], &silent);
    reading_free(reading);
    return good && gather_of_wanted(run);
}

/* Judges the merged record: what one announcement lacks another may have. */
static void want_papers_of_collection(const struct run *run, struct collection *collection)
{
    for (size_t i = 0; i < collection_count(collection); i++) {
        struct record record = collection_get(collection, i);

        if (lacks_metadata(&record))
            metadata_want(run->metadata, record.arxiv_id);
    }
}

static void join_announcement(void *context, struct record *record)
{
    struct run *run = context;

    join_record(&run->join, record, run_place(record), run->diag);
}

bool gather_for_collection(struct run *run, struct collection *collection, bool hashes)
{
    begin_gathering(run);
    run->join.hashless = !hashes && !collection_is_joined(collection);
    want_papers_of_collection(run, collection);
    if (!gather_of_wanted(run))
        return false;
    /* The announcements of a paper come one after the other, unless the same paper is in the
     * collection twice. */
    if (!run->options->no_merge)
        metadata_use_up(run->metadata);
    collection_change(collection, join_announcement, run);
    return true;
}
