#include "job/gather_metadata.h"

#include <errno.h>

#include "input/metadata_file.h"
#include "input/input.h"
#include "input/reader.h"

static bool is_wanted(const struct run *run, const struct record *record)
{
    const struct selection *selection = run->options->selection;
    bool is_whole = record->author_count > 0 && !record->abstract_truncated;

    return record->arxiv_id.len > 0 && !is_whole &&
           !(run->exclusion && exclusion_has(run->exclusion, record)) &&
           (!selection || selection_may_admit(run->options->selection, record));
}

/* Returns false after reporting an error if the input cannot be read or kept. */
static bool want_papers_of(struct run *run, struct reader *reader, struct input *input,
                           struct diag *silent)
{
    struct digest digest;

    if (!input_keep(input, run->diag))
        return false;
    if (!input_open(input, silent)) {
        input->unread = errno;
        return true;
    }
    reader_start(reader, input);
    while (reader_next(reader, &digest)) {
        for (size_t i = 0; i < digest.count; i++) {
            if (is_wanted(run, &digest.records[i]))
                metadata_want(run->metadata, digest.records[i].arxiv_id);
        }
    }
    input_close(input);
    input->unread = reader_unreadable(reader);
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

/* Stays silent with --require-authors, which reports each paper at its place. */
static void report_missing(const struct run *run)
{
    enum { SHOWN = 5 };
    struct missing missing = { .shown = run->diag->verbose ? SIZE_MAX : SHOWN };
    size_t wanted = metadata_count(run->metadata);

    metadata_each_missing(run->metadata, add_missing, &missing);
    if (missing.count > 0 && !run->options->require_authors)
        diag_warn(run->diag, PROGRAM, "there is no metadata for %zu of %zu papers: %.*s%s",
                  missing.count, wanted, (int)missing.names.len, missing.names.at,
                  run->options->fetch.offline ? "; remove --offline to ask arXiv" : "");
    buffer_free(&missing.names);
}

bool gather_metadata(struct run *run)
{
    const struct name_list *files = &run->options->metadata;
    struct fetch fetch = run->options->fetch;
    struct diag silent = { .silent = true };
    struct reader *reader;
    bool good = true;

    if (files->count == 0 && !fetch.wanted)
        return true;
    run->metadata = metadata_create();
    run->join.metadata = run->metadata;
    for (size_t i = 0; i < files->count; i++)
        delivery_know_input(&run->delivery, input_identity(files->names[i]));
    reader = reader_create(run->options->kind, run->options->keep_going, &silent);
    for (size_t i = 0; i < run->names.count && good; i++)
        good = want_papers_of(run, reader, &run->inputs[i], &silent);
    reader_free(reader);
    fetch.progress = !run->options->no_progress;
    for (size_t i = 0; good && i < files->count; i++)
        good = metadata_file_read(run->metadata, files->names[i], run->diag);
    if (good && fetch.wanted)
        good = metadata_fetch(run->metadata, &fetch, run->diag);
    if (good)
        report_missing(run);
    return good;
}
