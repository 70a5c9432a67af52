#include "cli/options.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input/input.h"
#include "output/format_registry.h"
#include "system/file.h"

static const struct view default_format = VIEW_ENTRY("bibtex");

static bool complain(struct diag *diag, const char *what)
{
    diag_error(diag, PROGRAM, "%s", what);
    return false;
}

/* Finds the format by the output's suffix, or else uses -t (`fallback`) or the default. */
static bool read_suffix(struct options *options, const struct writer *fallback,
                        struct output *output, struct diag *diag)
{
    const char *path = output->path;

    output->writer = path ? format_catalogue_seek_suffix(&options->catalogue, view_of(path), diag)
                          : NULL;
    if (!output->writer && path && format_catalogue_find(&options->catalogue, view_of(path))) {
        diag_error(diag, PROGRAM, "'%s' is a format, not a file; use -t %s, or -o %s:FILE", path,
                   path, path);
        return false;
    }
    if (!output->writer)
        output->writer = fallback;
    if (!output->writer && !(path && format_path_has_suffix(view_of(path))))
        output->writer = format_catalogue_find(&options->catalogue, default_format);
    if (!output->writer)
        diag_error(diag, PROGRAM,
                   "no format has the suffix of '%s'; use -o FORMAT:FILE or -t FORMAT; see refmill "
                   "--list-formats",
                   path);
    return output->writer != NULL;
}

/* Returns false, and reports an error, if the output is a directory or named like one. */
static bool check_file(const char *path, struct diag *diag)
{
    struct stat status;
    bool is_directory = stat(path, &status) == 0 && S_ISDIR(status.st_mode);

    if (!is_directory && !view_ends_with(view_of(path), VIEW("/")))
        return true;
    diag_error(diag, (struct place){ .file = path },
               "%s; use --out-dir %s to write a file there for each input",
               is_directory ? "is a directory" : "ends in a slash, like a directory", path);
    return false;
}

/* Reads [FORMAT:]FILE. A colon after a slash or dot is part of the file name. */
static bool read_output(struct options *options, const struct output_request *request,
                        const struct writer *fallback, struct output *output, struct diag *diag)
{
    const char *argument = request->argument;
    struct view name = view_of(request->format ? request->format : "");
    struct buffer advice = { 0 };

    *output = request->output;
    if (output->writer)
        return true;
    if (argument) {
        size_t length = strcspn(argument, ":/.");

        name = (struct view){ argument, argument[length] == ':' ? length : 0 };
        output->path = argument + name.len + (name.len > 0);
    }
    if (name.len > 0) {
        output->writer = format_catalogue_seek(&options->catalogue, name, diag);
        if (argument)
            buffer_print(&advice, ", or use -o ./%s for a file of that name", argument);
        if (!output->writer)
            format_catalogue_report_unknown(&options->catalogue, name, argument ? advice.at : "",
                                            diag);
        buffer_free(&advice);
        if (!output->writer)
            return false;
    }
    if (output->path && output->path[0] == '\0') {
        diag_error(diag, PROGRAM, "-o '%s' does not name a file", argument ? argument : "");
        return false;
    }
    if (output->path && strcmp(output->path, "-") == 0)
        output->path = NULL;
    if (output->path && !check_file(output->path, diag))
        return false;
    return output->writer || read_suffix(options, fallback, output, diag);
}

/* The suffix of a file overrides -t, which may surprise users. */
static void warn_of_unused_format(const struct options *options, const struct writer *format,
                                  struct diag *diag)
{
    const char *overrides = NULL;

    for (size_t i = 0; i < options->output_count; i++) {
        const struct output *output = &options->outputs[i];
        if (output->writer == format)
            return;
        if (output->path && output->writer == format_catalogue_find_suffix(&options->catalogue,
                                                                           view_of(output->path)))
            overrides = output->path;
    }
    if (format && overrides)
        diag_warn(diag, PROGRAM,
                  "no output is in %s, since the suffix of '%s' overrides -t; use -o %s:%s",
                  format->name, overrides, format->name, overrides);
}

/* Stores the formats of a list of names separated by commas and returns their number, 0 after
 * reporting an error. `formats` must have room for one more than the list has commas. */
static size_t read_format_list(const char *list, struct format_catalogue *catalogue,
                               const struct writer **formats, struct diag *diag)
{
    struct view rest = view_of(list);
    size_t count = 0;

    do {
        struct view name = { rest.at, view_find_byte(rest, ',') };
        const struct writer *writer = format_catalogue_seek(catalogue, view_trim(name), diag);

        if (!writer) {
            format_catalogue_report_unknown(catalogue, name, "", diag);
            return 0;
        }
        for (size_t i = 0; i < count; i++) {
            if (formats[i] == writer) {
                diag_error(diag, PROGRAM, "-t names %s twice", writer->name);
                return 0;
            }
        }
        formats[count++] = writer;
        rest = view_skip(rest, name.len + 1);
    } while (rest.len > 0);
    return count;
}

/* Reads the outputs of -o, with -t for those without a format of their own. */
static bool read_outputs(struct options *options, struct diag *diag)
{
    const struct format_catalogue *catalogue = &options->catalogue;
    const struct writer *format = NULL;
    size_t count = options->requests.count;
    bool standard = false;

    options->outputs = memory_resize_array(NULL, count + 2, sizeof *options->outputs);
    if (options->formats && strchr(options->formats, ','))
        return complain(
            diag, "-t takes one format; to write several, use -o a.ris -o a.bib, or --out-dir");
    if (options->formats && !read_format_list(options->formats, &options->catalogue, &format, diag))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct output *output = &options->outputs[options->output_count++];

        if (!read_output(options, &options->requests.items[i], format, output, diag))
            return false;
        if (output->path || output->receiver)
            continue;
        if (standard)
            return complain(diag, "only one output can go to standard output; use files for the "
                                  "others");
        standard = true;
    }
    if (count == 0 && !options->is_command && !options->to_zotero)
        return complain(diag, "the job has no output");
    if (count == 0 && (format || !options->to_zotero))
        options->outputs[options->output_count++] =
            (struct output){ .writer = format ? format
                                              : format_catalogue_find(catalogue, default_format) };
    if (options->to_zotero) {
        options->zotero = zotero_create(options->zotero_url, !options->no_progress);
        options->outputs[options->output_count++] =
            zotero_output(options->zotero, format_catalogue_find(catalogue, VIEW("ris")));
    }
    warn_of_unused_format(options, format, diag);
    return true;
}

/* Reads the formats of the outputs in --out-dir. */
static bool read_formats(struct options *options, struct diag *diag)
{
    const char *list = options->formats ? options->formats : default_format.at;
    const struct writer **formats;
    size_t count = 1;

    for (const char *at = list; *at; at++)
        count += *at == ',';
    if (options->requests.count > 0)
        return complain(diag,
                        options->is_command
                            ? "-o and --out-dir cannot be used together; use -t to choose formats"
                            : "--out-dir cannot be used with other outputs or a record callback");
    formats = memory_resize_array(NULL, count, sizeof *formats);
    options->output_count = read_format_list(list, &options->catalogue, formats, diag);
    options->outputs = memory_resize_array(NULL, count, sizeof *options->outputs);
    for (size_t i = 0; i < options->output_count; i++)
        options->outputs[i] = (struct output){ .writer = formats[i] };
    free(formats);
    return options->output_count > 0;
}

static size_t count_feeds(const struct options *options)
{
    size_t feeds = 0;

    for (size_t i = 0; i < options->output_count; i++)
        feeds += options->outputs[i].writer->is_feed;
    return feeds;
}

static size_t count_standard_inputs(const struct options *options)
{
    size_t count = options->files_from && file_is_standard(options->files_from);

    for (size_t i = 0; i < options->excludes.count; i++)
        count += file_is_standard(options->excludes.names[i]);
    for (size_t i = 0; i < options->metadata.count; i++)
        count += file_is_standard(options->metadata.names[i]);
    for (size_t i = 0; i < options->inputs.count; i++)
        count += input_name_is_standard(&options->inputs.names[i]);
    return count + (options->inputs.count == 0 && !options->files_from && options->ids.len == 0);
}

static bool check_archive(const struct options *options, struct diag *diag)
{
    if (!options->feed_archive)
        return true;
    if (options->out_dir)
        return complain(diag, "--feed-archive and --out-dir cannot be used together; write each "
                              "feed in a run of its own");
    if (count_feeds(options) != 1)
        return complain(diag,
                        "--feed-archive requires exactly one feed; use -t atom or -o FILE.atom");
    if (!options->settings.feed.url)
        return complain(diag, "--feed-archive requires --feed-url, from which the addresses of the "
                              "archive pages are formed");
    for (size_t i = 0; i < options->output_count; i++) {
        const struct writer *writer = options->outputs[i].writer;
        if (writer->is_feed && !writer->can_archive)
            return complain(diag, "--feed-archive requires a feed in atom, rss or jsonfeed");
    }
    if (options->no_merge)
        return complain(diag, "--feed-archive and --no-merge cannot be used together");
    return true;
}

static bool check_page_archive(const struct options *options, struct diag *diag)
{
    const struct output *page = NULL;
    size_t pages = 0;

    if (!options->page_archive)
        return true;
    if (options->out_dir)
        return complain(diag, "--page-archive and --out-dir cannot be used together; write each "
                              "page in a run of its own");
    if (options->no_merge)
        return complain(diag, "--page-archive and --no-merge cannot be used together");
    for (size_t i = 0; i < options->output_count; i++) {
        if (options->outputs[i].writer->by_day) {
            page = &options->outputs[i];
            pages++;
        }
    }
    if (pages != 1 || !page->path || file_is_standard(page->path))
        return complain(diag,
                        "--page-archive requires exactly one page in a file; use -o FILE.html");
    return true;
}

static bool check_opml(const struct options *options, struct diag *diag)
{
    if (!options->opml)
        return true;
    if (!options->out_dir)
        return complain(diag, "--opml requires --out-dir, whose feeds it lists");
    if (options->action == CONVERT && count_feeds(options) == 0)
        return complain(diag, "--opml lists feeds, but no format of -t is a feed; use -t atom");
    if (options->settings.feed.url)
        return complain(diag, "--feed-url is the address of one feed, but --opml lists several; "
                              "give the address of their directory, ending in /");
    return true;
}

static bool writes_files(const struct options *options)
{
    bool files = options->out_dir != NULL;

    for (size_t i = 0; i < options->output_count; i++)
        files = files || options->outputs[i].path;
    return files;
}

static bool check_fetch(const struct fetch *fetch, struct diag *diag)
{
    return fetch->wanted || !(fetch->offline || fetch->url || fetch->pause || fetch->max_age) ||
           complain(diag,
                    "--offline, --fetch-url, --fetch-pause and --fetch-max-age require --fetch");
}

/* Checks that the options go together. */
static bool check_options(const struct options *options, struct diag *diag)
{
    if (options->keep_dirs && !options->out_dir)
        return complain(diag, "--keep-dirs requires --out-dir");
    if (options->nul && !options->files_from)
        return complain(diag, "-0 requires --files-from");
    if (options->depfile && options->action == CHECK)
        return complain(diag,
                        "--depfile and --check, which writes nothing, cannot be used together");
    if (options->depfile && file_is_standard(options->depfile))
        return complain(diag, "--depfile requires the name of a file");
    if (options->depfile && !writes_files(options))
        return complain(diag, "--depfile requires an output file; use -o FILE or --out-dir DIR");
    if (options->depfile_target && !options->depfile)
        return complain(diag, "--depfile-target requires --depfile");
    if (options->ids.len > 0 && options->out_dir)
        return complain(diag, "--id and --out-dir cannot be used together; use -o");
    if (options->inputs.count == 0 && !options->files_from && options->ids.len == 0 &&
        !options->is_command)
        return complain(diag, "the job has no input");
    for (size_t i = 0; i < options->inputs.count; i++) {
        const struct input_name *input = &options->inputs.names[i];
        if (input->name[0] == '\0' && !input->in_memory)
            return complain(diag, "the name of an input is empty");
    }
    if (count_standard_inputs(options) > 1)
        return complain(diag, "standard input can be read only once; use files for the rest");
    if (!check_fetch(&options->fetch, diag))
        return false;
    if (options->zotero_url && !options->to_zotero)
        return complain(diag, "--zotero-url requires --to-zotero");
    if (options->to_zotero && options->out_dir)
        return complain(diag, "--to-zotero and --out-dir cannot be used together");
    return check_archive(options, diag) && check_page_archive(options, diag) &&
           check_opml(options, diag);
}

/* Warns if several feeds would claim the same address. */
static void warn_of_shared_url(const struct options *options, struct diag *diag)
{
    size_t feeds = count_feeds(options);
    bool many = options->out_dir && (options->inputs.count > 1 || options->files_from);

    if (options->settings.feed.url && feeds > 0 && many)
        diag_warn(diag, PROGRAM,
                  "--feed-url is the address of one feed, but --out-dir writes one for each input; "
                  "give the address of their directory, ending in /");
    else if (options->settings.feed.url && feeds > 1)
        diag_warn(diag, PROGRAM,
                  "--feed-url is the address of one feed, but %zu outputs are feeds; write each in "
                  "a run of its own",
                  feeds);
}

/* True if the option names the format, or a group that has it. */
static bool names_format(const struct option *option, const struct writer *writer)
{
    struct view formats = view_of(option->formats);

    while (formats.len > 0) {
        struct view word = option_take_word(&formats);

        if (view_equal(word, VIEW("@keyed"))   ? writer->has_keys
            : view_equal(word, VIEW("@feeds")) ? writer->is_feed
                                               : view_equal(word, view_of(writer->name)))
            return true;
    }
    return false;
}

/* True if the option may have an effect in the format. Plugins and callbacks may use any. */
static bool has_effect(const struct option *option, const struct writer *writer)
{
    if (names_format(option, writer))
        return true;
    for (size_t i = 0; i < format_registry_count(); i++) {
        if (format_registry_at(i) == writer)
            return false;
    }
    return true;
}

/* Puts the formats in which the option has an effect: "atom, rss or jsonfeed". */
static void put_formats(struct buffer *out, const struct option *option)
{
    struct buffer names = { 0 };

    for (size_t i = 0; i < format_registry_count(); i++) {
        const struct writer *writer = format_registry_at(i);

        if (names_format(option, writer))
            buffer_print(&names, "%s%s", names.len > 0 ? "|" : "", writer->name);
    }
    option_put_words(out, buffer_view(&names));
    buffer_free(&names);
}

static void warn_of_no_effect(const struct options *options, struct diag *diag)
{
    if (options->if_changed && !writes_files(options))
        diag_warn(diag, PROGRAM, "--if-changed has no effect, since no output is a file");
    for (size_t i = 0; i < options->format_options_count; i++) {
        const struct option *option = options->format_options[i];
        struct buffer formats = { 0 };
        bool useful = false;

        for (size_t other = 0; other < i; other++) /* given twice */
            useful = useful || options->format_options[other] == option;
        for (size_t output = 0; output < options->output_count; output++)
            useful = useful || has_effect(option, options->outputs[output].writer);
        if (useful)
            continue;
        put_formats(&formats, option);
        diag_warn(diag, PROGRAM, "--%s has no effect, since no output is in %.*s", option->name,
                  (int)formats.len, formats.at);
        buffer_free(&formats);
    }
}

static bool has_source(const struct options *options)
{
    return options->inputs.count > 0 || options->metadata.count > 0 || options->fetch.wanted;
}

/* Checks that the options go together with --update. */
static bool check_update(const struct options *options, struct diag *diag)
{
    size_t standard = 0;

    if (options->not_for_update) {
        diag_error(diag, PROGRAM, "--%s and --update cannot be used together",
                   options->not_for_update->name);
        return false;
    }
    if (options->requests.count > 0)
        return complain(diag, "a job with --update cannot have other outputs or a record callback");
    if (!has_source(options))
        return complain(diag,
                        "--update requires metadata; use --fetch, or name files that have it");
    if (options->backup && (options->backup[0] == '\0' || strchr(options->backup, '/')))
        return complain(diag, "--backup takes the end of a file's name, such as .orig");
    for (size_t i = 0; i < options->libraries.count; i++)
        standard += file_is_standard(options->libraries.names[i]);
    if (standard > 0 && options->backup)
        return complain(diag, "--backup and --update - cannot be used together");
    for (size_t i = 0; i < options->inputs.count; i++) {
        if (options->inputs.names[i].in_memory)
            return complain(diag, "a job with --update cannot have inputs in memory");
        standard += input_name_is_standard(&options->inputs.names[i]);
    }
    for (size_t i = 0; i < options->metadata.count; i++)
        standard += file_is_standard(options->metadata.names[i]);
    if (!check_fetch(&options->fetch, diag))
        return false;
    return standard <= 1 ||
           complain(diag, "standard input can be read only once; use files for the rest");
}

/* Checks that no option is given that --update needs. */
static bool check_without_update(const struct options *options, struct diag *diag)
{
    const char *given = options->refresh     ? "refresh"
                        : options->published ? "published"
                        : options->dry_run   ? "dry-run"
                        : options->backup    ? "backup"
                                             : NULL;

    if (given)
        diag_error(diag, PROGRAM, "--%s requires --update LIBRARY", given);
    return !given;
}

static void note_idle_with_check(bool given, const char *option, struct diag *diag)
{
    if (given)
        diag_note(diag, PROGRAM, "%s has no effect with --check, which writes nothing", option);
}

bool options_settle(struct options *options, struct diag *diag)
{
    bool converts = options->action == CONVERT, reads = converts || options->action == CHECK;
    const char *url = options->settings.feed.url, *epoch;

    diag->quiet = options->quiet;
    diag->verbose = options->verbose;
    /* only the command may show progress on a terminal, not the library */
    options->no_progress = options->no_progress || !options->is_command || diag->quiet;
    options->settings.format.omitted = options->omit |
                                       (options->only ? ALL_FIELDS & ~options->only : 0);
    for (size_t i = 0; (reads || options->action == LIST_FORMATS) && i < options->plugins.count;
         i++) {
        if (!format_catalogue_add(&options->catalogue, options->plugins.names[i], diag))
            return false;
    }
    if (options->action == LIST_FORMATS)
        format_catalogue_look(&options->catalogue, diag);
    if (!reads)
        return true;
    if (options->libraries.count > 0)
        return check_update(options, diag);
    if (!check_without_update(options, diag))
        return false;
    if (!option_read_epoch(&options->epoch, &epoch)) {
        diag_error(diag, PROGRAM, "SOURCE_DATE_EPOCH is not a number of seconds: '%s'", epoch);
        return false;
    }
    if (converts && !(options->out_dir ? read_formats : read_outputs)(options, diag))
        return false;
    if (options->out_dir && url && !strpbrk(url, "?#") &&
        view_ends_with(view_of(url), VIEW("/"))) { /* the address of the directory, not a feed */
        options->out_url = url;
        options->settings.feed.url = NULL;
    }
    if (!check_options(options, diag))
        return false;
    if (converts) {
        warn_of_shared_url(options, diag);
        warn_of_no_effect(options, diag);
    } else {
        note_idle_with_check(options->requests.count > 0, "-o", diag);
        note_idle_with_check(options->formats != NULL, "-t", diag);
    }
    return true;
}
