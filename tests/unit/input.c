#include "folder.h"

#include <utime.h>

#include "input/input.h"
#include "output/sink.h"
#include "system/file.h"

static const struct moment absent = { 0, MOMENT_ABSENT };

static void names_tell_a_time(void **state)
{
    static const struct {
        const char *name;
        int64_t seconds; /* -1: none */
    } cases[] = {
        { "2024-03-29.md", 1711670400 },
        { "2024-03-29-cs.LG-51111e.md", 1711670400 },
        { "digest-2024-03-29.md", 1711670400 },
        { "cs.LG_2024-03-29_2024-03-30.md", 1711670400 },
        { "2024-02-29.md", 1709164800 },
        { "1711703271.md", 1711703271 },
        { "cs.LG-1711703271.md", 1711703271 },
        { "1711703271-2024-03-01.md", 1711703271 },
        { "2024-03-29-1711703271.md", 1711670400 },
        { "1970-01-01.md", 0 },
        { "0000000000.md", 0 },
        { "2023-02-29.md", -1 },
        { "2023-02-29-1711703271.md", 1711703271 },
        { "2024-13-01.md", -1 },
        { "2024-3-29.md", 1711670400 },
        { "20240329.md", 1711670400 },
        { "2024_03_29.md", 1711670400 },
        { "papers-29-Mar-2024.md", 1711670400 },
        { "2024-03-290.md", -1 },
        { "12024-03-29.md", -1 },
        { "171170327.md", -1 },
        { "17117032711.md", -1 },
        { "20240230.md", -1 },
        { "2403.20240.md", -1 },
        { "cs.LG.md", -1 },
        { "", -1 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct moment moment = input_moment_of_name(view_of(cases[i].name));
        expect_number(cases[i].name, moment.origin,
                      cases[i].seconds < 0 ? MOMENT_ABSENT : MOMENT_KNOWN);
        if (moment.origin == MOMENT_KNOWN)
            expect_number(cases[i].name, moment.seconds, cases[i].seconds);
    }
}

static void an_option_is_a_time_and_nothing_else(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds; /* -1: refused */
    } cases[] = {
        { "2024-03-29", 1711670400 },
        { "1711703271", 1711703271 },
        { "2024-03-29 ", -1 },
        { " 2024-03-29", -1 },
        { "2024-03-29T09:07", -1 },
        { "2024-02-30", -1 },
        { "171170327", -1 },
        { "17117032711", -1 },
        { "-711703271", -1 },
        { "+711703271", -1 },
        { "yesterday", -1 },
        { "2024-03", -1 },
        { "", -1 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct moment moment = absent;
        bool read = input_read_moment(view_of(cases[i].text), &moment);
        expect_number(cases[i].text, read, cases[i].seconds >= 0);
        if (read)
            expect_number(cases[i].text, moment.seconds, cases[i].seconds);
    }
}

/* --date, the name, SOURCE_DATE_EPOCH, the file's time. */
static void the_better_source_of_a_time_wins(void **state)
{
    enum { OPTION = 1600000000, EPOCH = 1500000000, FILE_TIME = 1400000000, NAMED = 1711670400 };
    static const struct {
        const char *name, *file;
        bool option, epoch;
        int64_t seconds;
    } cases[] = {
        { "all four", "2024-03-29-cs.LG.md", true, true, OPTION },
        { "the name over the environment", "2024-03-29-cs.LG.md", false, true, NAMED },
        { "the name over the file", "2024-03-29-cs.LG.md", false, false, NAMED },
        { "the option over the environment", "cs.LG.md", true, true, OPTION },
        { "the environment over the file", "cs.LG.md", false, true, EPOCH },
        { "the file", "cs.LG.md", false, false, FILE_TIME },
    };

    for (size_t i = 0; i < LENGTH(cases); i++) {
        const struct moment option = { OPTION, MOMENT_KNOWN }, epoch = { EPOCH, MOMENT_KNOWN };
        struct path file = folder_path(*state, cases[i].file);
        const char *path = file.at;
        struct input input;

        folder_write(path, "");
        expect(utime(path, &(struct utimbuf){ FILE_TIME, FILE_TIME }) == 0, path);
        input = input_describe(&(struct input_name){ .name = path },
                               cases[i].option ? option : absent, cases[i].epoch ? epoch : absent);
        expect_number(cases[i].name, input.announced.origin, MOMENT_KNOWN);
        expect_number(cases[i].name, input.announced.seconds, cases[i].seconds);
    }
}

static void a_file_may_be_from_after_2038(void **state)
{
    const time_t time = 4102444800; /* 2100 */
    struct path file = folder_path(*state, "digest.md");

    folder_write(file.at, "");
    expect(utime(file.at, &(struct utimbuf){ time, time }) == 0, file.at);
    expect_number(
        "2100",
        input_describe(&(struct input_name){ .name = file.at }, absent, absent).announced.seconds,
        4102444800);
}

static void an_input_is_described_by_its_name(void **state)
{
    struct path path = folder_path(*state, "2024-06-27-physics.data-an-944717.md");
    struct input input = input_describe(&(struct input_name){ .name = path.at }, absent, absent);

    expect_text("base", input.base, "2024-06-27-physics.data-an-944717.md");
    expect_text("channel", input.channel, "physics.data-an");
    assert_string_equal(input.name, path.at);
    input = input_describe(&(struct input_name){ .name = "cs.LG/digest" }, absent, absent);
    expect_text("a folder's name is no channel", input.channel, "");
    expect_number("no file, no time", input.announced.origin, MOMENT_ABSENT);
    input = input_describe(&(struct input_name){ .name = "-" }, absent, absent);
    expect_text("standard input has no name", input.base, "");
    expect_text("and no channel", input.channel, "");
    assert_string_equal(input.name, "<stdin>");
}

static void inputs_are_opened_and_identified(void **state)
{
    struct diag diag = { 0 };
    struct path path = folder_path(*state, "a.md"), missing = folder_path(*state, "b.md");
    struct input input;
    struct stat status;

    folder_write(path.at, "text");
    input = input_describe(&(struct input_name){ .name = path.at }, absent, absent);
    expect(stat(path.at, &status) == 0 &&
               input_identity(path.at) == file_identity(status.st_dev, status.st_ino),
           "a regular file");
    expect(input_open(&input, &diag), "opened");
    input_close(&input);
    expect_number("no error yet", (int64_t)diag.errors, 0);
    expect(input_identity(((struct folder *)*state)->path) == 0, "a folder");
    input = input_describe(&(struct input_name){ .name = missing.at }, absent, absent);
    expect(input_identity(missing.at) == 0, "no file");
    expect(!input_open(&input, &diag), "not opened");
    expect_number("reported", (int64_t)diag.errors, 1);
}

/* A pipe is kept, so that it can be read twice; and nothing is left open. */
static void what_cannot_be_read_twice_is_kept(void **state)
{
    static const struct {
        const char *name, *folder;
        bool good;
    } cases[] = {
        { "kept", "/tmp", true },
        { "no folder for it", "/nonexistent", false },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct diag diag = { .silent = true };
        struct input input;
        char name[32], text[16];
        int ends[2], before, after;

        expect(pipe(ends) == 0 && write(ends[1], "lantern", 7) == 7 && close(ends[1]) == 0,
               "a pipe");
        snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
        before = dup(ends[0]);
        close(before);
        setenv("TMPDIR", cases[i].folder, 1);
        input = input_describe(&(struct input_name){ .name = name }, absent, absent);
        expect_number(cases[i].name, input_keep(&input, &diag), cases[i].good);
        expect_number(cases[i].name, (int64_t)diag.errors, !cases[i].good);
        for (int time = 0; time < 2 && cases[i].good; time++) {
            expect(input_open(&input, &diag), "opened");
            expect_view(cases[i].name,
                        (struct view){ text, (size_t)read(input.file, text, sizeof text) },
                        VIEW("lantern"));
            input_close(&input);
        }
        input_forget(&input);
        after = dup(ends[0]);
        expect_number("nothing is left open", after, before);
        close(after);
        close(ends[0]);
    }
    unsetenv("TMPDIR");
}

static void a_regular_file_needs_no_keeping(void **state)
{
    struct path path = folder_path(*state, "a.md");
    struct input input = input_describe(&(struct input_name){ .name = path.at }, absent, absent);
    struct diag diag = { .silent = true };

    folder_write(path.at, "text");
    expect(input_keep(&input, &diag) && !input.kept, "not kept");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_tell_a_time),
        cmocka_unit_test(an_option_is_a_time_and_nothing_else),
        cmocka_unit_test_setup_teardown(the_better_source_of_a_time_wins, folder_create,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(a_file_may_be_from_after_2038, folder_create,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(an_input_is_described_by_its_name, folder_create,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(inputs_are_opened_and_identified, folder_create,
                                        folder_remove),
        cmocka_unit_test(what_cannot_be_read_twice_is_kept),
        cmocka_unit_test_setup_teardown(a_regular_file_needs_no_keeping, folder_create,
                                        folder_remove),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
