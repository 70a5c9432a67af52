#include "folder.h"

#include "system/directories.h"

static bool is_there(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

static void missing_folders_are_made_and_go_again(void **state)
{
    struct path old = folder_path(*state, "old"), deep = folder_path(*state, "old/a/b"),
                other = folder_path(*state, "old/a//c/"), file = folder_path(*state, "old/a/c/f");
    struct directories folders = { 0 };
    const char *why = NULL;

    expect(mkdir(old.at, 0777) == 0, "mkdir");
    expect(directories_make(&folders, view_of(deep.at), &why) && is_there(deep.at), "made");
    expect(directories_make(&folders, view_of(deep.at), &why), "again");
    expect(directories_make(&folders, view_of(other.at), &why) && is_there(other.at),
           "two slashes");
    folder_write(file.at, "text");
    directories_remove(&folders);
    expect(!is_there(deep.at), "gone");
    expect(is_there(file.at), "what is not empty stays");
    expect(is_there(old.at), "what was there stays");
}

static void kept_folders_stay(void **state)
{
    struct path path = folder_path(*state, "a/b");
    struct directories folders = { 0 };
    const char *why = NULL;

    expect(directories_make(&folders, view_of(path.at), &why), "made");
    directories_keep(&folders);
    directories_remove(&folders);
    expect(is_there(path.at), "there");
}

static void a_file_in_the_way_is_told(void **state)
{
    struct path file = folder_path(*state, "a"), path = folder_path(*state, "a/b");
    struct directories folders = { 0 };
    const char *why = NULL;

    folder_write(file.at, "text");
    expect(!directories_make(&folders, view_of(file.at), &why), "a file is no folder");
    expect_text("why", view_of(why), "a file is where its directory should be");
    expect(!directories_make(&folders, view_of(path.at), &why), "nor has it any");
    directories_remove(&folders);
    folder_expect("untouched", file.at, "text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(missing_folders_are_made_and_go_again, folder_create,
                                        folder_remove),
        cmocka_unit_test_setup_teardown(kept_folders_stay, folder_create, folder_remove),
        cmocka_unit_test_setup_teardown(a_file_in_the_way_is_told, folder_create, folder_remove),
    };
    return cmocka_run_group_tests_name("directories", tests, NULL, NULL);
}
