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
        if (view_equal(name, view_of(writer->name)))
            return writer;
    }
    return NULL;
}

/* Length of the writer's suffix that ends the path, or 0. */
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

/* Somebody may have said a suffix. */
static const struct writer *find_said_suffix(const struct format_catalogue *catalogue,
                                             struct view name)
{
    struct buffer file = { 0 };
    const struct writer *writer;

    buffer_put(&file, VIEW("x."));
    buffer_put(&file, name);
    writer = format_catalogue_find_suffix(catalogue, buffer_view(&file));
    buffer_free(&file);
    return writer;
}

void format_catalogue_report_unknown(const struct format_catalogue *catalogue, struct view name,
                                     const char *advice, struct diag *diag)
{
    struct suggestion nearest = { .word = name };
    struct buffer question = { 0 };
    const struct writer *writer = find_said_suffix(catalogue, name);

    if (writer)
        nearest.name = writer->name;
    for (size_t i = 0; !writer && format_catalogue_at(catalogue, i); i++)
        suggestion_offer(&nearest, format_catalogue_at(catalogue, i)->name);
    suggestion_put_question(&nearest, "", &question);
    diag_error(diag, PROGRAM, "there is no format '%.*s'; %ssee refmill --list-formats%s",
               (int)name.len, name.at, question.at, advice);
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

/* Whether another format has the name or a suffix, and then what to say of it. */
static bool is_taken(const struct format_catalogue *catalogue, const struct writer *writer,
                     struct buffer *why)
{
    if (format_catalogue_find(catalogue, view_of(writer->name))) {
        buffer_put(why, VIEW("there is a format "));
        buffer_put(why, view_of(writer->name));
        buffer_put(why, VIEW(" already; give this one another name"));
        return true;
    }
    for (size_t i = 0; writer->suffixes[i]; i++) {
        struct view suffix = view_of(writer->suffixes[i]);
        const struct writer *other = find_same_suffix(catalogue, suffix);

        if (!other)
            continue;
        buffer_put(why, VIEW("its suffix "));
        buffer_put(why, suffix);
        buffer_put(why, VIEW(" is that of "));
        buffer_put(why, view_of(other->name));
        buffer_put(why, VIEW(" already; leave it out, -o FORMAT:FILE names the format"));
        return true;
    }
    return false;
}

/* dlopen(3) would look for a name without a slash along the library path. */
static const char *path_of(const char *name, struct buffer *scratch)
{
    if (strchr(name, '/'))
        return name;
    buffer_put(scratch, VIEW("./"));
    buffer_put(scratch, view_of(name));
    buffer_put_byte(scratch, '\0');
    return scratch->at;
}

/* The same file, whatever it was called. */
static bool has(const struct format_catalogue *catalogue, const struct plugin *plugin)
{
    size_t i = 0;

    while (i < catalogue->count && catalogue->plugins[i]->format != plugin->format)
        i++;
    return i < catalogue->count;
}

/* False, and why, when it is none. */
static bool add(struct format_catalogue *catalogue, const char *name, struct buffer *why)
{
    struct plugin *plugin = memory_take(sizeof *plugin);
    struct buffer scratch = { 0 };
    bool good = plugin_load(path_of(name, &scratch), plugin, why);
    bool again = good && has(catalogue, plugin);

    buffer_free(&scratch);
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

bool format_catalogue_add(struct format_catalogue *catalogue, const char *name, struct diag *diag)
{
    struct buffer why = { 0 };
    bool good = add(catalogue, name, &why);

    if (!good)
        diag_error(diag, (struct place){ .file = name }, "%.*s", (int)why.len, why.at);
    buffer_free(&why);
    return good;
}

void format_catalogue_free(struct format_catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++)
        free(catalogue->plugins[i]);
    free(catalogue->plugins);
}

/* ---- Those that are installed ------------------------------------------- */

struct names {
    const char **list;
    size_t count, cap;
    struct arena arena;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The shared objects in the folder (its name with a slash), sorted; none when there
 * is no folder. */
static void list_folder(struct names *names, struct view folder)
{
    DIR *stream = opendir(folder.at);
    const struct dirent *entry;

    while (stream && (entry = readdir(stream))) {
        struct view name = view_of(entry->d_name);
        char *path;

        if (name.at[0] == '.' || !view_ends_with(name, VIEW(".so")))
            continue;
        path = arena_take(&names->arena, folder.len + name.len + 1);
        memcpy(path, folder.at, folder.len);
        memcpy(path + folder.len, name.at, name.len + 1);
        names->list =
            memory_grow_array(names->list, names->count, &names->cap, sizeof *names->list);
        names->list[names->count++] = path;
    }
    if (stream)
        closedir(stream);
    if (names->count > 0)
        qsort(names->list, names->count, sizeof *names->list, compare_names);
}

static void add_or_warn(struct format_catalogue *catalogue, const char *path, struct diag *diag)
{
    struct buffer why = { 0 };

    if (!add(catalogue, path, &why))
        diag_warn(diag, (struct place){ .file = path }, "%.*s", (int)why.len, why.at);
    buffer_free(&why);
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
        list_folder(&names, (struct view){ folder.at, folder.len - 1 });
    }
    for (size_t i = 0; i < names.count; i++)
        add_or_warn(catalogue, names.list[i], diag);
    free(names.list);
    arena_free(&names.arena);
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
