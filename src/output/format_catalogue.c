#include "output/format_catalogue.h"

#include <dirent.h>
#include <stdlib.h>

#include "system/install_path.h"
#include "text/suggestion.h"
#include "output/plugin.h"
#include "output/format_registry.h"

/* ---- Looking up --------------------------------------------------------- */

const struct writer *format_catalogue_at(const struct format_catalogue *catalogue, size_t index)
{
    size_t own = format_registry_count();

    if (index < own)
        return format_registry_at(index);
    return index - own < catalogue->count ? &catalogue->plugins[index - own]->writer : NULL;
}

const struct writer *format_catalogue_find(const struct format_catalogue *catalogue,
                                           struct view name)
{
    const struct writer *writer;

    for (size_t i = 0; (writer = format_catalogue_at(catalogue, i)); i++) {
        if (view_equal_ignoring_case(name, view_of(writer->name)))
            return writer;
    }
    return NULL;
}

/* Returns the length of the writer's suffix that ends the path, or 0. */
static size_t suffix_length(const struct writer *writer, struct view path)
{
    for (size_t i = 0; writer->suffixes[i]; i++) {
        struct view suffix = view_of(writer->suffixes[i]);
        if (path.len > suffix.len &&
            view_equal_ignoring_case(view_skip(path, path.len - suffix.len), suffix))
            return suffix.len;
    }
    return 0;
}

const struct writer *format_catalogue_find_suffix(const struct format_catalogue *catalogue,
                                                  struct view path)
{
    const struct writer *writer, *found = NULL;
    size_t longest = 0;

    for (size_t i = 0; (writer = format_catalogue_at(catalogue, i)); i++) {
        size_t length = suffix_length(writer, path);
        if (length > longest) {
            longest = length;
            found = writer;
        }
    }
    return found;
}

void format_catalogue_report_unknown(const struct format_catalogue *catalogue, struct view name,
                                     const char *advice, struct diag *diag)
{
    struct suggestion suggestion = { .word = name };
    struct buffer as_suffix = { 0 }, question = { 0 };
    const struct writer *writer;

    buffer_print(&as_suffix, "x.%.*s", (int)name.len, name.at);
    writer = format_catalogue_find_suffix(catalogue, buffer_view(&as_suffix));
    if (writer)
        suggestion.name = writer->name;
    for (size_t i = 0; !writer && format_catalogue_at(catalogue, i); i++)
        suggestion_offer(&suggestion, format_catalogue_at(catalogue, i)->name);
    suggestion_put_question(&suggestion, "", &question);
    diag_error(diag, PROGRAM, "unknown format '%.*s'; %ssee refmill --list-formats%s",
               (int)name.len, name.at, question.at, advice);
    buffer_free(&as_suffix);
    buffer_free(&question);
}

/* ---- Plugins ------------------------------------------------------------ */

static const struct writer *find_same_suffix(const struct format_catalogue *catalogue,
                                             struct view suffix)
{
    const struct writer *writer;

    for (size_t i = 0; (writer = format_catalogue_at(catalogue, i)); i++) {
        for (size_t s = 0; writer->suffixes[s]; s++) {
            if (view_equal_ignoring_case(view_of(writer->suffixes[s]), suffix))
                return writer;
        }
    }
    return NULL;
}

/* True if another format has the name or a suffix; then puts a message. */
static bool is_taken(const struct format_catalogue *catalogue, const struct writer *writer,
                     struct buffer *why)
{
    if (format_catalogue_find(catalogue, view_of(writer->name))) {
        buffer_print(why, "defines the format %s, which exists already; give it another name",
                     writer->name);
        return true;
    }
    for (size_t i = 0; writer->suffixes[i]; i++) {
        const struct writer *other = find_same_suffix(catalogue, view_of(writer->suffixes[i]));

        if (!other)
            continue;
        buffer_print(
            why, "has the suffix %s, which %s has already; leave it out, and use -o FORMAT:FILE",
            writer->suffixes[i], other->name);
        return true;
    }
    return false;
}

/* Returns false, with the reason in `why`, if the file cannot be added. */
static bool add(struct format_catalogue *catalogue, const char *name, struct buffer *why)
{
    struct plugin *plugin = memory_take(sizeof *plugin);
    struct buffer path = { 0 };
    bool good, again = false;

    /* dlopen(3) would look for a name without a slash along the library path */
    buffer_print(&path, "%s%s", strchr(name, '/') ? "" : "./", name);
    good = plugin_load(path.at, plugin, why);
    buffer_free(&path);
    for (size_t i = 0; good && i < catalogue->count; i++) /* loaded before, by any name */
        again = again || catalogue->plugins[i]->format == plugin->format;
    good = again || (good && !is_taken(catalogue, &plugin->writer, why));
    if (!good || again) {
        free(plugin);
        return good;
    }
    catalogue->plugins = memory_grow_array(catalogue->plugins, catalogue->count, &catalogue->cap,
                                           sizeof(struct plugin *));
    catalogue->plugins[catalogue->count++] = plugin;
    return true;
}

static bool add_or_report(struct format_catalogue *catalogue, const char *name,
                          enum severity severity, struct diag *diag)
{
    struct buffer why = { 0 };
    bool good = add(catalogue, name, &why);

    if (!good)
        diag_report(diag, severity, (struct place){ .file = name }, "%s", why.at);
    buffer_free(&why);
    return good;
}

bool format_catalogue_add(struct format_catalogue *catalogue, const char *name, struct diag *diag)
{
    return add_or_report(catalogue, name, SEVERITY_ERROR, diag);
}

void format_catalogue_free(struct format_catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++)
        free(catalogue->plugins[i]);
    free(catalogue->plugins);
}

/* ---- Installed plugins ------------------------------------------- */

struct names {
    char **list;
    size_t count, cap;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Lists the shared objects in `folder`, which ends with a slash, in the order of their names. */
static void list_folder(struct names *names, const char *folder)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry;

    while (stream && (entry = readdir(stream))) {
        struct buffer path = { 0 };

        if (entry->d_name[0] == '.' || !view_ends_with(view_of(entry->d_name), VIEW(".so")))
            continue;
        buffer_print(&path, "%s%s", folder, entry->d_name);
        names->list =
            memory_grow_array(names->list, names->count, &names->cap, sizeof *names->list);
        names->list[names->count++] = path.at;
    }
    if (stream)
        closedir(stream);
    if (names->count > 0)
        qsort(names->list, names->count, sizeof *names->list, compare_names);
}

/* Returns false, and warns, if others may write to the file or directory. Unlike with --plugin, the
 * user did not ask for it: a mistyped suffix is enough to run its code. */
static bool plugin_is_trusted(const char *path, struct diag *diag)
{
    struct buffer why = { 0 };
    bool trusted = install_path_is_trusted(path, &why);

    if (!trusted)
        diag_warn(diag, (struct place){ .file = path }, "%s", why.at);
    buffer_free(&why);
    return trusted;
}

void format_catalogue_look(struct format_catalogue *catalogue, struct diag *diag)
{
    struct buffer folder = { 0 };
    struct names names = { 0 };

    if (catalogue->looked)
        return;
    catalogue->looked = true;
    if (install_path_put(&folder, VIEW("../lib/refmill/"), VIEW("refmill/"))) {
        buffer_put_byte(&folder, '\0');
        if (plugin_is_trusted(folder.at, diag))
            list_folder(&names, folder.at);
    }
    for (size_t i = 0; i < names.count; i++) {
        if (plugin_is_trusted(names.list[i], diag))
            add_or_report(catalogue, names.list[i], SEVERITY_WARNING, diag);
        free(names.list[i]);
    }
    free(names.list);
    buffer_free(&folder);
}

bool format_path_has_suffix(struct view path)
{
    while (path.len > 0 && path.at[path.len - 1] != '/' && path.at[path.len - 1] != '.')
        path.len--;
    return path.len > 1 && path.at[path.len - 1] == '.' && path.at[path.len - 2] != '/';
}

const struct writer *format_catalogue_seek(struct format_catalogue *catalogue, struct view name,
                                           struct diag *diag)
{
    const struct writer *found = format_catalogue_find(catalogue, name);

    if (found)
        return found;
    format_catalogue_look(catalogue, diag);
    return format_catalogue_find(catalogue, name);
}

const struct writer *format_catalogue_seek_suffix(struct format_catalogue *catalogue,
                                                  struct view path, struct diag *diag)
{
    const struct writer *found = format_catalogue_find_suffix(catalogue, path);

    if (found || !format_path_has_suffix(path))
        return found;
    format_catalogue_look(catalogue, diag);
    return format_catalogue_find_suffix(catalogue, path);
}
