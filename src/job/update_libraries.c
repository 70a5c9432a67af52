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
struct updated_library {
    struct library_update update;
    struct stat status;
    char *backup; /* a path, or NULL */
};

struct update_job {
    const struct options *options;
    struct diag *diag;
    struct update_settings settings;
    struct updated_library *list;
    size_t count;
    struct delivery delivery;
};

/* Returns false, and reports an error, if a library before the last is the same file. */
static bool is_given_once(const struct update_job *job, const char *name)
{
    const struct stat *last = &job->list[job->count - 1].status;

    for (size_t i = 0; i + 1 < job->count; i++) {
        const struct stat *other = &job->list[i].status;

        if (last->st_ino == other->st_ino && last->st_dev == other->st_dev) {
            diag_error(job->diag, (struct place){ .file = name }, "is given twice to --update");
            return false;
        }
    }
    return true;
}

/* Takes the status before the text is read, so that a change while it is read is noticed. */
static bool read_library(struct update_job *job, struct updated_library *library, const char *name)
{
    int file = file_open(name, job->diag);
    bool good = file >= 0;

    if (good && !file_is_standard(name)) {
        good = fstat(file, &library->status) == 0 &&
               (S_ISREG(library->status.st_mode) || S_ISDIR(library->status.st_mode));
        if (!good)
            diag_error(job->diag, (struct place){ .file = name },
                       "is not a regular file; use --update - for standard input");
    }
    good = good && library_update_read(&library->update, file, name, &job->settings, job->diag);
    if (file >= 0)
        file_close(file);
    return good && is_given_once(job, name);
}

static bool read_libraries(struct update_job *job)
{
    const struct name_list *names = &job->options->libraries;

    job->list = memory_resize_array(NULL, names->count, sizeof *job->list);
    for (size_t i = 0; i < names->count; i++) {
        struct updated_library *library = &job->list[job->count++];

        *library = (struct updated_library){ 0 };
        if (!read_library(job, library, names->names[i]))
            return false;
    }
    return true;
}

/* ---- Writing ------------------------------------------------------------- */

/* Writes the old text to the library's name with the suffix of --backup. */
static bool write_backup(struct update_job *job, struct updated_library *library, const char *name)
{
    struct buffer path = { 0 };
    struct parcel *parcel;

    buffer_print(&path, "%s%s", name, job->options->backup);
    library->backup = path.at;
    parcel = delivery_open(&job->delivery,
                           &(struct output){ .path = library->backup, .what = "backup" }, false);
    if (!parcel)
        return false;
    if (!permissions_copy(name, &library->status, parcel->sink.file))
        sink_fail(&parcel->sink, "its permissions cannot be set");
    buffer_put(sink_buffer(&parcel->sink), buffer_view(&library->update.bytes));
    return delivery_close(&job->delivery, parcel);
}

/* Writes a library that changes. Standard input goes to standard output in any case. */
static bool write_library(struct update_job *job, struct updated_library *library, const char *name)
{
    bool standard = file_is_standard(name);
    const struct output output = { .path = standard ? NULL : name, .what = "library" };
    struct parcel *parcel;

    if (!standard && library->update.changed == 0)
        return true;
    if (!standard && job->options->backup && !write_backup(job, library, name))
        return false;
    parcel = delivery_open(&job->delivery, &output, false);
    if (!parcel)
        return false;
    parcel->sink.has_old = !standard;
    parcel->sink.old = library->status;
    library_update_put(&library->update, sink_buffer(&parcel->sink));
    return delivery_close(&job->delivery, parcel);
}

static bool write_libraries(struct update_job *job)
{
    const struct name_list *names = &job->options->libraries;

    for (size_t i = 0; i < job->count; i++) {
        if (!write_library(job, &job->list[i], names->names[i]))
            return false;
    }
    return delivery_commit(&job->delivery);
}

static bool write_diffs(struct update_job *job)
{
    struct parcel *parcel =
        delivery_open(&job->delivery, &(struct output){ .what = "diff" }, false);

    for (size_t i = 0; parcel && i < job->count; i++) {
        const struct library_update *update = &job->list[i].update;

        unified_diff_put(&update->edits, update->name, sink_buffer(&parcel->sink));
        sink_settle(&parcel->sink);
    }
    return parcel && delivery_close(&job->delivery, parcel) && delivery_commit(&job->delivery);
}

/* ---- The run ------------------------------------------------------------- */

/* Returns false, and reports an error, if the name is that of a second library. */
static bool is_metadata(const struct update_job *job, const char *name)
{
    if (!view_ends_with(view_of(name), VIEW(".bib")) &&
        !view_ends_with(view_of(name), VIEW(".ris")))
        return true;
    diag_error(job->diag, (struct place){ .file = name },
               "is a library, not metadata; use --update %s to update it too", name);
    return false;
}

/* Gets metadata from the inputs, --metadata and --fetch. */
static bool gather(struct update_job *job, struct run *run)
{
    const struct input_list *inputs = &job->options->inputs;

    for (size_t i = 0; i < inputs->count; i++) {
        if (!is_metadata(job, inputs->names[i].name) ||
            !metadata_file_read(run->metadata, inputs->names[i].name, job->diag))
            return false;
    }
    return gather_of_wanted(run);
}

static void sum_up(const struct update_job *job)
{
    for (size_t i = 0; i < job->count; i++) {
        const struct library_update *update = &job->list[i].update;

        diag_sum_up(job->diag, "%s: %zu %s, %zu with an arXiv id, %zu %s, %zu without an id",
                    update->name, update->entries, update->entries == 1 ? "entry" : "entries",
                    update->paper_count, update->changed,
                    job->options->dry_run ? "to change" : "changed",
                    update->entries - update->paper_count);
    }
}

static bool update_all(struct update_job *job, struct run *run)
{
    if (!read_libraries(job))
        return false;
    for (size_t i = 0; i < job->count; i++)
        library_update_find(&job->list[i].update, run->metadata);
    if (!gather(job, run))
        return false;
    for (size_t i = 0; i < job->count; i++)
        library_update_make(&job->list[i].update, run->metadata);
    if (!(job->options->dry_run ? write_diffs : write_libraries)(job))
        return false;
    sum_up(job);
    return true;
}

int update_libraries(const struct options *options, struct diag *diag)
{
    struct run run = { .options = options, .diag = diag, .metadata = metadata_create() };
    struct update_job job = {
        .options = options,
        .diag = diag,
        .settings = { .refresh = options->refresh,
                      .omitted = options->omit,
                      .published = options->published,
                      .ascii = options->settings.format.ascii,
                      .braces = options->settings.format.braces },
        .delivery = { .diag = diag, .catalogue = &options->catalogue },
    };
    bool good;

    for (size_t i = 0; i < options->inputs.count; i++)
        delivery_know_input(&job.delivery, input_identity(options->inputs.names[i].name));
    for (size_t i = 0; i < options->metadata.count; i++)
        delivery_know_input(&job.delivery, input_identity(options->metadata.names[i]));
    good = update_all(&job, &run);
    delivery_free(&job.delivery);
    for (size_t i = 0; i < job.count; i++) {
        library_update_free(&job.list[i].update);
        free(job.list[i].backup);
    }
    free(job.list);
    metadata_free(run.metadata);
    return good ? STATUS_OK : STATUS_FAILED;
}
