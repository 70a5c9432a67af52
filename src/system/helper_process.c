#include "system/helper_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/install_path.h"
#include "text/text.h"

#ifdef __APPLE__
#include <crt_externs.h>
#define environ (*_NSGetEnviron()) /* a shared library has no other way to it */
#else
extern char **environ;
#endif

/* Puts the helper's path with a final NUL. It is in refmill's directory when built, and in
 * ../libexec/refmill when installed. */
static bool find_helper(struct buffer *path)
{
    static const struct view places[] = { VIEW_ENTRY(HELPER),
                                          VIEW_ENTRY("../libexec/refmill/" HELPER) };

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        path->len = 0;
        if (!install_path_put(path, places[i], places[i]))
            return false;
        buffer_put_byte(path, '\0');
        if (access(path->at, X_OK) == 0)
            return true;
    }
    return false;
}

/* Returns false, and reports an error, if others may write to the helper or its directory. */
static bool helper_is_trusted(const char *path, struct diag *diag)
{
    struct view file = view_of(path);
    char *directory = view_to_string((struct view){ path, view_find_last(file, VIEW("/")) + 1 });
    struct place place = { .file = directory };
    struct buffer why = { 0 };
    bool trusted = install_path_is_trusted(directory, &why);

    if (trusted) {
        place.file = path;
        trusted = install_path_is_trusted(path, &why);
    }
    if (!trusted)
        diag_error(diag, place, "%s", why.at);
    free(directory);
    buffer_free(&why);
    return trusted;
}

bool helper_make_pipe(int ends[2])
{
#ifdef __APPLE__
    return pipe(ends) == 0 && fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 &&
           fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
#else
    return pipe2(ends, O_CLOEXEC) == 0;
#endif
}

/* Starts the helper with these files as its standard input and output. Resets the signals that
 * refmill ignores. Returns 0 or a value of errno. */
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

bool helper_start(struct helper *helper, const char *const *arguments, int input,
                  const char *option, const char *instead, struct diag *diag)
{
    struct buffer path = { 0 };
    int from[2] = { -1, -1 }, error;
    bool found = find_helper(&path);

    if (!found) {
        diag_error(diag, PROGRAM,
                   "%s requires the program " HELPER ", which is neither in refmill's directory "
                   "nor in ../libexec/refmill; install it, or %s",
                   option, instead);
    } else if (!helper_is_trusted(path.at, diag)) {
        found = false;
    } else {
        error = helper_make_pipe(from) ? spawn(helper, path.at, arguments, input, from[1]) : errno;
        if (error)
            diag_error(diag, PROGRAM, "%s cannot be started: %s", path.at, strerror(error));
        found = !error;
        close(from[1]);
    }
    helper->from = from[0];
    if (!found)
        close(from[0]);
    buffer_free(&path);
    return found;
}

int helper_wait(struct helper *helper)
{
    int status = 0;

    close(helper->from);
    while (waitpid(helper->process, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

/* The helper has reported its failures itself if it ended with one of its own statuses. */
bool helper_judge(int status, struct diag *diag)
{
    enum { INCOMPLETE = 1, FAILED = 2 };

    if (WIFSIGNALED(status))
        diag_error(diag, PROGRAM, HELPER " was killed by signal %d", WTERMSIG(status));
    else if (WEXITSTATUS(status) > FAILED)
        diag_error(diag, PROGRAM, HELPER " ended with status %d", WEXITSTATUS(status));
    return WIFEXITED(status) && WEXITSTATUS(status) <= INCOMPLETE;
}
