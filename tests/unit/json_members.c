#include "expect.h"

#include "record/arxiv_id.h"
#include "input/json/json_members.h"

/* What is read of an object, and the fault that is noted. */
static void expect_fault(const char *name, const struct json_members *members, const char *wanted)
{
    expect_text(name, view_of(members->fault ? members->fault : "nothing"), wanted);
}

static struct json_tree tree;

/* Returns the value of a text, valid until the next call. */
static struct json_value *object_of(const char *text)
{
    struct json_value *object = json_tree_read(&tree, view_of(text), NULL);

    expect(object != NULL, text);
    return object;
}

static void texts_are_cleaned(void **state)
{
    static const struct {
        const char *object, *text, *fault;
    } cases[] = {
        { "{\"a\":\" x\\n  y \"}", "x y", "nothing" },
        { "{\"a\":\"x\\u0000y\"}", "xy", "nothing" },
        { "{\"a\":\"\"}", "", "nothing" },
        { "{\"a\":null}", "", "nothing" },
        { "{}", "", "nothing" },
        { "[]", "", "nothing" },
        { "{\"a\":7}", "", "is not a string" },
        { "{\"a\":[\"x\"]}", "", "is not a string" },
        { "{\"a\":true}", "", "is not a string" },
    };
    struct json_members members = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct json_value *object = object_of(cases[i].object);

        json_members_reset(&members);
        expect_text(cases[i].object, json_members_take_text(&members, object, "a"), cases[i].text);
        expect_fault(cases[i].object, &members, cases[i].fault);
    }
    json_members_free(&members);
}

static void the_text_of_authors_is_cleaned(void **state)
{
    struct json_members members = { 0 };
    struct json_value *object =
        object_of("{\"authors\":[{\"family\":\" Tide \",\"given\":\"A.\\nB.\"}]}");
    struct record record = { 0 };

    (void)state;
    json_members_take_authors(&members, object, &record);
    expect_text("family", record.authors[0].family, "Tide");
    expect_text("given", record.authors[0].given, "A. B.");
    json_members_free(&members);
}

static void numbers_have_a_limit(void **state)
{
    static const struct {
        const char *object;
        int64_t number;
        bool good;
    } cases[] = {
        { "{\"a\":0}", 0, true },
        { "{\"a\":9}", 9, true },
        { "{\"a\":null}", 0, true },
        { "{}", 0, true },
        { "{\"a\":10}", 0, false },
        { "{\"a\":-1}", 0, false },
        { "{\"a\":1.5}", 0, false },
        { "{\"a\":\"1\"}", 0, false },
        { "{\"a\":9.0}", 9, true },
        { "{\"a\":1e300}", 0, false },
        { "{\"a\":9,\"b\":12345678901234567890}", 9, true },
        { "{\"a\":12345678901234567890}", 0, false },
        { "{\"a\":false}", 0, false },
        { "{\"a\":9223372036854775807}", 0, false },
    };
    struct json_members members = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct json_value *object = object_of(cases[i].object);

        json_members_reset(&members);
        expect_number(cases[i].object, json_members_take_number(&members, object, "a", 9),
                      cases[i].number);
        expect_fault(cases[i].object, &members,
                     cases[i].good ? "nothing" : "is not a whole number in range");
    }
    json_members_free(&members);
}

static void the_first_fault_is_noted(void **state)
{
    struct json_members members = { 0 };
    struct json_value *object = object_of("{\"a\":7,\"b\":\"x\"}");

    (void)state;
    json_members_take_text(&members, object, "a");
    json_members_take_number(&members, object, "b", 9);
    expect_text("member", view_of(members.faulty), "a");
    expect_fault("fault", &members, "is not a string");
    json_members_reset(&members);
    expect(!members.fault && !members.faulty, "forgotten");
    json_members_free(&members);
}

static void categories_are_a_set_in_their_order(void **state)
{
    static const struct {
        const char *object, *words;
        bool good;
    } cases[] = {
        { "{\"a\":[\"cs.LG\",\"cs.AI\",\"cs.LG\"]}", "cs.LG cs.AI", true },
        { "{\"a\":[]}", "", true },
        { "{}", "", true },
        { "{\"a\":\"cs.LG\"}", "", false },
        { "{\"a\":[\"cs.LG\",7]}", "cs.LG", false },
        { "{\"a\":[\"two words\"]}", "", false },
        { "{\"a\":[\"\"]}", "", false },
    };
    struct json_members members = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct json_value *object = object_of(cases[i].object);

        json_members_reset(&members);
        expect_text(cases[i].object, json_members_take_words(&members, object, "a"),
                    cases[i].words);
        expect_number(cases[i].object, members.fault == NULL, cases[i].good);
    }
    json_members_free(&members);
}

static void authors_are_sound(void **state)
{
    static const struct {
        const char *object;
        int64_t count;
        bool good;
    } cases[] = {
        { "{\"authors\":[{\"family\":\"Tide\",\"given\":\"Ada\",\"suffix\":\"Jr.\"}]}", 1, true },
        { "{\"authors\":[{\"literal\":\"ATLAS\"},{\"given\":\"Ada\"}]}", 2, true },
        { "{\"authors\":[]}", 0, true },
        { "{}", 0, true },
        { "{\"authors\":[{}]}", 1, false },
        { "{\"authors\":[{\"family\":\"A\",\"literal\":\"B\"}]}", 1, false },
        { "{\"authors\":[{\"family\":7}]}", 1, false },
        { "{\"authors\":[{\"family\":\" \"}]}", 1, false },
        { "{\"authors\":[\"Ada\"]}", 0, false },
        { "{\"authors\":{\"family\":\"A\"}}", 0, false },
        { "{\"authors\":\"Ada\"}", 0, false },
    };
    struct json_members members = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct json_value *object = object_of(cases[i].object);
        struct record record = { 0 };

        json_members_reset(&members);
        json_members_take_authors(&members, object, &record);
        expect_number(cases[i].object, (int64_t)record.author_count, cases[i].count);
        expect_number(cases[i].object, members.fault == NULL, cases[i].good);
    }
    json_members_free(&members);
}

static void versions_have_a_date(void **state)
{
    static const struct {
        const char *object;
        int64_t count;
        bool good;
    } cases[] = {
        { "{\"versions\":[{\"version\":1,\"date\":\"2024-03-28\"},"
          "{\"version\":9999,\"date\":\"2024-03-29T09:07:51Z\"}]}",
          2, true },
        { "{\"versions\":[]}", 0, true },
        { "{}", 0, true },
        { "{\"versions\":[{\"version\":10000,\"date\":\"2024-03-28\"}]}", 1, false },
        { "{\"versions\":[{\"version\":0,\"date\":\"2024-03-28\"}]}", 1, true },
        { "{\"versions\":[{\"date\":\"2024-03-28\"}]}", 1, true },
        { "{\"versions\":[{\"version\":1}]}", 1, false },
        { "{\"versions\":[{\"version\":1,\"date\":\"2024-03\"}]}", 1, false },
        { "{\"versions\":[{\"version\":1,\"date\":\"2024-02-30\"}]}", 1, false },
        { "{\"versions\":[{\"version\":1,\"date\":\"2024-03-28T\"}]}", 1, false },
        { "{\"versions\":[7]}", 0, false },
        { "{\"versions\":7}", 0, false },
    };
    struct json_members members = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct json_value *object = object_of(cases[i].object);
        struct record record = { 0 };

        json_members_reset(&members);
        json_members_take_versions(&members, object, &record);
        expect_number(cases[i].object, (int64_t)record.version_count, cases[i].count);
        expect_number(cases[i].object, members.fault == NULL, cases[i].good);
    }
    json_members_free(&members);
}

static void lists_are_not_too_long(void **state)
{
    static const char *const names[] = { "versions", "categories" };
    static const char *const elements[] = { "{\"version\":1,\"date\":\"2024-03-28\"}",
                                            "\"cs.LG\"" };
    static const size_t limits[] = { ARXIV_VERSION_MAX, CATEGORIES_MAX };
    struct json_members members = { 0 };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        for (size_t over = 0; over < 2; over++) {
            struct record record = { 0 };
            struct buffer text = { 0 };
            struct json_value *object;

            buffer_print(&text, "{\"%s\":[%s", names[i], elements[i]);
            for (size_t k = 1; k < limits[i] + over; k++)
                buffer_print(&text, ",%s", elements[i]);
            buffer_print(&text, "]}");
            object = object_of(text.at);
            json_members_reset(&members);
            json_members_take_versions(&members, object, &record);
            json_members_take_words(&members, object, "categories");
            expect_number(names[i], members.fault != NULL, (int64_t)over);
            buffer_free(&text);
        }
    }
    json_members_free(&members);
}

static int free_tree(void **state)
{
    (void)state;
    json_tree_free(&tree);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_cleaned),
        cmocka_unit_test(the_text_of_authors_is_cleaned),
        cmocka_unit_test(numbers_have_a_limit),
        cmocka_unit_test(the_first_fault_is_noted),
        cmocka_unit_test(categories_are_a_set_in_their_order),
        cmocka_unit_test(authors_are_sound),
        cmocka_unit_test(versions_have_a_date),
        cmocka_unit_test(lists_are_not_too_long),
    };

    return cmocka_run_group_tests_name("json_members", tests, NULL, free_tree);
}
