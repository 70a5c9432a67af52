#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "key.h"
#include "registry.h"
#include "usage.h"
#include "values.h"

static const struct place program = { 0 };
static const struct view default_format = VIEW_ENTRY("bibtex");

static bool has_suffix(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *base = slash ? slash + 1 : path;

    return base && base[0] != '\0' && strchr(base + 1, '.') != NULL;
}

/* [FORMAT:]FILE. A colon counts only behind the name of a format, or of what
 * looks like one and names no folder. */
static bool read_output(const char *argument, const struct writer *fallback, struct output *output,
                        struct diag *diag)
{
    struct view text = view_of(argument);
    struct view name = { text.at, view_find_byte(text, ':') };

    *output = (struct output){ .path = argument };
    if (name.len < text.len && name.len > 0 && view_find_byte(name, '/') == name.len &&
        view_find_byte(name, '.') == name.len) {
        output->writer = registry_find(name);
        if (!output->writer) {
            diag_error(diag, program,
                       "there is no format '%.*s'; see refmill --list-formats, or say -o ./%s for "
                       "a file of that name",
                       (int)name.len, name.at, argument);
            return false;
        }
        output->path += name.len + 1;
    }
    if (output->path[0] == '\0') {
        diag_error(diag, program, "-o '%s' names no file", argument);
        return false;
    }
    if (strcmp(output->path, "-") == 0)
        output->path = NULL;
    else if (!output->writer)
        output->writer = registry_find_suffix(text);
    if (!output->writer && output->path && registry_find(text)) {
        diag_error(diag, program, "'%s' is a format; say -t %s, or -o %s:FILE", argument, argument,
                   argument);
        return false;
    }
    if (!output->writer)
        output->writer = fallback;
    if (!output->writer && !has_suffix(output->path))
        output->writer = registry_find(default_format);
    if (!output->writer) {
        diag_error(diag, program,
                   "the suffix of '%s' tells no format; say -o FORMAT:FILE or -t FORMAT, see "
                   "refmill --list-formats",
                   argument);
        return false;
    }
    return true;
}

static bool read_environment(struct moment *epoch, struct diag *diag)
{
    const char *value = getenv("SOURCE_DATE_EPOCH");
    struct view text = view_of(value ? value : "");
    uint32_t seconds;

    if (text.len == 0)
        return true;
    if (!view_take_number(&text, UINT32_MAX, &seconds) || text.len > 0) {
        diag_error(diag, program, "SOURCE_DATE_EPOCH is no number of seconds: '%s'", value);
        return false;
    }
    *epoch = (struct moment){ seconds, MOMENT_KNOWN };
    return true;
}

/* What the options say that only makes sense once all are read. */
struct raw {
    const char **outputs; /* the arguments of -o */
    size_t count;
    const char *formats; /* -t; NULL without */
    field_set omit, only;
};

/* Where a flag is kept; NULL for any other option. */
static bool *find_flag(int option, struct options *options, struct diag *diag)
{
    switch (option) {
    case OPTION_ASCII:
        return &options->dress.ascii;
    case OPTION_EXCEL:
        return &options->dress.excel;
    case OPTION_TRANSLATION_LINES:
        return &options->dress.translation_lines;
    case OPTION_ID_VERSION:
        return &options->feed.id_version;
    case OPTION_NO_MERGE:
        return &options->no_merge;
    case 'k':
        return &options->keep_going;
    case OPTION_KEEP_DIRS:
        return &options->keep_dirs;
    case OPTION_IF_CHANGED:
        return &options->if_changed;
    case '0':
        return &options->nul;
    case OPTION_NO_PROGRESS:
        return &options->no_progress;
    case 'q':
        return &diag->quiet;
    case 'v':
        return &diag->verbose;
    case OPTION_FETCH:
        return &options->fetch.wanted;
    case OPTION_OFFLINE:
        return &options->fetch.offline;
    case OPTION_REQUIRE_AUTHORS:
        return &options->require_authors;
    default:
        return NULL;
    }
}

/* Where the name of a file or folder is kept; NULL for any other option. */
static const char **find_name(int option, struct options *options, struct raw *raw)
{
    switch (option) {
    case 't':
        return &raw->formats;
    case 'o':
        return &raw->outputs[raw->count++];
    case OPTION_EXCLUDE:
        return &options->excludes[options->exclude_count++];
    case OPTION_METADATA:
        return &options->metadata[options->metadata_count++];
    case OPTION_OUT_DIR:
        return &options->out_dir;
    case OPTION_FILES_FROM:
        return &options->files_from;
    case OPTION_DEPFILE:
        return &options->depfile;
    case OPTION_FEED_ARCHIVE:
        return &options->feed_archive;
    default:
        return NULL;
    }
}

static bool read_filter(struct options *options, enum selection_filter filter, struct diag *diag)
{
    if (!options->selection)
        options->selection = selection_create();
    return selection_set(options->selection, filter, optarg, diag);
}

static bool read_value(int option, struct options *options, struct raw *raw, struct diag *diag)
{
    switch (option) {
    case OPTION_LANG:
        options->has_language = true;
        return values_read_language(&options->language, optarg, diag);
    case OPTION_KEY:
        return values_read_key(&options->key, optarg, diag);
    case OPTION_OMIT:
        return values_read_fields(&raw->omit, "--omit", optarg, diag);
    case OPTION_ONLY:
        return values_read_fields(&raw->only, "--only", optarg, diag);
    case OPTION_CUT:
        return values_read_cut(&options->cut_abstracts, optarg, diag);
    case OPTION_DATE:
        return values_read_date(&options->date, optarg, diag);
    case OPTION_FROM:
        return values_read_kind(&options->kind, optarg, diag);
    case OPTION_SORT:
        return values_read_sort(&options->order, optarg, diag);
    case OPTION_LIMIT:
        return values_read_limit(&options->limit, optarg, diag);
    case OPTION_FETCH_URL:
    case OPTION_FETCH_PAUSE:
    case OPTION_FETCH_MAX_AGE:
        return values_read_fetch(option, &options->fetch, optarg, diag);
    default:
        if (option >= OPTION_SINCE && option < OPTION_SINCE + FILTERS)
            return read_filter(options, (enum selection_filter)(option - OPTION_SINCE), diag);
        return values_read_feed(option, &options->feed, optarg, diag);
    }
}

static bool read_option(int option, struct options *options, struct raw *raw, struct diag *diag)
{
    bool *flag = find_flag(option, options, diag);
    const char **name = find_name(option, options, raw);

    if (flag)
        return *flag = true;
    if (option == OPTION_CHECK)
        options->action = CHECK;
    else if (option == OPTION_LIST)
        options->action = LIST_FORMATS;
    else if (option == 'h')
        options->action = HELP;
    else if (option == OPTION_VERSION)
        options->action = VERSION;
    else if (!name)
        return read_value(option, options, raw, diag);
    if (name)
        *name = optarg;
    if (name && optarg[0] == '\0' && option != 't' && option != 'o') {
        diag_error(diag, program, "option '--%s' names no file", usage_name(option));
        return false;
    }
    return true;
}

static bool is_long_option(const char *word)
{
    size_t length = strcspn(word, "=");

    for (const struct usage *option = usage_table; option->name; option++) {
        if (option->code && strlen(option->name) + 2 == length &&
            strncmp(word + 2, option->name, length - 2) == 0)
            return true;
    }
    return false;
}

/* The table of options as getopt_long wants it; the caller frees it. */
static struct option *make_long_options(void)
{
    struct option *made = NULL;
    size_t count = 0, cap = 0;

    for (const struct usage *option = usage_table;; option++) {
        if (!option->code && option->name)
            continue;
        made = memory_grow_array(made, count, &cap, sizeof *made);
        made[count++] = (struct option){ option->name,
                                         option->value ? required_argument : no_argument, NULL,
                                         option->code };
        if (!option->name)
            return made;
    }
}

/* getopt's own messages have another form, so it is silent and this speaks. */
static void report_unknown(char **argv, int option, struct diag *diag)
{
    const char *word = argv[optind - 1];

    if (option == ':')
        diag_error(diag, program, "option '%s' wants a value; see refmill --help", word);
    else if (optopt > 0 && optopt < 256 && !is_long_option(word))
        diag_error(diag, program, "there is no option '-%c'; see refmill --help", optopt);
    else if (is_long_option(word))
        diag_error(diag, program, "option '%s' takes no value", word);
    else
        diag_error(diag, program, "there is no option '%s'; see refmill --help", word);
}

static bool complain(struct diag *diag, const char *what)
{
    diag_error(diag, program, "%s", what);
    return false;
}

/* The suffix of a file goes before -t, which somebody may not expect. */
static void warn_of_unused_format(const struct options *options, const struct writer *format,
                                  struct diag *diag)
{
    const char *overrides = NULL;

    for (size_t i = 0; i < options->output_count; i++) {
        const struct output *output = &options->outputs[i];
        if (output->writer == format)
            return;
        if (output->path && output->writer == registry_find_suffix(view_of(output->path)))
            overrides = output->path;
    }
    if (format && overrides)
        diag_warn(diag, program,
                  "no output is in %s: the suffix of %s goes before -t; say -o %s:%s", format->name,
                  overrides, format->name, overrides);
}

/* -o, and -t for those that tell no format. */
static bool read_outputs(struct options *options, const struct raw *raw, struct diag *diag)
{
    const struct writer *format = NULL;
    bool standard = false;

    options->outputs = memory_resize_array(NULL, raw->count + 1, sizeof *options->outputs);
    if (raw->formats) {
        if (strchr(raw->formats, ','))
            return complain(diag, "-t names one format; a list is for --out-dir");
        if (values_read_formats(raw->formats, &format, diag) == 0)
            return false;
    }
    for (size_t i = 0; i < raw->count; i++) {
        struct output *output = &options->outputs[options->output_count++];

        if (!read_output(raw->outputs[i], format, output, diag))
            return false;
        if (!output->path && standard)
            return complain(diag, "standard output is asked for twice");
        standard = standard || !output->path;
    }
    if (raw->count == 0)
        options->outputs[options->output_count++] =
            (struct output){ NULL, format ? format : registry_find(default_format) };
    warn_of_unused_format(options, format, diag);
    return true;
}

/* The formats of the outputs in --out-dir. */
static bool read_formats(struct options *options, const struct raw *raw, struct diag *diag)
{
    const char *list = raw->formats ? raw->formats : default_format.at;
    const struct writer **formats;
    size_t count = 1;

    for (const char *at = list; *at; at++)
        count += *at == ',';
    if (raw->count > 0)
        return complain(diag, "-o names an output, and --out-dir names all; say one of them");
    formats = memory_resize_array(NULL, count, sizeof *formats);
    options->output_count = values_read_formats(list, formats, diag);
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
    size_t count = options->files_from && input_is_standard(options->files_from);

    for (size_t i = 0; i < options->exclude_count; i++)
        count += input_is_standard(options->excludes[i]);
    for (size_t i = 0; i < options->metadata_count; i++)
        count += input_is_standard(options->metadata[i]);
    for (size_t i = 0; i < options->input_count; i++)
        count += input_is_standard(options->inputs[i]);
    return count + (options->input_count == 0 && !options->files_from);
}

static bool check_fetch(const struct options *options, struct diag *diag)
{
    const struct fetch *fetch = &options->fetch;

    if (!fetch->wanted && (fetch->offline || fetch->url || fetch->pause || fetch->max_age))
        return complain(diag, "--offline, --fetch-url, --fetch-pause and --fetch-max-age go with "
                              "--fetch");
    return true;
}

static bool check_archive(const struct options *options, struct diag *diag)
{
    if (!options->feed_archive)
        return true;
    if (!options->feed.url)
        return complain(diag, "--feed-archive wants --feed-url too: its pages' links start there");
    if (options->out_dir || count_feeds(options) != 1)
        return complain(diag, "--feed-archive is for one feed; say -t atom or -o FILE.atom");
    if (options->no_merge)
        return complain(diag, "--feed-archive has a paper once; --no-merge does not go with it");
    return true;
}

/* Options that go together, or do not. */
static bool check_options(const struct options *options, struct diag *diag)
{
    bool files = options->out_dir != NULL;

    for (size_t i = 0; i < options->output_count; i++)
        files = files || options->outputs[i].path;
    if (options->keep_dirs && !options->out_dir)
        return complain(diag, "--keep-dirs is for --out-dir");
    if (options->nul && !options->files_from)
        return complain(diag, "-0 is for --files-from");
    if (options->depfile && !files)
        return complain(diag, "--depfile wants a target for make: say -o FILE or --out-dir DIR");
    for (size_t i = 0; i < options->input_count; i++) {
        if (options->inputs[i][0] == '\0')
            return complain(diag, "the name of an input is empty");
    }
    if (count_standard_inputs(options) > 1)
        return complain(diag, "standard input is to be read twice");
    return check_fetch(options, diag) && check_archive(options, diag);
}

/* One address cannot be that of two documents. */
static void warn_of_shared_url(const struct options *options, struct diag *diag)
{
    size_t feeds = count_feeds(options);
    bool many = options->out_dir && (options->input_count > 1 || options->files_from);

    if (options->feed.url && feeds > 0 && many)
        diag_warn(diag, program,
                  "--feed-url is the address of one feed, and --out-dir writes one for each input");
    else if (options->feed.url && feeds > 1)
        diag_warn(diag, program,
                  "--feed-url is the address of one feed, and %zu outputs are feeds; write each in "
                  "a run of its own",
                  feeds);
}

/* What can only be said once all options are read. */
static bool settle(struct options *options, const struct raw *raw, struct diag *diag)
{
    options->dress.omitted = raw->omit | (raw->only ? ALL_FIELDS & ~raw->only : 0);
    if (options->action != CONVERT && options->action != CHECK)
        return true;
    if (!read_environment(&options->epoch, diag))
        return false;
    if (options->action == CONVERT &&
        !(options->out_dir ? read_formats(options, raw, diag) : read_outputs(options, raw, diag)))
        return false;
    if (options->action == CONVERT)
        warn_of_shared_url(options, diag);
    return check_options(options, diag);
}

bool options_read(int argc, char **argv, struct options *options, struct diag *diag)
{
    struct raw raw = { .outputs = memory_resize_array(NULL, (size_t)argc, sizeof *raw.outputs) };
    struct option *long_options = make_long_options();
    bool good = true;
    int option;

    *options = (struct options){ .key = VIEW(KEY_DEFAULT) };
    options->excludes = memory_resize_array(NULL, (size_t)argc, sizeof *options->excludes);
    options->metadata = memory_resize_array(NULL, (size_t)argc, sizeof *options->metadata);
    opterr = 0;
    while (good && (option = getopt_long(argc, argv, ":t:o:kh0qv", long_options, NULL)) != -1) {
        if (option == '?' || option == ':') {
            report_unknown(argv, option, diag);
            good = false;
        } else {
            good = read_option(option, options, &raw, diag);
        }
    }
    options->inputs = (const char *const *)argv + optind;
    options->input_count = (size_t)(argc - optind);
    good = good && settle(options, &raw, diag);
    free(raw.outputs);
    free(long_options);
    return good;
}

void options_free(struct options *options)
{
    if (options->selection)
        selection_free(options->selection);
    free(options->excludes);
    free(options->metadata);
    free(options->outputs);
}
