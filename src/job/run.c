#include "job/run.h"

#include <stdlib.h>
#include <string.h>

#include "job/out_dir.h"
#include "job/conversion.h"
#include "output/depfile.h"
#include "job/gather_metadata.h"
#include "input/input.h"
#include "input/input_list.h"
#include "system/file.h"

/* A run: the session that its conversions share, and what is made of them. */
struct run {
    struct session session;
    const struct options *options;
    struct diag *diag;
    struct input_list names;
    struct input *inputs;
    struct exclusion *exclusion;
    struct metadata *metadata; /* NULL: none is asked for */
    struct join join;
    struct delivery delivery;
    struct depfile depfile;
    struct opml opml;
    bool erred, failed; /* a conversion */
};

/* ---- What is read ------------------------------------------------------ */

static bool name_inputs(struct run *run)
{
    const struct options *options = run->options;

    for (size_t i = 0; i < options->inputs.count; i++)
        input_list_add_name(&run->names, options->inputs.names[i]);
    if (options->files_from)
        return input_list_read_list(&run->names, options->files_from, options->nul, run->diag);
    if (options->inputs.count == 0)
        input_list_add(&run->names, "-");
    return true;
}

static void describe_inputs(struct run *run)
{
    const struct options *options = run->options;

    run->inputs = memory_resize_array(NULL, run->names.count, sizeof *run->inputs);
    for (size_t i = 0; i < run->names.count; i++) {
        const struct input_name *name = &run->names.names[i];

        run->inputs[i] = input_describe(name, options->date, options->epoch);
        if (!name->in_memory)
            delivery_know_input(&run->delivery, input_identity(name->name));
    }
}

static bool read_excluded(struct run *run)
{
    if (run->options->exclude_count == 0)
        return true;
    run->exclusion = exclusion_create();
    for (size_t i = 0; i < run->options->exclude_count; i++) {
        const char *name = run->options->excludes[i];
        if (!exclusion_read(run->exclusion, name, run->diag))
            return false;
        delivery_know_excluded(&run->delivery, name, input_identity(name), input_ends_line(name));
    }
    return true;
}

/* ---- Metadata ---------------------------------------------------------- */

static bool read_metadata(struct run *run)
{
    const struct options *options = run->options;

    if (options->metadata_count == 0 && !options->fetch.wanted)
        return true;
    run->metadata = metadata_create();
    run->join.metadata = run->metadata;
    run->session.join = &run->join;
    for (size_t i = 0; i < options->metadata_count; i++)
        delivery_know_input(&run->delivery, input_identity(options->metadata[i]));
    return gather_metadata(run->metadata, run->inputs, run->names.count, options, run->exclusion,
                           run->diag);
}

/* ---- Conversions ------------------------------------------------------- */

/* Pipes and standard input are nothing that make could look at. */
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
    for (size_t i = 0; i < output_count; i++) {
        if (outputs[i].path)
            depfile_add_target(&run->depfile, outputs[i].path);
    }
    for (size_t i = first; i < first + input_count; i++) {
        if (!run->names.names[i].in_memory)
            add_prerequisite(run, run->names.names[i].name);
    }
    for (size_t i = 0; i < options->exclude_count; i++)
        add_prerequisite(run, options->excludes[i]);
    for (size_t i = 0; i < options->metadata_count; i++)
        add_prerequisite(run, options->metadata[i]);
    if (options->files_from)
        add_prerequisite(run, options->files_from);
    depfile_end_rule(&run->depfile);
}

/* Inputs, some in a row, to outputs. Once anything has gone wrong, and without
 * --keep-going, the rest is only read, to report all that is wrong. */
static void convert_some(struct run *run, size_t first, size_t input_count,
                         const struct output *outputs, size_t output_count)
{
    bool keep_going = run->options->keep_going;
    enum conversion_status status;

    if (!keep_going && (run->erred || run->failed))
        run->session.delivery = NULL;
    status = conversion_run(&run->session, run->inputs + first, input_count, outputs, output_count);
    run->failed = run->failed || status == CONVERSION_FAILED;
    run->erred = run->erred || status != CONVERSION_OK;
    if (status == CONVERSION_OK || (keep_going && status == CONVERSION_ERRORS)) {
        note_dependencies(run, outputs, output_count, first, input_count);
        if (keep_going && !delivery_commit(&run->delivery))
            run->failed = true;
    } else {
        delivery_drop(&run->delivery);
    }
}

static void convert_each(struct run *run)
{
    size_t formats = run->options->output_count;
    struct arena arena = { 0 };
    struct output *outputs = out_dir_outputs(run->options, &run->names, &arena, run->diag);

    run->failed = !outputs;
    for (size_t i = 0; outputs && i < run->names.count; i++)
        convert_some(run, i, 1, outputs + i * formats, formats);
    free(outputs);
    arena_free(&arena);
}

/* ---- The end ----------------------------------------------------------- */

/* Before anything is in its place, as it takes memory. */
static void report(const struct run *run)
{
    size_t left_out = run->session.left_out.count;

    if (run->failed)
        return;
    if (run->options->selection)
        selection_report(run->options->selection, run->diag);
    if (run->exclusion && left_out > 0)
        diag_note(run->diag, PROGRAM,
                  "%zu paper%s left out, which the --exclude files have (of %zu there)", left_out,
                  left_out == 1 ? " was" : "s were", exclusion_count(run->exclusion));
}

static const char *path_of_opml(const struct options *options)
{
    return strcmp(options->opml, "-") == 0 ? NULL : options->opml;
}

/* The list depends on all that the feeds do. */
static void write_opml(struct run *run)
{
    const char *path = path_of_opml(run->options);
    const struct output output = { .path = path, .what = "opml" };
    struct sink *sink = delivery_open(&run->delivery, &output, true);

    note_dependencies(run, &output, 1, 0, run->names.count);
    if (sink) {
        opml_write(&run->opml, sink, path, run->options->feed.title);
        run->failed = !delivery_close(&run->delivery, sink) || run->failed;
    } else {
        run->failed = true;
    }
}

static void write_depfile(struct run *run)
{
    struct buffer rules = { 0 };
    struct output output = { .path = run->options->depfile, .what = "makefile" };
    struct sink *sink = delivery_open(&run->delivery, &output, false);

    if (run->depfile.lacks)
        diag_warn(run->diag, (struct place){ .file = run->options->depfile },
                  "lacks names with a newline or a semicolon, which make cannot read");
    depfile_put(&run->depfile, &rules);
    if (sink) {
        sink_put(sink, buffer_view(&rules));
        run->failed = !delivery_close(&run->delivery, sink) || run->failed;
    } else {
        run->failed = true;
    }
    buffer_free(&rules);
}

static void put_in_place(struct run *run)
{
    bool good = run->options->keep_going || !run->erred;

    if (run->options->opml && good && !run->failed)
        write_opml(run);
    if (run->options->depfile && good && !run->failed)
        write_depfile(run);
    if (run->options->zotero && good && !run->failed)
        run->failed = !zotero_send(run->options->zotero, run->diag);
    if (!good || run->failed)
        delivery_drop(&run->delivery);
    else if (!delivery_commit(&run->delivery))
        run->failed = true;
}

static int status_of(const struct run *run)
{
    if (run->failed)
        return STATUS_FAILED;
    return run->erred ? STATUS_ERRORS : STATUS_OK;
}

static bool load_for_opml(const struct options *options, struct diag *diag)
{
    const char *path, *why;

    if (!options->opml || opml_load(&why))
        return true;
    path = path_of_opml(options);
    diag_error(diag, (struct place){ .file = path ? path : "<stdout>" }, "cannot be written: %s",
               why);
    return false;
}

static bool begin(struct run *run, const struct options *options, struct diag *diag)
{
    *run = (struct run){ .options = options, .diag = diag };
    run->delivery.diag = diag;
    run->delivery.if_changed = options->if_changed;
    run->delivery.catalogue = &options->catalogue;
    run->session =
        (struct session){ .options = options,
                          .diag = diag,
                          .reader = reader_create(options->kind, options->keep_going, diag),
                          .delivery = &run->delivery,
                          .opml = options->opml ? &run->opml : NULL,
                          .progress = { .diag = diag } };
    if (!load_for_opml(options, diag) || !name_inputs(run) || !read_excluded(run))
        return false;
    describe_inputs(run);
    run->session.exclusion = run->exclusion;
    if (!read_metadata(run))
        return false;
    progress_start(&run->session.progress, run->names.count, !options->no_progress, diag);
    return true;
}

static void end(struct run *run)
{
    progress_end(&run->session.progress);
    reader_free(run->session.reader);
    delivery_free(&run->delivery);
    depfile_free(&run->depfile);
    opml_free(&run->opml);
    hash_table_free(&run->session.left_out);
    if (run->exclusion)
        exclusion_free(run->exclusion);
    if (run->metadata)
        metadata_free(run->metadata);
    join_free(&run->join);
    for (size_t i = 0; run->inputs && i < run->names.count; i++)
        input_forget(&run->inputs[i]);
    input_list_free(&run->names);
    free(run->inputs);
}

int run_convert(const struct options *options, struct diag *diag)
{
    struct run run;
    int status = STATUS_FAILED;

    if (begin(&run, options, diag)) {
        if (options->out_dir)
            convert_each(&run);
        else
            convert_some(&run, 0, run.names.count, options->outputs, options->output_count);
        progress_end(&run.session.progress);
        report(&run);
        put_in_place(&run);
        status = status_of(&run);
    }
    end(&run);
    return status;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void report_counts(const struct run *run)
{
    size_t files = run->session.files, records = run->session.records;
    size_t warnings = run->diag->warnings, errors = run->diag->errors;

    diag_sum_up(run->diag, "%zu file%s, %zu record%s, %zu warning%s, %zu error%s", files,
                plural(files), records, plural(records), warnings, plural(warnings), errors,
                plural(errors));
}

int run_check(const struct options *options, struct diag *diag)
{
    struct run run;
    int status = STATUS_FAILED;

    if (begin(&run, options, diag)) {
        run.session.delivery = NULL;
        convert_some(&run, 0, run.names.count, NULL, 0);
        progress_end(&run.session.progress);
        report_counts(&run);
        status = status_of(&run);
    }
    end(&run);
    return status;
}
