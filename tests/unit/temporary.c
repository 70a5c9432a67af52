#include "folder.h"

#include <fcntl.h>
#include <sys/file.h>

#include "system/temporary.h"

static bool is_there(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

static void a_file_is_made_under_a_new_name(void **state)
{
    struct path prefix = folder_path(*state, "new-");
    struct temporary one, other;
    int a = temporary_create(&one, view_of(prefix.at), 0600);
    int b = temporary_create(&other, view_of(prefix.at), 0640);
    struct stat status;

    expect(a >= 0 && b >= 0 && strcmp(one.path, other.path) != 0, "two files");
    expect(strncmp(one.path, prefix.at, strlen(prefix.at)) == 0, "their prefix");
    expect(fcntl(a, F_GETFD) & FD_CLOEXEC, "closed on exec");
    expect(fstat(b, &status) == 0 && (status.st_mode & 0777) == 0640, "its mode");
    expect(temporary_rename(&one, folder_path(*state, "kept").at) && !one.path, "renamed");
    expect(!temporary_rename(&other, folder_path(*state, "no/such").at), "nowhere to go");
    expect(other.path && is_there(other.path), "it is there still");
    temporary_remove(&other);
    temporary_remove(&other);
    expect(is_there(folder_path(*state, "kept").at), "a renamed file stays");
    folder_expect_count("and nothing else", *state, 1);
    close(a);
    close(b);
}

/* As if it was last written two days ago. */
static void make_old(const char *path)
{
    struct timespec now, times[2];

    clock_gettime(CLOCK_REALTIME, &now);
    times[0] = times[1] = (struct timespec){ .tv_sec = now.tv_sec - 2 * 24 * 60 * 60 };
    expect(utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) == 0, path);
}

static void what_killed_runs_left_is_removed(void **state)
{
    const struct folder *folder = *state;
    static const struct {
        const char *name;
        bool stays;
    } cases[] = {
        { ".refmill-aB3dE6", false }, { ".refmill-aB3dE6~", true }, { ".refmill-aB3dE", true },
        { ".refmill-aB3dE67", true }, { ".refmill-aB.dE6", true },  { "new-aB3dE6", true },
    };
    struct path young = folder_path(folder, ".refmill-young0"),
                soft = folder_path(folder, ".refmill-link00"),
                directory = folder_path(folder, ".refmill-folder");
    struct path foreign = folder_path(folder, ".refmill-others"),
                held = folder_path(folder, ".refmill-held00");
    int file;

    for (size_t i = 0; i < LENGTH(cases); i++) {
        folder_write(folder_path(folder, cases[i].name).at, "text");
        make_old(folder_path(folder, cases[i].name).at);
    }
    folder_write(young.at, "text");
    folder_write(foreign.at, "text");
    folder_write(held.at, "text");
    expect(symlink("new-aB3dE6", soft.at) == 0 && mkdir(directory.at, 0700) == 0, "made");
    make_old(soft.at);
    make_old(directory.at);
    make_old(foreign.at);
    make_old(held.at);
    file = open(held.at, O_RDONLY | O_CLOEXEC);
    expect(file >= 0 && flock(file, LOCK_EX) == 0, "locked");
    if (geteuid() == 0)
        expect(chown(foreign.at, 65534, 65534) == 0, "chown");
    temporary_remove_leftovers(folder->path, VIEW(".refmill-"));
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_number(cases[i].name, is_there(folder_path(folder, cases[i].name).at),
                      cases[i].stays);
    expect(is_there(young.at) && is_there(soft.at) && is_there(directory.at), "no old files");
    expect(is_there(held.at), "it is locked");
    expect_number("of another user", is_there(foreign.at), geteuid() == 0);
    close(file);
    temporary_remove_leftovers(folder->path, VIEW(".refmill-"));
    expect(!is_there(held.at), "it is locked no longer");
}

static void a_file_that_is_being_written_is_held(void **state)
{
    const struct folder *folder = *state;
    struct path prefix = folder_path(folder, ".refmill-");
    struct temporary temporary;
    int file = temporary_create(&temporary, view_of(prefix.at), 0600);

    expect(file >= 0, "made");
    make_old(temporary.path);
    temporary_remove_leftovers(folder->path, VIEW(".refmill-"));
    expect(is_there(temporary.path), "while it is open");
    close(file);
    temporary_remove_leftovers(folder->path, VIEW(".refmill-"));
    expect(!is_there(temporary.path), "when it is not");
    temporary_remove(&temporary);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_create, folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_file_is_made_under_a_new_name),
        IN_FOLDER(what_killed_runs_left_is_removed),
        IN_FOLDER(a_file_that_is_being_written_is_held),
    };
    return cmocka_run_group_tests_name("temporary", tests, NULL, NULL);
}
