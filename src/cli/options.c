#include "cli/options.h"

#include <stdlib.h>

#include "cli/command_line.h"
#include "record/citation_key.h"

/* Where a flag is kept; NULL for any other option. */
static bool *find_flag(int option, struct options *options, struct diag *diag)
{
    switch (option) {
    case OPTION_ASCII:
        return &options->settings.ascii;
    case OPTION_EXCEL:
        return &options->settings.excel;
    case OPTION_TRANSLATION_LINES:
        return &options->settings.translation_lines;
    case OPTION_ID_VERSION:
        return &options->feed.id_version;
    case OPTION_TO_ZOTERO:
        return &options->to_zotero;
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

/* A place for one name more in a list. */
static const char **add_name(const char ***list, size_t *count, size_t *cap)
{
    *list = memory_grow_array(*list, *count, cap, sizeof **list);
    return &(*list)[(*count)++];
}

/* Where the name of a file or folder is kept; NULL for any other option. */
static const char **find_name(int option, struct options *options)
{
    switch (option) {
    case OPTION_EXCLUDE:
        return add_name(&options->excludes, &options->exclude_count, &options->exclude_cap);
    case OPTION_METADATA:
        return add_name(&options->metadata, &options->metadata_count, &options->metadata_cap);
    case OPTION_PLUGIN:
        return add_name(&options->plugins, &options->plugin_count, &options->plugin_cap);
    case OPTION_OUT_DIR:
        return &options->out_dir;
    case OPTION_FILES_FROM:
        return &options->files_from;
    case OPTION_OPML:
        return &options->opml;
    case OPTION_DEPFILE:
        return &options->depfile;
    case OPTION_FEED_ARCHIVE:
        return &options->feed_archive;
    default:
        return NULL;
    }
}

static bool read_name(const struct option *option, const char **place, const char *name,
                      struct diag *diag)
{
    *place = name;
    if (name[0] == '\0')
        diag_error(diag, PROGRAM, "option '--%s' names no file", option->name);
    return name[0] != '\0';
}

static bool read_filter(struct options *options, enum selection_filter filter, const char *value,
                        struct diag *diag)
{
    if (!options->selection)
        options->selection = selection_create();
    return selection_set(options->selection, filter, value, diag);
}

static bool read_value(int option, struct options *options, const char *value, struct diag *diag)
{
    switch (option) {
    case 't':
        options->formats = value;
        return true;
    case 'o':
        options_add_wish(options, (struct wish){ .argument = value });
        return true;
    case OPTION_LANG:
        options->has_language = true;
        return option_read_language(&options->language, value, diag);
    case OPTION_KEY:
        return option_read_key(&options->key, value, diag);
    case OPTION_OMIT:
        return option_read_fields(&options->omit, "--omit", value, diag);
    case OPTION_ONLY:
        return option_read_fields(&options->only, "--only", value, diag);
    case OPTION_CUT:
        return option_read_cut(&options->cut_abstracts, value, diag);
    case OPTION_DATE:
        return option_read_date(&options->date, value, diag);
    case OPTION_FROM:
        return option_read_kind(&options->kind, value, diag);
    case OPTION_SORT:
        return option_read_sort(&options->order, value, diag);
    case OPTION_LIMIT:
        return option_read_limit(&options->limit, value, diag);
    case OPTION_ZOTERO_URL:
        return option_read_zotero(&options->zotero_url, value, diag);
    case OPTION_FETCH_URL:
    case OPTION_FETCH_PAUSE:
    case OPTION_FETCH_MAX_AGE:
        return option_read_fetch(option, &options->fetch, value, diag);
    default:
        if (option >= OPTION_SINCE && option < OPTION_SINCE + FILTERS)
            return read_filter(options, (enum selection_filter)(option - OPTION_SINCE), value,
                               diag);
        return option_read_feed(option, &options->feed, value, diag);
    }
}

/* Whether the option says that something else is to be done than to convert. */
static bool read_action(int option, struct options *options)
{
    switch (option) {
    case OPTION_CHECK:
        options->action = CHECK;
        return true;
    case OPTION_LIST:
        options->action = LIST_FORMATS;
        return true;
    case 'h':
        options->action = HELP;
        return true;
    case OPTION_VERSION:
        options->action = VERSION;
        return true;
    default:
        return false;
    }
}

bool options_set(struct options *options, const struct option *option, const char *value,
                 struct diag *diag)
{
    bool *flag = find_flag(option->code, options, diag);
    const char **name = find_name(option->code, options);

    if (flag)
        return *flag = true;
    if (name)
        return read_name(option, name, value, diag);
    return read_action(option->code, options) || read_value(option->code, options, value, diag);
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

void options_add_wish(struct options *options, struct wish wish)
{
    options->wishes = memory_grow_array(options->wishes, options->wish_count, &options->wish_cap,
                                        sizeof *options->wishes);
    options->wishes[options->wish_count++] = wish;
}

void options_start(struct options *options)
{
    *options = (struct options){ .key = VIEW(KEY_DEFAULT) };
}

void options_free(struct options *options)
{
    if (options->selection)
        selection_free(options->selection);
    free(options->excludes);
    free(options->metadata);
    free(options->plugins);
    free(options->outputs);
    free(options->wishes);
    input_list_free(&options->inputs);
    if (options->zotero)
        zotero_free(options->zotero);
    format_catalogue_free(&options->catalogue);
}
