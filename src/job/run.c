#include "job/run.h"

#include "job/conversion.h"

#include <stdlib.h>

/* True if the outputs show ids only, and no option asks for more of the records. */
static bool wants_ids_only(const struct options *options)
{
    for (size_t i = 0; i < options->output_count; i++) {
        if (!options->outputs[i].writer->ids_only)
            return false;
    }
    return options->action == CONVERT && !options->selection && !options->require_authors &&
           options->metadata.count == 0 && !options->fetch.wanted &&
           options->order.key == SORT_NONE;
}

/* Lists the inputs that the options name. */
static bool name_inputs(struct run *run)
{
    const struct options *options = run->options;

    for (size_t i = 0; i < options->inputs.count; i++)
        input_list_add_name(&run->names, options->inputs.names[i]);
    if (options->files_from &&
        !input_list_read_list(&run->names, options->files_from, options->nul, run->diag))
        return false;
    if (options->ids.len > 0)
        input_list_add_name(&run->names,
                            (struct input_name){ .name = "--id",
                                                 .reader = reader_registry_find(VIEW("ids")),
                                                 .in_memory = true,
                                                 .bytes = buffer_view(&options->ids) });
    else if (!options->files_from && options->inputs.count == 0)
        input_list_add(&run->names, "-");
    return true;
}

/* Reads the libraries whose papers are left out. */
static bool read_excludes(struct run *run)
{
    const struct name_list *excludes = &run->options->excludes;

    if (excludes->count > 0)
        run->exclusion = exclusion_create();
    for (size_t i = 0; i < excludes->count; i++) {
        const char *name = excludes->names[i];

        if (!exclusion_read(run->exclusion, name, run->diag))
            return false;
        delivery_know_excluded(&run->delivery, name, input_identity(name), input_ends_line(name),
                               input_packing(name));
    }
    return true;
}

bool run_begin(struct run *run, const struct options *options, struct diag *diag)
{
    *run = (struct run){
        .options = options,
        .diag = diag,
        .reading = reading_create(
            options->from, READ_TO_CONVERT, options->keep_going ? FAULT_LEFT_OUT : FAULT_STOPS,
            (struct wanted){
                .ids_only = wants_ids_only(options), .expect = conversion_expect, .context = run },
            diag),
        .delivery = { .diag = diag,
                      .catalogue = &options->catalogue,
                      .if_changed = options->if_changed },
        .progress = { .diag = diag },
    };
    if (!name_inputs(run) || !read_excludes(run))
        return false;
    for (size_t i = 0; i < options->metadata.count; i++)
        delivery_know_input(&run->delivery, input_identity(options->metadata.names[i]));
    run->inputs = memory_resize_array(NULL, run->names.count, sizeof *run->inputs);
    for (size_t i = 0; i < run->names.count; i++) {
        const struct input_name *name = &run->names.names[i];

        run->inputs[i] = input_describe(name, options->date, options->epoch);
        if (!name->in_memory)
            delivery_know_input(&run->delivery, input_identity(name->name));
    }
    return true;
}

void run_end(struct run *run)
{
    progress_end(&run->progress);
    reading_free(run->reading);
    delivery_free(&run->delivery);
    depfile_free(&run->depfile);
    opml_free(&run->opml);
    hash_table_free(&run->left_out);
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

struct place run_place(const struct record *record)
{
    const struct source *source = &record->source;

    return source->input ? (struct place){ source->input, source->line, 1 } : PROGRAM;
}
