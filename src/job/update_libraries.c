#include "job/update_libraries.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "input/metadata_file.h"
#include "job/convert.h"
#include "job/gather_metadata.h"
#include "output/delivery.h"
#include "system/file.h"
#include "system/permissions.h"
#include "update/library_update.h"
#include "update/unified_diff.h"

/* A library, and its file's status when it was read. */
struct shelf {
    struct library_update update;
    struct stat status;
    char *backup; /* a path, or NULL */
};

struct shelves {
    const struct options *options;
    struct diag *diag;
    struct update_settings settings;
    struct shelf *list;
    size_t count;
    struct delivery delivery;
};

/* Returns false, and reports an error, if a library before the last is the same file. */
static bool is_given_once(const struct shelves *shelves, const char *name)
{
    const struct stat *last = &shelves->list[shelves->count - 1].status;

    for (size_t i = 0; i + 1 < shelves->count; i++) {
        const struct stat *other = &shelves->list[i].status;

        if (last->st_ino == other->st_ino && last->st_dev == other->st_dev) {
            diag_error(shelves->diag, (struct place){ .file = name }, "is given twice to --update");
            return false;
        }
    }
    return true;
}

static bool read_libraries(struct shelves *shelves)
{
    const struct name_list *names = &shelves->options->libraries;

    shelves->list = memory_resize_array(NULL, names->count, sizeof *shelves->list);
    for (size_t i = 0; i < names->count; i++) {
        struct shelf *shelf = &shelves->list[shelves->count++];

        *shelf = (struct shelf){ 0 };
        if (!library_update_read(&shelf->update, names->names[i], &shelves->settings,
                                 shelves->diag))
            return false;
        if (!file_is_standard(names->names[i]) && stat(names->names[i], &shelf->status) < 0) {
            diag_cannot_be(shelves->diag, names->names[i], "read");
            return false;
        }
        if (!is_given_once(shelves, names->names[i]))
            return false;
    }
    return true;
}

/* ---- Writing ------------------------------------------------------------- */

/* True unless another program has changed the file since it was read. */
static bool is_as_read(const struct shelves *shelves, const struct shelf *shelf, const char *name)
{
    struct stat now;

    if (stat(name, &now) == 0 && file_is_unchanged(&shelf->status, &now))
        return true;
    diag_error(shelves->diag, (struct place){ .file = name },
               "was changed by another program meanwhile, so nothing is written; try again");
    return false;
}

/* Writes the old text to the library's name with the suffix of --backup. */
static bool write_backup(struct shelves *shelves, struct shelf *shelf, const char *name)
{
    struct buffer path = { 0 };
    struct parcel *parcel;

    buffer_print(&path, "%s%s", name, shelves->options->backup);
    shelf->backup = path.at;
    parcel = delivery_open(&shelves->delivery,
                           &(struct output){ .path = shelf->backup, .what = "backup" }, false);
    if (!parcel)
        return false;
    if (!permissions_copy(name, &shelf->status, parcel->sink.file))
        sink_fail(&parcel->sink, "its permissions cannot be set");
    buffer_put(sink_buffer(&parcel->sink), buffer_view(&shelf->update.bytes));
    return delivery_close(&shelves->delivery, parcel);
}

/* Writes a library that changes. Standard input goes to standard output in any case. */
static bool write_library(struct shelves *shelves, struct shelf *shelf, const char *name)
{
    bool standard = file_is_standard(name);
    const struct output output = { .path = standard ? NULL : name, .what = "library" };
    struct parcel *parcel;

    if (!standard && shelf->update.changed == 0)
        return true;
    if (!standard && shelves->options->backup && !write_backup(shelves, shelf, name))
        return false;
    parcel = delivery_open(&shelves->delivery, &output, false);
    if (!parcel)
        return false;
    library_update_put(&shelf->update, sink_buffer(&parcel->sink));
    return delivery_close(&shelves->delivery, parcel) &&
           (standard || is_as_read(shelves, shelf, name));
}

static bool write_libraries(struct shelves *shelves)
{
    const struct name_list *names = &shelves->options->libraries;

    for (size_t i = 0; i < shelves->count; i++) {
        if (!write_library(shelves, &shelves->list[i], names->names[i]))
            return false;
    }
    return delivery_commit(&shelves->delivery);
}

static bool write_diffs(struct shelves *shelves)
{
    struct parcel *parcel =
        delivery_open(&shelves->delivery, &(struct output){ .what = "diff" }, false);

    for (size_t i = 0; parcel && i < shelves->count; i++) {
        const struct library_update *update = &shelves->list[i].update;

        unified_diff_put(&update->edits, update->name, sink_buffer(&parcel->sink));
        sink_settle(&parcel->sink);
    }
    return parcel && delivery_close(&shelves->delivery, parcel) &&
           delivery_commit(&shelves->delivery);
}

/* ---- The run ------------------------------------------------------------- */

/* Returns false, and reports an error, if the name is that of a second library. */
static bool is_source(const struct shelves *shelves, const char *name)
{
    if (!view_ends_with(view_of(name), VIEW(".bib")) &&
        !view_ends_with(view_of(name), VIEW(".ris")))
        return true;
    diag_error(shelves->diag, (struct place){ .file = name },
               "is a library, not metadata; use --update %s to update it too", name);
    return false;
}

/* Gets metadata from the inputs, --metadata and --fetch. */
static bool gather(struct shelves *shelves, struct run *run)
{
    const struct input_list *inputs = &shelves->options->inputs;

    for (size_t i = 0; i < inputs->count; i++) {
        if (!is_source(shelves, inputs->names[i].name) ||
            !metadata_file_read(run->metadata, inputs->names[i].name, shelves->diag))
            return false;
    }
    return gather_of_wanted(run);
}

static void sum_up(const struct shelves *shelves)
{
    for (size_t i = 0; i < shelves->count; i++) {
        const struct library_update *update = &shelves->list[i].update;

        diag_sum_up(shelves->diag, "%s: %zu %s, %zu with an arXiv id, %zu %s, %zu without an id",
                    update->name, update->entries, update->entries == 1 ? "entry" : "entries",
                    update->paper_count, update->changed,
                    shelves->options->dry_run ? "to change" : "changed",
                    update->entries - update->paper_count);
    }
}

static bool update_all(struct shelves *shelves, struct run *run)
{
    if (!read_libraries(shelves))
        return false;
    for (size_t i = 0; i < shelves->count; i++)
        library_update_find(&shelves->list[i].update, run->metadata);
    if (!gather(shelves, run))
        return false;
    for (size_t i = 0; i < shelves->count; i++)
        library_update_make(&shelves->list[i].update, run->metadata);
    if (!(shelves->options->dry_run ? write_diffs : write_libraries)(shelves))
        return false;
    sum_up(shelves);
    return true;
}

int update_libraries(const struct options *options, struct diag *diag)
{
    struct run run = { .options = options, .diag = diag, .metadata = metadata_create() };
    struct shelves shelves = {
        .options = options,
        .diag = diag,
        .settings = { .refresh = options->refresh,
                      .omitted = options->omit,
                      .published = options->published,
                      .ascii = options->settings.format.ascii,
                      .braces = options->settings.format.braces },
        .delivery = { .diag = diag, .catalogue = &options->catalogue },
    };
    bool good = update_all(&shelves, &run);

    delivery_free(&shelves.delivery);
    for (size_t i = 0; i < shelves.count; i++) {
        library_update_free(&shelves.list[i].update);
        free(shelves.list[i].backup);
    }
    free(shelves.list);
    metadata_free(run.metadata);
    return good ? STATUS_OK : STATUS_FAILED;
}
