#include "output/delivery.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How many outputs are committed together: to flush them all takes little longer than one. */
enum { GROUPED_MAX = 1000 };

/* A file that the run reads or writes. */
struct known_file {
    enum { AN_INPUT, EXCLUDED, AN_OUTPUT } use;
    const char *format;          /* of an output, for messages */
    const struct writer *writer; /* of the format that an --exclude file's suffix tells, or NULL */
    bool ends_line;              /* an --exclude file ends with a newline */
    const char *packing;         /* the format in which it is packed, or NULL */
};

static void know(struct delivery *delivery, uint64_t identity, struct known_file file)
{
    if (!identity || !hash_table_add(&delivery->identities, identity))
        return;
    hash_table_set_number(&delivery->identities, identity, (uint32_t)delivery->known_count);
    delivery->known = memory_grow_array(delivery->known, delivery->known_count,
                                        &delivery->known_cap, sizeof file);
    delivery->known[delivery->known_count++] = file;
}

void delivery_know_input(struct delivery *delivery, uint64_t identity)
{
    know(delivery, identity, (struct known_file){ .use = AN_INPUT });
}

void delivery_know_excluded(struct delivery *delivery, const char *path, uint64_t identity,
                            bool ends_line, const char *packing)
{
    const struct writer *writer = format_catalogue_find_suffix(delivery->catalogue, view_of(path));

    know(delivery, identity,
         (struct known_file){
             .use = EXCLUDED, .writer = writer, .ends_line = ends_line, .packing = packing });
}

static void report_parcel(struct delivery *delivery, const struct parcel *parcel)
{
    sink_report(&parcel->sink, parcel->name, delivery->diag);
}

static const char *name_of_format(const struct output *output)
{
    return output->writer ? output->writer->name : output->what;
}

static void report_no_append(struct delivery *delivery, struct place place, const char *format)
{
    struct buffer names = { 0 };
    const struct writer *other;

    for (size_t i = 0; (other = format_catalogue_at(delivery->catalogue, i)); i++) {
        if (other->can_append)
            buffer_print(&names, "%s%s", names.len > 0 ? ", " : "", other->name);
    }
    diag_error(delivery->diag, place, "%s cannot be appended to a file; these can: %s", format,
               names.at);
    buffer_free(&names);
}

/* Returns false, and reports an error, if the output may not be appended to the --exclude file. A
 * format without a suffix, like biblatex, may be appended to another. */
static bool may_append(struct delivery *delivery, struct parcel *parcel,
                       const struct output *output, const struct known_file *excluded)
{
    struct place place = { .file = parcel->name };
    int flags = fcntl(parcel->sink.file, F_GETFL);

    parcel->within_a_line = !excluded->ends_line;
    if (parcel->sink.target || flags < 0 || !(flags & O_APPEND))
        diag_error(delivery->diag, place,
                   "is an --exclude file, and would be overwritten; append to it with >>%s",
                   parcel->sink.target ? "" : " (a > has emptied it already)");
    else if (excluded->packing)
        diag_error(delivery->diag, place,
                   "is an --exclude file that is packed by %s; unpack it to append to it",
                   excluded->packing);
    else if (!output->writer || !output->writer->can_append)
        report_no_append(delivery, place, name_of_format(output));
    else if (excluded->writer && excluded->writer != output->writer && output->writer->suffixes[0])
        diag_error(delivery->diag, place,
                   "%s cannot be appended to %s, the format of the --exclude file's suffix; use -t "
                   "%s, or rename the file",
                   output->writer->name, excluded->writer->name, excluded->writer->name);
    else
        return true;
    return false;
}

/* Returns false, and reports an error, if the run reads or writes the file already, unless the
 * output may be appended to it. */
static bool may_be_written(struct delivery *delivery, struct parcel *parcel, uint64_t identity,
                           const struct output *output)
{
    struct place place = { .file = parcel->name };
    const struct known_file *file;

    if (!hash_table_has(&delivery->identities, identity))
        return true;
    file = &delivery->known[hash_table_number(&delivery->identities, identity)];
    if (file->use == EXCLUDED)
        return may_append(delivery, parcel, output, file);
    if (file->use == AN_INPUT)
        diag_error(delivery->diag, place, "is an input as well as an output");
    else
        diag_error(delivery->diag, place, "would be written twice, as %s and as %s", file->format,
                   name_of_format(output));
    return false;
}

/* Registers the output. Returns false, and reports an error, if it may not be written. */
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
        know(delivery, identities[i],
             (struct known_file){ .use = AN_OUTPUT, .format = name_of_format(output) });
    return true;
}

static void free_parcel(struct parcel *parcel)
{
    sink_discard(&parcel->sink);
    free(parcel);
}

static bool open_parcel(struct delivery *delivery, struct parcel *parcel,
                        const struct output *output, bool make_directories)
{
    const char *slash = output->path && make_directories ? strrchr(output->path, '/') : NULL;

    if (!output->path && !output->receiver)
        return sink_open_standard(&parcel->sink);
    if (!output->path) {
        sink_open_receiver(&parcel->sink, output->receiver);
        return true;
    }
    if (slash && !directories_make(&delivery->directories,
                                   (struct view){ output->path, (size_t)(slash - output->path) },
                                   &parcel->sink.why))
        return false;
    if (!sink_open_path(&parcel->sink, output->path))
        return false;
    parcel->sink.if_changed = delivery->if_changed;
    sink_remove_leftovers(&parcel->sink, &delivery->swept);
    return true;
}

struct parcel *delivery_open(struct delivery *delivery, const struct output *output,
                             bool make_directories)
{
    struct parcel *parcel = memory_resize(NULL, sizeof *parcel);
    bool good;

    *parcel = (struct parcel){ .sink = { .file = -1 }, .name = output->path };
    if (!output->path)
        parcel->name = output->receiver ? output->writer->name : "<stdout>";
    good = open_parcel(delivery, parcel, output, make_directories);
    if (!good)
        report_parcel(delivery, parcel);
    if (!good || !know_output(delivery, parcel, output)) {
        free_parcel(parcel);
        return NULL;
    }
    delivery->parcels = memory_grow_array(delivery->parcels, delivery->count, &delivery->cap,
                                          sizeof(struct parcel *));
    delivery->parcels[delivery->count++] = parcel;
    return parcel;
}

bool delivery_make_directory(struct delivery *delivery, const char *path)
{
    const char *why;

    if (directories_make(&delivery->directories, view_of(path), &why))
        return true;
    diag_error(delivery->diag, (struct place){ .file = path }, "cannot be made: %s", why);
    return false;
}

bool delivery_close(struct delivery *delivery, struct parcel *parcel)
{
    if (sink_close(&parcel->sink))
        return true;
    report_parcel(delivery, parcel);
    return false;
}

bool delivery_end_group(struct delivery *delivery)
{
    if (delivery->count > delivery->grouped)
        delivery->parcels[delivery->count - 1]->ends_group = true;
    delivery->grouped = delivery->count;
    return delivery->count < GROUPED_MAX || delivery_commit(delivery);
}

/* Also warns of files that were overwritten, not renamed. */
static bool commit_group(struct delivery *delivery, struct parcel *const *parcels,
                         struct sink *const *sinks, size_t count)
{
    const struct sink *failed = sink_commit_all(sinks, count);

    for (size_t i = 0; i < count; i++) {
        if (sinks[i] == failed)
            report_parcel(delivery, parcels[i]);
        else if (sinks[i]->in_place)
            diag_warn(delivery->diag, (struct place){ .file = parcels[i]->name },
                      "is a mount point and cannot be replaced; it was overwritten in place");
    }
    return !failed;
}

bool delivery_commit(struct delivery *delivery)
{
    struct sink **sinks = memory_resize_array(NULL, delivery->count, sizeof(struct sink *));
    bool good = true;

    for (size_t i = 0; i < delivery->count; i++)
        sinks[i] = &delivery->parcels[i]->sink;
    sink_prepare_all(sinks, delivery->count);
    for (size_t first = 0, end; first < delivery->count; first = end) {
        for (end = first + 1; end < delivery->count && !delivery->parcels[end - 1]->ends_group;)
            end++;
        good = commit_group(delivery, delivery->parcels + first, sinks + first, end - first) &&
               good;
    }
    free(sinks);
    if (good)
        directories_keep(&delivery->directories);
    delivery->grouped = 0;
    delivery_drop(delivery);
    return good;
}

void delivery_drop(struct delivery *delivery)
{
    while (delivery->count > delivery->grouped)
        free_parcel(delivery->parcels[--delivery->count]);
    directories_remove(&delivery->directories);
}

void delivery_free(struct delivery *delivery)
{
    delivery->grouped = 0;
    delivery_drop(delivery);
    free(delivery->parcels);
    free(delivery->known);
    hash_table_free(&delivery->identities);
    hash_table_free(&delivery->swept);
}
