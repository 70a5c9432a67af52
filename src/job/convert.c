#include "job/convert.h"

#include <stdlib.h>
#include <string.h>

#include "job/conversion.h"
#include "job/gather_metadata.h"
#include "job/out_dir.h"
#include "system/file.h"

/* The result of the conversions so far. */
struct outcome {
    bool erred, failed;
};

/* Skips pipes and standard input, which make cannot check. */
static void add_prerequisite(struct run *run, const char *name)
{
    if (!file_is_standard(name) && input_identity(name))
        depfile_add_prerequisite(&run->depfile, name);
}

static void note_dependencies(struct run *run, const struct output *outputs, size_t output_count,
                              size_t first, size_t input_count)
{
    const struct options *options = run->options;

    if (!options->depfile)
        return;
    if (options->depfile_target)
        depfile_add_target(&run->depfile, options->depfile_target);
    for (size_t i = 0; i < output_count && !options->depfile_target; i++) {
        if (outputs[i].path)
            depfile_add_target(&run->depfile, outputs[i].path);
    }
    for (size_t i = first; i < first + input_count; i++) {
        if (!run->names.names[i].in_memory)
            add_prerequisite(run, run->names.names[i].name);
    }
    for (size_t i = 0; i < options->excludes.count; i++)
        add_prerequisite(run, options->excludes.names[i]);
    for (size_t i = 0; i < options->metadata.count; i++)
        add_prerequisite(run, options->metadata.names[i]);
    if (options->files_from)
        add_prerequisite(run, options->files_from);
    depfile_end_rule(&run->depfile);
}

/* Converts consecutive inputs. After a failure without --keep-going it only reads them, to report
 * all problems. */
static void convert_some(struct run *run, struct outcome *outcome, size_t first, size_t input_count,
                         const struct output *outputs, size_t output_count)
{
    bool keep_going = run->options->keep_going;
    enum conversion_status status;

    run->reads_only = run->reads_only || (!keep_going && (outcome->erred || outcome->failed));
    status = conversion_run(run, run->inputs + first, input_count, outputs, output_count);
    outcome->failed = outcome->failed || status == CONVERSION_FAILED;
    outcome->erred = outcome->erred || status != CONVERSION_OK;
    if (status == CONVERSION_OK || (keep_going && status == CONVERSION_ERRORS)) {
        note_dependencies(run, outputs, output_count, first, input_count);
        if (keep_going && !delivery_end_group(&run->delivery))
            outcome->failed = true;
    } else {
        delivery_drop(&run->delivery);
    }
}

/* The list of feeds depends on everything that the feeds depend on. */
static bool write_opml(struct run *run)
{
    const char *path = run->options->opml;
    const struct output output = { .path = strcmp(path, "-") == 0 ? NULL : path, .what = "opml" };
    struct parcel *parcel = delivery_open(&run->delivery, &output, true);

    note_dependencies(run, &output, 1, 0, run->names.count);
    if (!parcel)
        return false;
    opml_write(&run->opml, &parcel->sink, output.path, run->options->settings.feed.title);
    return delivery_close(&run->delivery, parcel);
}

static bool write_depfile(struct run *run)
{
    const struct output output = { .path = run->options->depfile, .what = "makefile" };
    struct parcel *parcel = delivery_open(&run->delivery, &output, false);

    if (run->depfile.lacks)
        diag_warn(run->diag, (struct place){ .file = output.path },
                  "leaves out names with a newline or a semicolon, which make cannot read");
    if (!parcel)
        return false;
    depfile_put(&run->depfile, sink_buffer(&parcel->sink));
    return delivery_close(&run->delivery, parcel);
}

/* Puts all outputs in their places, or none and returns false after reporting an error. */
static bool put_in_place(struct run *run)
{
    const struct options *options = run->options;

    return (!options->opml || write_opml(run)) && (!options->depfile || write_depfile(run)) &&
           (!options->zotero || zotero_send(options->zotero, run->diag)) &&
           delivery_commit(&run->delivery);
}

/* Silent with metadata, since the papers without any were reported. */
static void report_untitled(const struct run *run)
{
    if (run->untitled > 0 && !run->metadata)
        diag_warn(run->diag, PROGRAM,
                  "%zu paper%s no title, only an id; use --fetch to get the rest from arXiv",
                  run->untitled, run->untitled == 1 ? " has" : "s have");
}

/* Returns what a note about the days of announcements ends with. */
static const char *guess_of_days(const struct run *run)
{
    if (!run->guessed)
        return "";
    return run->files == 1 ? "; their day is a guess, so use --date"
                           : "; the day of some is a guess, so use --date for their files";
}

static void report_authorless(const struct run *run)
{
    size_t more;

    if (run->authorless <= AUTHORLESS_SHOWN)
        return;
    more = run->authorless - AUTHORLESS_SHOWN;
    diag_sum_up_errors(run->diag, "%zu more paper%s no authors", more,
                       more == 1 ? " has" : "s have");
}

static void report_keyless(const struct run *run)
{
    if (run->keyless > 0)
        diag_warn(run->diag, PROGRAM,
                  "%zu paper%s a field of --key, so the default citation key is used%s",
                  run->keyless, run->keyless == 1 ? " lacks" : "s lack",
                  run->metadata ? "" : "; try --fetch");
}

static void finish_all(struct run *run, struct outcome *outcome)
{
    const struct options *options = run->options;
    size_t left_out;

    progress_end(&run->progress);
    if (options->keep_going && !delivery_commit(&run->delivery))
        outcome->failed = true;
    if (outcome->failed)
        return;
    report_authorless(run);
    if (!outcome->erred || options->keep_going) {
        report_untitled(run);
        report_keyless(run);
    }
    left_out = run->left_out.count; /* report before committing: reports may run out of memory */
    if (options->selection)
        selection_report(options->selection, guess_of_days(run), run->diag);
    if (left_out > 0)
        diag_note(run->diag, PROGRAM,
                  "%zu paper%s left out, already among the %zu in the --exclude files", left_out,
                  left_out == 1 ? " was" : "s were", exclusion_count(run->exclusion));
    if (!outcome->erred || options->keep_going)
        outcome->failed = !put_in_place(run);
}

/* The outputs of --out-dir keep their names until all are in their places. */
static void convert_all(struct run *run, struct outcome *outcome)
{
    const struct options *options = run->options;
    const struct out_dir directory = { options->out_dir, options->out_url, options->keep_dirs };
    size_t formats = options->output_count;
    struct arena arena = { 0 };
    struct output *outputs = NULL;

    if (options->out_dir) {
        outputs =
            out_dir_outputs(&directory, options->outputs, formats, &run->names, &arena, run->diag);
        outcome->failed = !outputs;
        for (size_t i = 0; outputs && i < run->names.count; i++)
            convert_some(run, outcome, i, 1, outputs + i * formats, formats);
        free(outputs);
    } else {
        convert_some(run, outcome, 0, run->names.count, options->outputs, formats);
    }
    finish_all(run, outcome);
    arena_free(&arena);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void check_all(struct run *run, struct outcome *outcome)
{
    size_t warnings, errors;

    run->reads_only = true;
    convert_some(run, outcome, 0, run->names.count, NULL, 0);
    progress_end(&run->progress);
    warnings = run->diag->warnings;
    errors = run->diag->errors;
    diag_sum_up(run->diag, "%zu file%s, %zu record%s, %zu warning%s, %zu error%s", run->files,
                plural(run->files), run->records, plural(run->records), warnings, plural(warnings),
                errors, plural(errors));
}

int convert(const struct options *options, struct diag *diag)
{
    struct outcome outcome = { .failed = true };
    struct run run;

    if (options->zotero && !zotero_ping(options->zotero, diag))
        return STATUS_FAILED; /* before the inputs are read and metadata is fetched */
    if (run_begin(&run, options, diag) && (!gather_reads_first(&run) || gather_from_inputs(&run))) {
        progress_start(&run.progress, run.names.count, !options->no_progress, diag);
        outcome.failed = false;
        if (options->action == CHECK)
            check_all(&run, &outcome);
        else
            convert_all(&run, &outcome);
    }
    run_end(&run);
    if (outcome.failed)
        return STATUS_FAILED;
    return outcome.erred ? STATUS_ERRORS : STATUS_OK;
}
