#include "fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file.h"
#include "harvest.h"
#include "installed.h"

#define HELPER "refmill-fetch"

extern char **environ;

static const struct place program = { 0 };

/* ---- Where it is -------------------------------------------------------- */

/* Puts the helper's path, with a final NUL: beside refmill, as it is built, or
 * in ../libexec/refmill, as it is installed. */
static bool find_helper(struct buffer *path)
{
    static const struct view places[] = { VIEW_ENTRY(HELPER),
                                          VIEW_ENTRY("../libexec/refmill/" HELPER) };

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        path->len = 0;
        if (!installed_put(path, places[i], places[i]))
            return false;
        buffer_put_byte(path, '\0');
        if (access(path->at, X_OK) == 0)
            return true;
    }
    return false;
}

/* ---- Running it ---------------------------------------------------------- */

enum { ARGUMENTS_MAX = 12 };

static void make_arguments(const struct fetch *fetch, bool quiet,
                           const char *arguments[ARGUMENTS_MAX])
{
    const struct {
        const char *name, *value;
    } values[] = { { "--url", fetch->url },
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

/* A pipe whose ends no other program gets. */
static bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

struct helper {
    pid_t process;
    int to, from; /* its standard input and output */
};

/* Starts it with these files as its own; refmill ignores SIGPIPE, and it does
 * not. Gives errno's value, 0 when all is well. */
static int spawn(struct helper *helper, const char *path, const char *const *arguments, int in,
                 int out)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    int error;

    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    posix_spawn_file_actions_init(&files);
    error = posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    if (!error)
        error = posix_spawn(&helper->process, path, &files, &attributes, (char *const *)arguments,
                            environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

static bool start(struct helper *helper, const char *path, const char *const *arguments,
                  struct diag *diag)
{
    int to[2] = { -1, -1 }, from[2] = { -1, -1 }, error = 0;

    if (!make_pipe(to) || !make_pipe(from))
        error = errno;
    if (!error)
        error = spawn(helper, path, arguments, to[0], from[1]);
    close(to[0]);
    close(from[1]);
    helper->to = to[1];
    helper->from = from[0];
    if (!error)
        return true;
    close(to[1]);
    close(from[0]);
    diag_error(diag, program, "%s cannot be started: %s", path, strerror(error));
    return false;
}

static void put_id(void *context, struct view id)
{
    buffer_put(context, id);
    buffer_put_byte(context, '\n');
}

static int wait_for_end(const struct helper *helper)
{
    int status = 0;

    while (waitpid(helper->process, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

/* Its own messages have told of what went wrong, unless it ended otherwise. */
static bool judge_end(int status, struct diag *diag)
{
    enum { INCOMPLETE = 1, FAILED = 2 };

    if (WIFSIGNALED(status))
        diag_error(diag, program, HELPER " was ended by signal %d", WTERMSIG(status));
    else if (WEXITSTATUS(status) > FAILED)
        diag_error(diag, program, HELPER " ended with status %d", WEXITSTATUS(status));
    return WIFEXITED(status) && WEXITSTATUS(status) <= INCOMPLETE;
}

/* It reads all identifiers before it writes, so that neither waits for the
 * other; if it ends before, its status tells. When it is not read to its end the
 * fault is not its own. */
static bool exchange(const struct helper *helper, struct view ids, struct metadata *metadata,
                     struct diag *diag)
{
    int unsent = file_write(helper->to, ids) ? 0 : errno, status;
    bool good;

    close(helper->to);
    good = harvest_descriptor(metadata, helper->from, HELPER, diag);
    close(helper->from);
    status = wait_for_end(helper);
    good = good && judge_end(status, diag);
    if (good && unsent)
        diag_error(diag, program, HELPER " cannot be asked: %s", strerror(unsent));
    return good && !unsent;
}

bool fetch_metadata(struct metadata *metadata, const struct fetch *fetch, struct diag *diag)
{
    const char *arguments[ARGUMENTS_MAX];
    struct buffer path = { 0 }, ids = { 0 };
    struct helper helper;
    bool good = true;

    metadata_each_missing(metadata, put_id, &ids);
    make_arguments(fetch, diag->quiet, arguments);
    if (ids.len > 0 && !find_helper(&path)) {
        diag_error(diag, program,
                   "--fetch wants the program " HELPER ", which is neither beside refmill nor in "
                   "../libexec/refmill; install it, or give files with --metadata");
        good = false;
    } else if (ids.len > 0) {
        good = start(&helper, path.at, arguments, diag) &&
               exchange(&helper, buffer_view(&ids), metadata, diag);
    }
    buffer_free(&path);
    buffer_free(&ids);
    return good;
}
