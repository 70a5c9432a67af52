#include "cli/options.h"

#include <stdlib.h>

#include "cli/command_line.h"

bool options_set(struct options *options, const struct option *option, const char *value,
                 struct diag *diag)
{
    if (option->formats) {
        options->format_options =
            memory_grow_array(options->format_options, options->format_options_count,
                              &options->format_options_cap, sizeof *options->format_options);
        options->format_options[options->format_options_count++] = option;
    }
    if (!option->for_update && !options->not_for_update)
        options->not_for_update = option;
    return option->read(option, (char *)options + option->place, value, diag);
}

bool options_read(struct options *options, const char *const *words, size_t count,
                  struct diag *diag)
{
    struct command_line command = { .words = words, .count = count, .next = count > 0 };
    size_t errors = diag->errors;
    struct argument argument;

    options->is_command = true;
    while (command_line_next(&command, &argument, diag)) {
        if (!argument.option)
            input_list_add(&options->inputs, argument.value);
        else if (!options_set(options, argument.option, argument.value, diag))
            return false;
    }
    return diag->errors == errors;
}

void output_requests_add(struct output_requests *requests, struct output_request request)
{
    requests->items =
        memory_grow_array(requests->items, requests->count, &requests->cap, sizeof request);
    requests->items[requests->count++] = request;
}

void options_start(struct options *options)
{
    *options = (struct options){ 0 };
}

void options_free(struct options *options)
{
    if (options->selection)
        selection_free(options->selection);
    free(options->excludes.names);
    free(options->metadata.names);
    free(options->libraries.names);
    free(options->plugins.names);
    buffer_free(&options->ids);
    free(options->format_options);
    free(options->outputs);
    free(options->requests.items);
    input_list_free(&options->inputs);
    if (options->zotero)
        zotero_free(options->zotero);
    format_catalogue_free(&options->catalogue);
}
