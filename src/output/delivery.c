#include "output/delivery.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct parcel {
    struct sink sink; /* first, so that a sink tells its parcel */
    const char *name;
    bool behind_line; /* it goes on in a line that has no end */
};

/* A file that was excluded, to which the standard output may append. */
struct library {
    const struct writer *format; /* the one that its suffix tells, or NULL */
    bool ends_line;
};

/* What a known file is: an input, or with its place in order an output or a library. */
enum { AN_INPUT, AN_OUTPUT, A_LIBRARY, KINDS };

static void know(struct delivery *delivery, uint64_t identity, uint32_t what)
{
    if (identity && hash_table_add(&delivery->known, identity))
        hash_table_set_number(&delivery->known, identity, what);
}

void delivery_know_input(struct delivery *delivery, uint64_t identity)
{
    know(delivery, identity, AN_INPUT);
}

void delivery_know_excluded(struct delivery *delivery, const char *path, uint64_t identity,
                            bool ends_line)
{
    know(delivery, identity, A_LIBRARY + KINDS * (uint32_t)delivery->library_count);
    delivery->libraries = memory_grow_array(delivery->libraries, delivery->library_count,
                                            &delivery->library_cap, sizeof *delivery->libraries);
    delivery->libraries[delivery->library_count++] = (struct library){
        .format = format_catalogue_find_suffix(delivery->catalogue, view_of(path)),
        .ends_line = ends_line
    };
}

static const char *name_of_output(const struct output *output)
{
    if (output->path)
        return output->path;
    return output->receiver ? output->writer->name : "<stdout>";
}

static void report_unwritten(struct delivery *delivery, const char *name, const char *why)
{
    diag_error(delivery->diag, (struct place){ .file = name }, "cannot be written: %s", why);
}

static void report_parcel(struct delivery *delivery, const struct parcel *parcel)
{
    if (!parcel->sink.stopped)
        report_unwritten(delivery, parcel->name, parcel->sink.why);
}

static const char *name_of_format(const struct output *output)
{
    return output->writer ? output->writer->name : output->what;
}

static bool appends(const struct sink *sink)
{
    int flags = fcntl(sink->file, F_GETFL);
    return !sink->target && flags >= 0 && (flags & O_APPEND);
}

static void report_no_append(struct delivery *delivery, struct place place, const char *format)
{
    struct buffer names = { 0 };

    for (size_t i = 0; format_catalogue_at(delivery->catalogue, i); i++) {
        const struct writer *other = format_catalogue_at(delivery->catalogue, i);

        if (!other->can_append)
            continue;
        buffer_put(&names, names.len > 0 ? VIEW(", ") : VIEW(""));
        buffer_put(&names, view_of(other->name));
    }
    diag_error(delivery->diag, place, "%s cannot be appended to a file; these can: %.*s", format,
               (int)names.len, names.at);
    buffer_free(&names);
}

/* Whether the file is of another format than the output. One without a suffix of its
 * own, biblatex, goes behind what has another's. */
static bool is_other(const struct library *library, const struct writer *writer)
{
    return library->format && library->format != writer && writer->suffixes[0];
}

/* Whether the output may go behind what the --exclude file has. */
static bool may_append(struct delivery *delivery, struct parcel *parcel,
                       const struct output *output, const struct library *library)
{
    struct place place = { .file = parcel->name };

    parcel->behind_line = !library->ends_line;
    if (!appends(&parcel->sink))
        diag_error(delivery->diag, place,
                   "is an --exclude file, and would lose what it has; append to it with >>%s",
                   parcel->sink.target ? "" : " (a > has emptied it already)");
    else if (!output->writer || !output->writer->can_append)
        report_no_append(delivery, place, name_of_format(output));
    else if (is_other(library, output->writer))
        diag_error(delivery->diag, place,
                   "%s does not belong behind %s, which the suffix of the --exclude file says; say "
                   "-t %s, or rename the file",
                   output->writer->name, library->format->name, library->format->name);
    else
        return true;
    return false;
}

/* Whether the output is no file that the run knows already, which may only be
 * appended to. */
static bool may_be_written(struct delivery *delivery, struct parcel *parcel, uint64_t identity,
                           const struct output *output)
{
    struct place place = { .file = parcel->name };
    uint32_t what;

    if (!hash_table_has(&delivery->known, identity))
        return true;
    what = hash_table_number(&delivery->known, identity);
    if (what % KINDS == A_LIBRARY)
        return may_append(delivery, parcel, output, &delivery->libraries[what / KINDS]);
    if (what == AN_INPUT)
        diag_error(delivery->diag, place, "is an input as well as an output");
    else
        diag_error(delivery->diag, place, "is asked for twice, as %s and as %s",
                   delivery->formats[what / KINDS], name_of_format(output));
    return false;
}

/* Makes the output known, unless it may not be written. */
static bool know_output(struct delivery *delivery, struct parcel *parcel,
                        const struct output *output)
{
    uint64_t identities[SINK_IDENTITIES];
    size_t count = sink_identities(&parcel->sink, identities);

    for (size_t i = 0; i < count; i++) {
        if (!may_be_written(delivery, parcel, identities[i], output))
            return false;
    }
    for (size_t i = 0; i < count; i++)
        know(delivery, identities[i], AN_OUTPUT + KINDS * (uint32_t)delivery->format_count);
    delivery->formats = memory_grow_array(delivery->formats, delivery->format_count,
                                          &delivery->format_cap, sizeof *delivery->formats);
    delivery->formats[delivery->format_count++] = name_of_format(output);
    return true;
}

static void free_parcel(struct parcel *parcel)
{
    sink_discard(&parcel->sink);
    free(parcel);
}

static bool open_file(struct delivery *delivery, struct parcel *parcel, const char *path,
                      bool make_folders)
{
    const char *slash = make_folders ? strrchr(path, '/') : NULL;

    if (slash &&
        !directories_make(&delivery->folders, (struct view){ path, (size_t)(slash - path) },
                          &parcel->sink.why))
        return false;
    if (!sink_open_path(&parcel->sink, path))
        return false;
    parcel->sink.if_changed = delivery->if_changed;
    return true;
}

static bool open_parcel(struct delivery *delivery, struct parcel *parcel,
                        const struct output *output, bool make_folders)
{
    if (output->path)
        return open_file(delivery, parcel, output->path, make_folders);
    if (!output->receiver)
        return sink_open_standard(&parcel->sink);
    sink_open_receiver(&parcel->sink, output->receiver);
    return true;
}

bool delivery_prepare(struct delivery *delivery, const struct output *output)
{
    const char *why;

    if (!output->writer->load || output->writer->load(&why))
        return true;
    report_unwritten(delivery, name_of_output(output), why);
    return false;
}

struct sink *delivery_open(struct delivery *delivery, const struct output *output,
                           bool make_folders)
{
    struct parcel *parcel = memory_resize(NULL, sizeof *parcel);

    *parcel = (struct parcel){ .sink = { .file = -1 }, .name = name_of_output(output) };
    if (!open_parcel(delivery, parcel, output, make_folders)) {
        report_parcel(delivery, parcel);
        free_parcel(parcel);
        return NULL;
    }
    if (!know_output(delivery, parcel, output)) {
        free_parcel(parcel);
        return NULL;
    }
    delivery->parcels = memory_grow_array(delivery->parcels, delivery->count, &delivery->cap,
                                          sizeof(struct parcel *));
    delivery->parcels[delivery->count++] = parcel;
    return &parcel->sink;
}

bool delivery_is_behind_line(const struct sink *sink)
{
    return ((const struct parcel *)(const void *)sink)->behind_line;
}

bool delivery_make_folder(struct delivery *delivery, const char *folder)
{
    const char *why;

    if (directories_make(&delivery->folders, view_of(folder), &why))
        return true;
    diag_error(delivery->diag, (struct place){ .file = folder }, "cannot be made: %s", why);
    return false;
}

bool delivery_close(struct delivery *delivery, struct sink *sink)
{
    if (sink_close(sink))
        return true;
    report_parcel(delivery, (const struct parcel *)(const void *)sink);
    return false;
}

static void forget_parcels(struct delivery *delivery)
{
    for (size_t i = 0; i < delivery->count; i++)
        free_parcel(delivery->parcels[i]);
    delivery->count = 0;
}

bool delivery_commit(struct delivery *delivery)
{
    struct sink **sinks = memory_resize_array(NULL, delivery->count, sizeof(struct sink *));
    const struct sink *failed;

    for (size_t i = 0; i < delivery->count; i++)
        sinks[i] = &delivery->parcels[i]->sink;
    failed = sink_commit_all(sinks, delivery->count);
    free(sinks);
    if (failed) {
        report_parcel(delivery, (const struct parcel *)(const void *)failed);
        delivery_drop(delivery);
        return false;
    }
    forget_parcels(delivery);
    directories_keep(&delivery->folders);
    return true;
}

void delivery_drop(struct delivery *delivery)
{
    forget_parcels(delivery);
    directories_remove(&delivery->folders);
}

void delivery_free(struct delivery *delivery)
{
    delivery_drop(delivery);
    free(delivery->parcels);
    free(delivery->formats);
    free(delivery->libraries);
    hash_table_free(&delivery->known);
}
