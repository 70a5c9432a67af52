#include "input/metadata_fetch.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "system/file.h"
#include "input/metadata_file.h"
#include "system/helper_process.h"

enum { ARGUMENTS_MAX = 12 };

static void make_arguments(const struct fetch *fetch, bool quiet,
                           const char *arguments[ARGUMENTS_MAX])
{
    const struct {
        const char *name, *value;
    } values[] = { { "--url", fetch->url ? "-" : NULL },
                   { "--pause", fetch->pause },
                   { "--max-age", fetch->max_age } };
    size_t count = 0;

    arguments[count++] = HELPER;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (!values[i].value)
            continue;
        arguments[count++] = values[i].name;
        arguments[count++] = values[i].value;
    }
    if (fetch->offline)
        arguments[count++] = "--offline";
    if (fetch->progress)
        arguments[count++] = "--progress";
    if (quiet)
        arguments[count++] = "--quiet";
    arguments[count] = NULL;
}

static void put_id_line(void *context, struct view id)
{
    buffer_put(context, id);
    buffer_put_byte(context, '\n');
}

/* refmill-fetch reads all identifiers before it writes, so that neither process waits for the
 * other. If it ends early, its status tells why. A failure to read its output is not its
 * fault. */
bool metadata_fetch(struct metadata *metadata, const struct fetch *fetch, bool *complete,
                    struct diag *diag)
{
    const char *arguments[ARGUMENTS_MAX];
    struct buffer ids = { 0 };
    struct helper helper;
    int to[2], unsent, status;
    size_t before;
    bool good;

    if (fetch->url) /* not an argument: it may have a key in it, and arguments are public */
        buffer_print(&ids, "%s\n", fetch->url);
    before = ids.len;
    metadata_each_missing(metadata, put_id_line, &ids);
    *complete = true;
    if (ids.len == before) {
        buffer_free(&ids);
        return true;
    }
    make_arguments(fetch, diag->quiet, arguments);
    if (!helper_make_pipe(to)) {
        diag_error(diag, PROGRAM, HELPER " cannot be started: %s", strerror(errno));
        buffer_free(&ids);
        return false;
    }
    good = helper_start(&helper, arguments, to[0], "--fetch", "use --metadata with a file", diag);
    close(to[0]);
    unsent = good && !file_write(to[1], buffer_view(&ids)) ? errno : 0;
    close(to[1]);
    buffer_free(&ids);
    if (!good)
        return false;
    good = metadata_file_read_descriptor(metadata, helper.from, HELPER, diag);
    status = helper_wait(&helper);
    *complete = status == 0;
    good = good && helper_judge(status, diag);
    if (good && unsent)
        diag_error(diag, PROGRAM, "the identifiers cannot be sent to " HELPER ": %s",
                   strerror(unsent));
    return good && !unsent;
}
