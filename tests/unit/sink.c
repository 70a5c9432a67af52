#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <sys/xattr.h>

#include "output/sink.h"
#include "system/file.h"

static void put(struct sink *sink, struct view text)
{
    buffer_put(sink_buffer(sink), text);
    sink_settle(sink);
}

static bool commits(struct sink *sink)
{
    sink_prepare_all(&sink, 1);
    return !sink_commit_all(&sink, 1);
}

static void write_whole(const char *name, const char *path, const char *text)
{
    struct sink sink;

    expect(sink_open_path(&sink, path), name);
    put(&sink, view_of(text));
    expect(sink_close(&sink) && commits(&sink), name);
    sink_discard(&sink);
}

static void expect_mode(const char *name, const char *path, mode_t wanted)
{
    struct stat status;

    expect(stat(path, &status) == 0, name);
    expect_number(name, status.st_mode & 07777, wanted);
}

static void a_new_file_obeys_the_umask(void **state)
{
    static const mode_t masks[] = { 0000, 0022, 0027, 0077 };
    mode_t before = umask(0);

    for (size_t i = 0; i < LENGTH(masks); i++) {
        struct path path = folder_path(*state, "new");
        umask(masks[i]);
        write_whole("new", path.at, "text");
        folder_expect("new", path.at, "text");
        expect_mode("0666 less umask", path.at, 0666 & ~masks[i]);
        expect(remove(path.at) == 0, "removed");
    }
    umask(before);
}

static void a_replaced_file_keeps_its_mode(void **state)
{
    static const mode_t modes[] = { 0600, 0640, 0664, 0755 };

    for (size_t i = 0; i < LENGTH(modes); i++) {
        struct path path = folder_path(*state, "old");
        folder_write(path.at, "a text that is longer than the new one");
        expect(chmod(path.at, modes[i]) == 0, "chmod");
        write_whole("replaced", path.at, "new");
        folder_expect("replaced", path.at, "new");
        expect_mode("the mode before", path.at, modes[i]);
    }
    folder_expect_count("no temporary stays", *state, 1);
}

/* Whoever may plant a file would otherwise choose that its next owner's bits are set. */
static void a_replaced_file_loses_set_uid(void **state)
{
    static const mode_t modes[] = { 06777, 04755, 02775, 01666 };

    for (size_t i = 0; i < LENGTH(modes); i++) {
        struct path path = folder_path(*state, "old");
        folder_write(path.at, "old");
        expect(chmod(path.at, modes[i]) == 0, "chmod");
        write_whole("replaced", path.at, "new");
        expect_mode("nothing but permissions", path.at, modes[i] & 0777);
    }
}

enum { NOBODY = 65534 };

static void a_replaced_file_keeps_its_owner(void **state)
{
    struct path path = folder_path(*state, "old");
    struct stat status;

    if (geteuid() != 0)
        skip();
    folder_write(path.at, "old");
    expect(chown(path.at, NOBODY, NOBODY - 1) == 0 && chmod(path.at, 0640) == 0, "chown");
    write_whole("replaced", path.at, "new");
    expect(stat(path.at, &status) == 0, "stat");
    expect_number("owner", status.st_uid, NOBODY);
    expect_number("group", status.st_gid, NOBODY - 1);
    expect_mode("mode", path.at, 0640);
}

/* Runs as nobody, who may write the file and not give it to its group. */
static void replace_as_nobody(const char *path)
{
    int status = 0;
    pid_t child = fork();

    expect(child >= 0, "fork");
    if (child == 0) {
        if (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)
            _exit(1);
        write_whole("replaced", path, "new");
        _exit(0);
    }
    expect(waitpid(child, &status, 0) == child && status == 0, "the child replaced it");
}

static void another_group_gets_what_everybody_has(void **state)
{
    const struct folder *folder = *state;
    static const mode_t modes[][2] = { { 0666, 0666 }, { 0672, 0622 }, { 0626, 0626 } };

    if (geteuid() != 0)
        skip();
    expect(chmod(folder->path, 0777) == 0, "chmod");
    for (size_t i = 0; i < LENGTH(modes); i++) {
        struct path path = folder_path(folder, "old");
        remove(path.at);
        folder_write(path.at, "old");
        expect(chmod(path.at, modes[i][0]) == 0, "chmod");
        replace_as_nobody(path.at);
        folder_expect("replaced", path.at, "new");
        expect_mode("the group's bits", path.at, modes[i][1]);
    }
}

static const char acl_name[] = "system.posix_acl_access";
/* u::rw- u:nobody:rw- g::--- m::rw- o::-w-, by which a mode is 0662. */
static const unsigned char acl[] = { 2,  0, 0, 0,                                         /* */
                                     1,  0, 6, 0, 0xFF,          0xFF,        0xFF, 0xFF, /* */
                                     2,  0, 6, 0, NOBODY & 0xFF, NOBODY >> 8, 0,    0,    /* */
                                     4,  0, 0, 0, 0xFF,          0xFF,        0xFF, 0xFF, /* */
                                     16, 0, 6, 0, 0xFF,          0xFF,        0xFF, 0xFF, /* */
                                     32, 0, 2, 0, 0xFF,          0xFF,        0xFF, 0xFF };

static void an_acl_is_copied_or_gives_the_bits(void **state)
{
    const struct folder *folder = *state;
    struct path path = folder_path(folder, "old");
    unsigned char after[sizeof acl];

    folder_write(path.at, "old");
    if (setxattr(path.at, acl_name, acl, sizeof acl, 0) < 0)
        skip(); /* not on this file system */
    expect_mode("by the ACL", path.at, 0662);
    write_whole("replaced", path.at, "new");
    expect(getxattr(path.at, acl_name, after, sizeof after) == sizeof acl, "it has an ACL");
    assert_memory_equal(after, acl, sizeof acl);
    if (geteuid() != 0)
        return;
    expect(chmod(folder->path, 0777) == 0, "chmod");
    replace_as_nobody(path.at);
    expect(getxattr(path.at, acl_name, after, sizeof after) < 0, "no ACL for another group");
    expect_mode("nor what it allowed", path.at, 0602);
}

/* It is for new files; one that is replaced has its own permissions. */
static void a_directory_s_acl_is_for_new_files(void **state)
{
    const struct folder *folder = *state;
    struct path old = folder_path(folder, "old"), new = folder_path(folder, "new");
    unsigned char after[sizeof acl];

    folder_write(old.at, "old");
    expect(chmod(old.at, 0664) == 0, "chmod");
    if (setxattr(folder->path, "system.posix_acl_default", acl, sizeof acl, 0) < 0)
        skip(); /* not on this file system */
    write_whole("replaced", old.at, "new");
    expect(getxattr(old.at, acl_name, after, sizeof after) < 0, "no ACL came");
    expect_mode("its mode", old.at, 0664);
    write_whole("new", new.at, "new");
    expect(getxattr(new.at, acl_name, after, sizeof after) == sizeof acl, "a new file has it");
    expect_mode("and its mode", new.at, 0662);
}

static void the_old_file_stands_until_the_new_one_is_whole(void **state)
{
    struct path path = folder_path(*state, "old");
    struct sink sink;

    folder_write(path.at, "old");
    expect(sink_open_path(&sink, path.at), "opened");
    put(&sink, VIEW("new"));
    folder_expect("while writing", path.at, "old");
    expect(sink_close(&sink), "closed");
    folder_expect("before it is put in its place", path.at, "old");
    expect(commits(&sink), "committed");
    folder_expect("then", path.at, "new");
    sink_discard(&sink);
    folder_expect("discarding what is done changes nothing", path.at, "new");
}

static void discarding_leaves_the_old_file_or_none(void **state)
{
    struct path old = folder_path(*state, "old"), new = folder_path(*state, "new");
    struct sink sinks[2];

    folder_write(old.at, "old");
    expect(sink_open_path(&sinks[0], old.at) && sink_open_path(&sinks[1], new.at), "opened");
    put(&sinks[0], VIEW("new"));
    put(&sinks[1], VIEW("new"));
    expect(sink_close(&sinks[0]), "one is closed, one is not");
    sink_discard(&sinks[0]);
    sink_discard(&sinks[1]);
    folder_expect("the old one", old.at, "old");
    folder_expect_count("and nothing else", *state, 1);
}

static void a_symbolic_link_is_followed(void **state)
{
    struct path target = folder_path(*state, "target"), soft = folder_path(*state, "link");
    struct path second = folder_path(*state, "second");
    struct stat status;

    folder_write(target.at, "old");
    expect(symlink("target", soft.at) == 0 && symlink(soft.at, second.at) == 0, "symlink");
    write_whole("through two links", second.at, "new");
    folder_expect("the target", target.at, "new");
    expect(lstat(soft.at, &status) == 0 && S_ISLNK(status.st_mode), "the link is a link still");
    expect(lstat(second.at, &status) == 0 && S_ISLNK(status.st_mode), "and so is the other");
    folder_expect_count("nothing else", *state, 3);
}

static void a_dangling_link_gets_its_target(void **state)
{
    struct path target = folder_path(*state, "target"), soft = folder_path(*state, "link");
    struct stat status;

    expect(symlink("target", soft.at) == 0, "symlink");
    write_whole("dangling", soft.at, "new");
    folder_expect("the target", target.at, "new");
    expect(lstat(soft.at, &status) == 0 && S_ISLNK(status.st_mode), "the link is a link still");
}

static void what_cannot_be_written_is_refused(void **state)
{
    struct path folder = folder_path(*state, "folder"), loop = folder_path(*state, "loop");
    struct path nowhere = folder_path(*state, "nowhere/file");
    struct path slash = folder_path(*state, "folder/");
    const char *const paths[] = { folder.at, slash.at, nowhere.at, loop.at };

    expect(mkdir(folder.at, 0777) == 0 && symlink("loop", loop.at) == 0, "made");
    for (size_t i = 0; i < LENGTH(paths); i++) {
        struct sink sink;
        expect(!sink_open_path(&sink, paths[i]), paths[i]);
        expect(sink.why && sink.why[0], paths[i]);
        expect_number(paths[i], sink.file, -1);
        sink_discard(&sink);
    }
    folder_expect_count("no temporary stays", *state, 2);
}

/* Whether somebody who is not root may open it. */
static bool opens_for_a_user(const char *path)
{
    int status = 0;
    pid_t child = fork();

    expect(child >= 0, "fork");
    if (child == 0) {
        struct sink sink;
        bool opened;
        if (geteuid() == 0 && setuid(NOBODY) != 0)
            _exit(2);
        opened = sink_open_path(&sink, path);
        sink_discard(&sink);
        _exit(opened);
    }
    expect(waitpid(child, &status, 0) == child && WIFEXITED(status), "the child ended");
    expect(WEXITSTATUS(status) < 2, "the child is not root");
    return WEXITSTATUS(status) == 1;
}

/* The folder alone would let it be replaced. */
static void a_read_only_file_is_not_replaced(void **state)
{
    struct folder *folder = *state;
    struct path path = folder_path(folder, "old");

    folder_write(path.at, "old");
    expect(chmod(folder->path, 0777) == 0 && chmod(path.at, 0666) == 0, "chmod");
    expect(opens_for_a_user(path.at), "a file that may be written");
    expect(chmod(path.at, 0444) == 0, "chmod");
    expect(!opens_for_a_user(path.at), "a file that may not be written");
    folder_expect("untouched", path.at, "old");
}

static bool have_common_identity(const struct sink *a, const struct sink *b)
{
    uint64_t left[2], right[2];
    size_t left_count = sink_identities(a, left), right_count = sink_identities(b, right);

    for (size_t i = 0; i < left_count; i++) {
        for (size_t j = 0; j < right_count; j++) {
            if (left[i] == right[j])
                return true;
        }
    }
    return false;
}

static void two_names_of_a_file_are_one_target(void **state)
{
    struct path plain = folder_path(*state, "file"), dotted = folder_path(*state, "./file");
    struct path soft = folder_path(*state, "link"), other = folder_path(*state, "other");
    struct path hard = folder_path(*state, "hard"), new = folder_path(*state, "new");
    struct path dangling = folder_path(*state, "dangling"), capital = folder_path(*state, "NEW");
    struct path inside = folder_path(*state, "folder/new"), way = folder_path(*state, "way/new");
    struct path back = folder_path(*state, "way/../new");
    const struct {
        const char *name, *a, *b;
        bool same;
    } cases[] = {
        { "the same name", plain.at, plain.at, true },
        { "another way there", plain.at, dotted.at, true },
        { "a symbolic link", plain.at, soft.at, true },
        { "a hard link", plain.at, hard.at, true },
        { "a file that is yet to be", new.at, new.at, true },
        { "a link to a file that is yet to be", new.at, dangling.at, true },
        { "a folder by its link", inside.at, way.at, true },
        { "a way through a folder's link", back.at, new.at, true },
        { "the same name in another folder", inside.at, new.at, false },
        { "a name in capitals", capital.at, new.at, false },
        { "two files", plain.at, other.at, false },
        { "a file and one that is yet to be", plain.at, new.at, false },
        { "a device", "/dev/null", "/dev/null", false },
    };

    folder_write(plain.at, "text");
    folder_write(other.at, "text");
    expect(symlink("file", soft.at) == 0 && symlink("new", dangling.at) == 0 &&
               link(plain.at, hard.at) == 0 && mkdir(folder_path(*state, "folder").at, 0777) == 0 &&
               symlink("folder", folder_path(*state, "way").at) == 0,
           "made");
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct sink a, b;
        expect(sink_open_path(&a, cases[i].a) && sink_open_path(&b, cases[i].b), cases[i].name);
        expect_number(cases[i].name, have_common_identity(&a, &b), cases[i].same);
        expect_number(cases[i].name, have_common_identity(&b, &a), cases[i].same);
        sink_discard(&a);
        sink_discard(&b);
    }
}

static void a_target_is_told_by_device_and_inode(void **state)
{
    struct path path = folder_path(*state, "file"), new = folder_path(*state, "new");
    struct stat status;
    struct sink sink;
    uint64_t hashes[2];

    folder_write(path.at, "text");
    expect(stat(path.at, &status) == 0, "stat");
    expect(sink_open_path(&sink, path.at), "opened");
    expect_number("a name and a file", (int64_t)sink_identities(&sink, hashes), 2);
    expect(hashes[1] == file_identity(status.st_dev, status.st_ino), "the file");
    expect(hashes[1] != file_identity(status.st_dev, status.st_ino + 1), "another file");
    expect(hashes[1] != file_identity(status.st_dev + 1, status.st_ino), "another device");
    expect(hashes[0] != hashes[1] && hashes[0] && hashes[1], "two hashes");
    sink_discard(&sink);
    expect(sink_open_path(&sink, new.at), "opened");
    expect_number("a name alone", (int64_t)sink_identities(&sink, hashes), 1);
    sink_discard(&sink);
}

static void a_failure_sticks(void **state)
{
    struct path path = folder_path(*state, "old");
    struct sink sink;

    folder_write(path.at, "old");
    expect(sink_open_path(&sink, path.at), "opened");
    put(&sink, VIEW("new"));
    sink_fail(&sink, "the first reason");
    sink_fail(&sink, "the second reason");
    put(&sink, VIEW("more"));
    assert_string_equal(sink.why, "the first reason");
    expect(!sink_close(&sink), "not closed as if all were well");
    assert_string_equal(sink.why, "the first reason");
    sink_discard(&sink);
    folder_expect("the old file", path.at, "old");
    folder_expect_count("and nothing else", *state, 1);
}

/* A full disk is noticed when the buffer is written out: at a put when there
 * is more than it holds, else at close. */
static void a_full_disk_is_noticed(void **state)
{
    static const size_t sizes[] = { 1, 100000, 1000000 };

    (void)state;
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct sink sink;
        char *bytes = test_calloc(sizes[i], 1);

        expect(sink_open_path(&sink, "/dev/full"), "opened");
        put(&sink, (struct view){ bytes, sizes[i] });
        expect(!sink_close(&sink), "not closed as if all were well");
        assert_string_equal(sink.why, strerror(ENOSPC));
        sink_discard(&sink);
        test_free(bytes);
    }
}

static void a_device_is_written_in_place(void **state)
{
    struct stat status;
    struct sink sink;
    uint64_t hashes[2];

    (void)state;
    write_whole("/dev/null", "/dev/null", "text");
    expect(stat("/dev/null", &status) == 0 && S_ISCHR(status.st_mode), "a device still");
    expect(sink_open_path(&sink, "/dev/null"), "opened");
    expect_number("a device has no identity", (int64_t)sink_identities(&sink, hashes), 0);
    sink_discard(&sink);
}

/* Opens, writes and closes; the caller commits. */
static void write_closed(struct sink *sink, const char *path, struct view text)
{
    expect(sink_open_path(sink, path), path);
    put(sink, text);
    expect(sink_close(sink), path);
    expect(!sink->buffer.at, "a closed sink keeps no buffer");
}

/* The third cannot be: its folder is moved away before. */
static void what_another_program_wrote_stays(void **state)
{
    struct path path = folder_path(*state, "library");
    struct sink sink, *all[] = { &sink };

    folder_write(path.at, "old");
    write_closed(&sink, path.at, VIEW("new"));
    sink.has_old = true;
    expect(stat(path.at, &sink.old) == 0, "found");
    folder_write(path.at, "another's");
    sink_prepare_all(all, 1);
    expect(sink_commit_all(all, 1) == &sink, "it fails");
    folder_expect("the other's text stays", path.at, "another's");
    sink_discard(&sink);
}

static void all_are_committed_or_none(void **state)
{
    struct path paths[] = { folder_path(*state, "old"), folder_path(*state, "new"),
                            folder_path(*state, "gone/file"), folder_path(*state, "last") };
    struct path gone = folder_path(*state, "gone"), away = folder_path(*state, "away");
    struct sink sinks[LENGTH(paths)], *all[LENGTH(paths)];

    folder_write(paths[0].at, "old");
    folder_write(paths[3].at, "old");
    expect(mkdir(gone.at, 0777) == 0, "made");
    for (size_t i = 0; i < LENGTH(paths); i++) {
        write_closed(&sinks[i], paths[i].at, VIEW("new"));
        all[i] = &sinks[i];
    }
    sink_prepare_all(all, LENGTH(all));
    expect(rename(gone.at, away.at) == 0, "moved");
    expect(sink_commit_all(all, LENGTH(all)) == all[2], "the one without its folder");
    assert_string_equal(sinks[2].why, strerror(ENOENT));
    folder_expect("the first is as before", paths[0].at, "old");
    folder_expect("and the last", paths[3].at, "old");
    expect(rename(away.at, gone.at) == 0, "moved back");
    for (size_t i = 0; i < LENGTH(paths); i++)
        sink_discard(&sinks[i]);
    expect(rmdir(gone.at) == 0, "no temporary stays there");
    folder_expect_count("and nothing else", *state, 2);
}

/* In whatever order they are discarded, and after some are committed. */
static void many_at_once_leave_nothing(void **state)
{
    enum { COUNT = 100 };
    struct sink sinks[COUNT], *some[COUNT / 4];

    for (size_t i = 0; i < COUNT; i++) {
        char name[16];
        snprintf(name, sizeof name, "%zu", i);
        write_closed(&sinks[i], folder_path(*state, name).at, VIEW("new"));
        if (i % 4 == 1)
            some[i / 4] = &sinks[i];
    }
    folder_expect_count("temporaries", *state, COUNT);
    sink_prepare_all(some, LENGTH(some));
    expect(!sink_commit_all(some, LENGTH(some)), "committed");
    for (size_t i = 0; i < COUNT; i++)
        sink_discard(&sinks[i * 37 % COUNT]);
    folder_expect_count("those committed", *state, COUNT / 4);
}

/* The time is long ago, the mode unusual: both would change with the file. */
static void what_is_unchanged_is_left_alone(void **state)
{
    enum { SIZE = 100000 };
    struct path path = folder_path(*state, "file");
    struct timespec times[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };
    char *text = test_malloc(SIZE), *other = test_malloc(SIZE);
    struct sink sink;
    const struct {
        const char *name;
        struct view text;
        bool if_changed, spared;
    } cases[] = {
        { "the same bytes", { text, SIZE }, true, true },
        { "the same bytes, not asked", { text, SIZE }, false, false },
        { "another last byte", { other, SIZE }, true, false },
        { "shorter", { text, SIZE - 1 }, true, false },
        { "nothing", { text, 0 }, true, false },
    };

    memset(text, 'a', SIZE);
    memset(other, 'a', SIZE);
    other[SIZE - 1] = 'b';
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct stat before, after;
        write_closed(&sink, path.at, (struct view){ text, SIZE });
        expect(commits(&sink), cases[i].name);
        sink_discard(&sink);
        expect(chmod(path.at, 0604) == 0 && utimensat(AT_FDCWD, path.at, times, 0) == 0 &&
                   stat(path.at, &before) == 0,
               cases[i].name);
        write_closed(&sink, path.at, cases[i].text);
        sink.if_changed = cases[i].if_changed;
        expect(commits(&sink) && stat(path.at, &after) == 0, cases[i].name);
        sink_discard(&sink);
        expect_number(cases[i].name, before.st_ino == after.st_ino, cases[i].spared);
        expect_number(cases[i].name, after.st_mtime == times[1].tv_sec, cases[i].spared);
        expect_number(cases[i].name, after.st_mode & 07777, 0604);
        expect_number(cases[i].name, after.st_size, (int64_t)cases[i].text.len);
        folder_expect_count(cases[i].name, *state, 1);
    }
    test_free(text);
    test_free(other);
}

static void a_new_or_empty_file_may_be_unchanged_too(void **state)
{
    struct path path = folder_path(*state, "file");
    struct stat status[2];
    struct sink sink;

    for (size_t i = 0; i < LENGTH(status); i++) {
        write_closed(&sink, path.at, VIEW(""));
        sink.if_changed = true;
        expect(commits(&sink) && stat(path.at, &status[i]) == 0, "there now");
        sink_discard(&sink);
    }
    expect(status[0].st_ino == status[1].st_ino, "left alone");
    folder_expect_count("nothing else", *state, 1);
}

/* Pieces of many sizes, around that of the buffer, arrive whole and in order. */
static void long_text_arrives_whole(void **state)
{
    static const size_t sizes[] = { 1, 8191, 1, 262143, 1, 262144, 0, 262145, 3, 1000000, 7 };
    struct path path = folder_path(*state, "long");
    struct sink sink;
    size_t total = 0;
    FILE *file;

    expect(sink_open_path(&sink, path.at), "opened");
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        char *piece = test_malloc(sizes[i] + 1);
        for (size_t at = 0; at < sizes[i]; at++)
            piece[at] = (char)('a' + (total + at) % 23);
        put(&sink, (struct view){ piece, sizes[i] });
        total += sizes[i];
        test_free(piece);
    }
    expect(sink_close(&sink) && commits(&sink), "whole");
    sink_discard(&sink);
    file = fopen(path.at, "r");
    expect(file != NULL, "read again");
    for (size_t at = 0; at < total; at++)
        expect_number("in order", fgetc(file), 'a' + (int)(at % 23));
    expect_number("nothing behind it", fgetc(file), EOF);
    fclose(file);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_create, folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_new_file_obeys_the_umask),
        IN_FOLDER(a_replaced_file_keeps_its_mode),
        IN_FOLDER(a_replaced_file_loses_set_uid),
        IN_FOLDER(a_replaced_file_keeps_its_owner),
        IN_FOLDER(another_group_gets_what_everybody_has),
        IN_FOLDER(an_acl_is_copied_or_gives_the_bits),
        IN_FOLDER(a_directory_s_acl_is_for_new_files),
        IN_FOLDER(the_old_file_stands_until_the_new_one_is_whole),
        IN_FOLDER(discarding_leaves_the_old_file_or_none),
        IN_FOLDER(a_symbolic_link_is_followed),
        IN_FOLDER(a_dangling_link_gets_its_target),
        IN_FOLDER(what_cannot_be_written_is_refused),
        IN_FOLDER(a_read_only_file_is_not_replaced),
        IN_FOLDER(two_names_of_a_file_are_one_target),
        IN_FOLDER(a_target_is_told_by_device_and_inode),
        IN_FOLDER(a_failure_sticks),
        cmocka_unit_test(a_full_disk_is_noticed),
        cmocka_unit_test(a_device_is_written_in_place),
        IN_FOLDER(what_another_program_wrote_stays),
        IN_FOLDER(all_are_committed_or_none),
        IN_FOLDER(many_at_once_leave_nothing),
        IN_FOLDER(what_is_unchanged_is_left_alone),
        IN_FOLDER(a_new_or_empty_file_may_be_unchanged_too),
        IN_FOLDER(long_text_arrives_whole),
    };
    return cmocka_run_group_tests_name("sink", tests, NULL, NULL);
}
