#include "bytes.h"

#include "input/json/json_objects.h"

/* The roles of these tests. */
static enum json_role role_of(struct view name)
{
    if (view_equal(name, VIEW("papers")))
        return JSON_ROLE_HOLDER;
    return view_equal(name, VIEW("title")) ? JSON_ROLE_ENTRY : JSON_ROLE_NONE;
}

/* Text and the objects in it: each as place, form, name and text. */
static const struct {
    const char *text, *objects;
} cases[] = {
    { "", "" },
    { " \n\t", "" },
    { "[]", "" },
    { "{\"papers\":[]}", "" },
    /* where objects are */
    { "{}", "1:1 whole  {}|" },
    { "{\"a\":1}\n{\"b\":2}\r\n\r\n{\"c\":3}",
      "1:1 whole  {\"a\":1}|2:1 whole  {\"b\":2}|4:1 whole  {\"c\":3}|" },
    { "\xEF\xBB\xBF{}", "1:1 whole  {}|" },
    { "{}{} {}", "1:1 whole  {}|1:3 whole  {}|1:6 whole  {}|" },
    { "[{}, [[{}], {}] , 7, \"{\\\"}\", null]", "1:2 whole  {}|1:8 whole  {}|1:13 whole  {}|" },
    { "{\"n\":1,\"papers\":[{\"a\":\"é\"},{}],\"m\":[{}],\"o\":{\"p\":[{}]}}",
      "1:18 whole papers {\"a\":\"é\"}|1:28 whole papers {}|1:37 whole m {}|" },
    { "{\"x\":[ {\"y\":[1]} ]}", "1:8 whole x {\"y\":[1]}|" },
    { "{\"papers\":{\"papers\":{}}}", "1:21 whole papers {}|" },
    /* what is part of an object */
    { "{\"title\":1,\"x\":[{}]}", "1:1 whole  {\"title\":1,\"x\":[{}]}|" },
    { "{\"title\":1,\"papers\":[{}]}", "1:22 whole papers {}|" },
    { "{\"x\":[{}],\"title\":1}", "1:1 whole  {\"x\":[{}],\"title\":1}|" },
    { "{\"x\":[{}],\"papers\":[{}],\"title\":1}", "1:7 whole x {}|1:21 whole papers {}|" },
    { "{\"x\":[1,{}]}", "1:9 whole x {}|" },
    { "{\"x\":[\"a\",{}]}", "1:1 whole  {\"x\":[\"a\",{}]}|" },
    { "{\"x\":{\"papers\":[{}]}}", "1:17 whole papers {}|" },
    { "{\"x\":{\"p\":{\"title\":1},\"q\":{}},\"y\":{\"a\":1}}",
      "1:11 whole p {\"title\":1}|1:27 whole q {}|1:35 whole y {\"a\":1}|" },
    { "{\"x\":{\"title\":1},\"y\":[{}],\"z\":2}", "1:23 whole y {}|" },
    { "{\"x\":{\"title\":1},\"papers\":[{}]}", "1:28 whole papers {}|" },
    { "{\"x\":{\"title\":1},\"title\":{}}", "1:1 whole  {\"x\":{\"title\":1},\"title\":{}}|" },
    { "{\"x\":{\"y\":{}},\"z\":[\"title\"]}", "1:1 whole  {\"x\":{\"y\":{}},\"z\":[\"title\"]}|" },
    { "{\"x\":{\"title\":\"", "1:6 cut x {\"title\":\"|" },
    { "{\"a\":\"}{[]\\\\\\\"}\"}", "1:1 whole  {\"a\":\"}{[]\\\\\\\"}\"}|" },
    { "{\n\"a\":\n{\n\"b\":[\n{\n}\n]\n}\n}", "1:1 whole  {\n\"a\":\n{\n\"b\":[\n{\n}\n]\n}\n}|" },
    /* broken text, of which the next object is not a part */
    { "{\"a\":1\n{\"b\":2}", "1:1 broken  {\"a\":1\n|2:1 whole  {\"b\":2}|" },
    { "{\"a\":\"1}\n\n{\"b\":2}", "1:1 broken  {\"a\":\"1}\n|3:1 whole  {\"b\":2}|" },
    { "[\n {\"a\":\"1\n  {\n }\n },\n {}]", "2:2 broken  {\"a\":\"1\n|6:2 whole  {}|" },
    { "[\n {\n  \"a\":1\n ,\n {}]", "2:2 broken  {\n  \"a\":1\n ,\n|5:2 whole  {}|" },
    { "{}}\n{}", "1:1 whole  {}|1:3 stray  }|2:1 whole  {}|" },
    { "x {}\ny\n[{}]", "1:1 stray  x {}|3:2 whole  {}|" },
    { "[}\n{}", "1:2 stray  }|2:1 whole  {}|" },
    /* cut text */
    { "{\"a\":\"\\", "1:1 cut  {\"a\":\"\\|" },
    { "[{}, {\"a\"", "1:2 whole  {}|1:6 cut  {\"a\"|" },
    { "[{},\n", "1:2 whole  {}|2:1 cut  |" },
    { "{\"papers\":[{}", "1:12 whole papers {}|1:14 cut papers |" },
    { "{\"papers\":[{}],\"x", "1:12 whole papers {}|1:18 cut papers |" },
    { "{\"x\":[{},{\"a\"", "1:7 whole x {}|1:10 cut x {\"a\"|" },
    { "{\"x\":[{}],\"title\":", "1:1 cut  {\"x\":[{}],\"title\":|" },
};

static void put_objects(struct json_objects *objects, struct buffer *out)
{
    static const char *const forms[] = { "whole", "broken", "too long", "cut", "stray" };
    struct json_object object;

    out->len = 0;
    while (json_objects_next(objects, &object)) {
        struct place place = json_objects_place(objects, 0);

        buffer_print(out, "%zu:%zu %s %.*s %.*s|", place.line, place.column, forms[object.form],
                     (int)object.name.len, object.name.len > 0 ? object.name.at : "",
                     (int)object.text.len, object.text.len > 0 ? object.text.at : "");
    }
}

static void objects_are_found_in_text(void **state)
{
    struct json_objects objects = { 0 };
    struct buffer found = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        json_objects_start_text(&objects, view_of(cases[i].text), role_of);
        put_objects(&objects, &found);
        expect_text(cases[i].text, buffer_view(&found), cases[i].objects);
    }
    json_objects_free(&objects);
    buffer_free(&found);
}

static void objects_are_found_byte_by_byte(void **state)
{
    struct diag diag = { .silent = true };
    struct json_objects objects = { 0 };
    struct window window = { 0 };
    struct buffer found = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct trickle trickle = trickle_begin(view_of(cases[i].text), 1);
        struct input input = { .name = "in.json", .file = trickle.file };

        window_start(&window, &input, FAULT_STOPS, &diag);
        json_objects_start(&objects, &window, role_of);
        put_objects(&objects, &found);
        expect_text(cases[i].text, buffer_view(&found), cases[i].objects);
        trickle_end(&trickle);
    }
    json_objects_free(&objects);
    window_free(&window);
    buffer_free(&found);
}

/* Puts an object whose text has that size, and one that is empty. */
static struct view put_large(struct buffer *out, size_t size, const char *between)
{
    out->len = 0;
    buffer_put(out, VIEW("{\"a\":\""));
    while (out->len + 2 < size)
        buffer_put_byte(out, 'x');
    buffer_print(out, "\"}%s{}", between);
    return buffer_view(out);
}

static void an_object_has_a_longest_size(void **state)
{
    struct json_objects objects = { 0 };
    struct json_object object;
    struct buffer text = { 0 };

    (void)state;
    for (size_t over = 0; over < 2; over++) {
        json_objects_start_text(&objects, put_large(&text, WINDOW_ENTRY_MAX + over, " "), role_of);
        expect(json_objects_next(&objects, &object), "the large one");
        expect_number("form", object.form, over ? JSON_FORM_TOO_LONG : JSON_FORM_WHOLE);
        expect_number("size", (int64_t)object.text.len, WINDOW_ENTRY_MAX);
        expect(json_objects_next(&objects, &object), "the one after it");
        expect_view("text", object.text, VIEW("{}"));
        expect_number("offset", (int64_t)json_objects_offset(&objects),
                      WINDOW_ENTRY_MAX + (int64_t)over + 1);
        expect(!json_objects_next(&objects, &object), "the end");
    }
    json_objects_free(&objects);
    buffer_free(&text);
}

static void what_is_too_long_is_not_held(void **state)
{
    struct diag diag = { .silent = true };
    struct json_objects objects = { 0 };
    struct json_object object;
    struct window window = { 0 };
    struct buffer text = { 0 };
    struct input input = { .name = "in.json", .in_memory = true };

    (void)state;
    input.memory = put_large(&text, 5 * (size_t)WINDOW_ENTRY_MAX, "\n");
    window_start(&window, &input, FAULT_STOPS, &diag);
    json_objects_start(&objects, &window, role_of);
    expect(json_objects_next(&objects, &object), "the large one");
    expect_number("form", object.form, JSON_FORM_TOO_LONG);
    expect(json_objects_next(&objects, &object), "the one after it");
    expect_number("line", (int64_t)json_objects_place(&objects, 0).line, 2);
    expect(window.cap <= 3 * (size_t)WINDOW_ENTRY_MAX, "the window stays small");
    json_objects_free(&objects);
    window_free(&window);
    buffer_free(&text);
}

static bool is_two(void *context, struct view line)
{
    (void)context;
    return view_find(line, VIEW("2")) < line.len;
}

static void lines_are_passed_over(void **state)
{
    static const struct {
        const char *text, *objects;
    } passed[] = {
        { "{\"a\":1}\n{\"a\":2}\n{\"a\":3}", "1:1 whole  {\"a\":1}|3:1 whole  {\"a\":3}|" },
        { "{\"a\":2}", "" },
        { "[\n {\"a\":2},\n {\"a\":3}\n]", "3:2 whole  {\"a\":3}|" },
        { "{\"a\":2},{\"a\":3}", "1:1 whole  {\"a\":2}|1:9 whole  {\"a\":3}|" },
        { "{\"a\":2} {\"a\":3}", "1:1 whole  {\"a\":2}|1:9 whole  {\"a\":3}|" },
        { "{\"a\":[{\"a\":2},{\"b\":3}]},\n{\"a\":\"2}\",\"b\":\"}, {} x\"}", "" },
        { "[{\"a\":2},\n{\"a\":3}]", "1:2 whole  {\"a\":2}|2:1 whole  {\"a\":3}|" },
        { "{\"a\":2,\n\"b\":3}", "1:1 whole  {\"a\":2,\n\"b\":3}|" },
        { "{\"a\":2", "1:1 cut  {\"a\":2|" },
    };
    struct json_objects objects = { 0 };
    struct buffer found = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(passed); i++) {
        json_objects_start_text(&objects, view_of(passed[i].text), role_of);
        objects.passes = is_two;
        put_objects(&objects, &found);
        expect_text(passed[i].text, buffer_view(&found), passed[i].objects);
    }
    json_objects_free(&objects);
    buffer_free(&found);
}

static void put_member(void *context, struct view name, struct view value)
{
    buffer_print(context, "%.*s=%.*s|", (int)name.len, name.at, (int)value.len,
                 value.len > 0 ? value.at : "");
}

static void the_first_members_are_visited(void **state)
{
    static const struct {
        const char *text, *members;
        bool found;
    } starts[] = {
        { "{\"a\" : 1,\"b\":{\"c\":2}}", "a=1,\"b\":{\"c\":2}}|b={\"c\":2}}|", true },
        { "\xEF\xBB\xBF [ [\n{\"a\":\"b\\\"", "a=\"b\\\"|", true },
        { "{\"a\":1}{\"b\":2}", "a=1}{\"b\":2}|", true },
        { "{\"a\": ", "a=|", true },
        { "{\"a", "", true },
        { "{", "", true },
        { "[1", "", false },
        { "x{\"a\":1}", "", false },
        { "", "", false },
    };
    struct buffer members = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(starts); i++) {
        members.len = 0;
        expect_number(starts[i].text,
                      json_start_visit(view_of(starts[i].text), put_member, &members),
                      starts[i].found);
        expect_text(starts[i].text, buffer_view(&members), starts[i].members);
    }
    buffer_free(&members);
    expect(json_start_has(VIEW("[{\"a\":{\"b\":1},\"c\":"), VIEW("c")), "c");
    expect(!json_start_has(VIEW("[{\"a\":{\"b\":1},\"c\":"), VIEW("b")), "b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_found_in_text),
        cmocka_unit_test(objects_are_found_byte_by_byte),
        cmocka_unit_test(an_object_has_a_longest_size),
        cmocka_unit_test(what_is_too_long_is_not_held),
        cmocka_unit_test(lines_are_passed_over),
        cmocka_unit_test(the_first_members_are_visited),
    };

    return cmocka_run_group_tests_name("json_objects", tests, NULL, NULL);
}
