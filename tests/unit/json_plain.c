/* The differential test of the two readers of JSON: thousands of objects, as programs write them
 * and with mistakes, through both. */
#include "expect.h"

#include <stdlib.h>

#include "input/json/json_objects.h"
#include "same_values.h"
#include "text/utf8.h"

enum { OBJECTS = 10000, MUTANTS = 12, NESTED_MAX = 5 };

static struct json_tree plain, parsed;

/* ---- Chance ---------------------------------------------------------------- */

static uint64_t state = 1;

/* Returns a number below `limit`, the same in every run. */
static size_t chance(size_t limit)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(state >> 33) % limit;
}

#define CHOOSE(texts) texts[chance(LENGTH(texts))]

/* ---- Objects --------------------------------------------------------------- */

/* Nearly all of them plain. */
static const char *const pieces[] = {
    "a",           "we show that",
    "$\\\\alpha$", "\\n  ",
    "é",           "中文",
    "\\u00e1",     "\\u4E2D",
    "\\\"",        "\\/",
    "\\t\\r",      "\xF0\x9D\x92\x9C",
    " ",           "a text that is longer than a vector of thirty-two bytes",
    "{}[]:,",      "\\b\\f",
    "\\u0001",     "x",
    "\x7F",        "\\uFFFF"
};
static const char *const odd_pieces[] = { "\\u0000", "\\ud835\\udc9c", "\\ud835", "\\x", "\x01",
                                          "\n",      "\\u12G4",        "\\" };
static const char *const scalars[] = { "null", "true", "false",          "0", "7", "-1",
                                       "2403", "-0",   "999999999999999" };
static const char *const odd_scalars[] = { "1.0",
                                           "1e5",
                                           "-",
                                           "01",
                                           "9223372036854775807",
                                           "1234567890123456",
                                           "9223372036854775808",
                                           "NaN",
                                           "nul",
                                           "-01",
                                           "1E+2",
                                           "+1",
                                           "'x'",
                                           "" };
static const char *const blanks[] = { "", "", "", "", "", " ", "\n", "\t ", "\r\n" };

static void put(struct buffer *out, const char *text)
{
    buffer_put(out, view_of(text));
}

static void put_string(struct buffer *out)
{
    put(out, "\"");
    for (size_t count = chance(8); count > 0; count--)
        put(out, chance(400) == 0 ? CHOOSE(odd_pieces) : CHOOSE(pieces));
    put(out, "\"");
}

static void put_name(struct buffer *out, size_t number)
{
    if (chance(40) == 0)
        put_string(out);
    else if (chance(60) == 0)
        put(out, "\"name\""); /* twice at times */
    else if (chance(12) == 0)
        put(out, chance(2) ? "\"papers\"" : "\"title\"");
    else
        buffer_print(out, "\"%s%zu\"", chance(3) ? "name" : "n", number);
}

static void put_scalar(struct buffer *out)
{
    if (chance(3))
        put_string(out);
    else
        put(out, chance(60) == 0 ? CHOOSE(odd_scalars) : CHOOSE(scalars));
}

/* A list or object that is open: how many elements are to come, and how it ends. */
struct outer {
    size_t left, count;
    bool is_object;
};

static void open_outer(struct buffer *out, struct outer *outer, bool is_object)
{
    *outer = (struct outer){ chance(7), 0, is_object };
    put(out, is_object ? "{" : "[");
}

static void put_object(struct buffer *out)
{
    struct outer outers[NESTED_MAX];
    size_t depth = 1;

    open_outer(out, &outers[0], true);
    while (depth > 0) {
        struct outer *outer = &outers[depth - 1];

        put(out, CHOOSE(blanks));
        if (outer->left == 0) {
            put(out, outer->is_object ? "}" : "]");
            depth--;
            continue;
        }
        outer->left--;
        put(out, outer->count++ > 0 ? "," : "");
        put(out, CHOOSE(blanks));
        if (outer->is_object) {
            put_name(out, outer->count);
            put(out, CHOOSE(blanks));
            put(out, ":");
            put(out, CHOOSE(blanks));
        }
        if (depth < NESTED_MAX && chance(4) == 0)
            open_outer(out, &outers[depth++], chance(2));
        else
            put_scalar(out);
    }
    put(out, CHOOSE(blanks));
}

/* Changes, drops or doubles a byte, or cuts the text. */
static void mutate(struct buffer *text)
{
    static const char bytes[] = "\"\\{}[]:,0-u.e \n\x01tfn/7";
    size_t at = text->len > 0 ? chance(text->len) : 0, rest = text->len - at;

    switch (text->len > 0 ? chance(8) : 8) {
    case 0:
        text->len = at;
        break;
    case 1:
    case 2:
        memmove(text->at + at, text->at + at + 1, rest - 1);
        text->len--;
        break;
    case 3:
        buffer_reserve(text, 1);
        memmove(text->at + at + 1, text->at + at, rest);
        text->len++;
        break;
    case 4:
        text->at[at] = (char)chance(256);
        break;
    default:
        if (text->len > 0)
            text->at[at] = bytes[chance(sizeof bytes)]; /* with the NUL */
    }
}

/* ---- Tests ----------------------------------------------------------------- */

static size_t counts[3];

static void compare(struct view text)
{
    enum plainness plainness;

    if (utf8_find_malformed(text) < text.len)
        return;
    plainness = compare_ways(&plain, &parsed, text);
    counts[plainness]++;
    if (plainness == PLAIN_OTHER)
        fail_msg("read otherwise than by jansson: %.*s", (int)text.len, text.at);
}

static void both_ways_give_the_same(void **unused)
{
    struct buffer text = { 0 }, mutant = { 0 };
    size_t not_plain;

    (void)unused;
    for (size_t i = 0; i < OBJECTS; i++) {
        text.len = 0;
        put_object(&text);
        compare(buffer_view(&text));
    }
    not_plain = counts[NOT_PLAIN];
    expect(not_plain > 100 && not_plain < OBJECTS / 4, "most objects are plain, but not all");
    for (size_t i = 0; i < OBJECTS; i++) {
        text.len = 0;
        put_object(&text);
        for (size_t k = 0; k < MUTANTS; k++) {
            mutant.len = 0;
            buffer_put(&mutant, buffer_view(&text));
            for (size_t changes = 1 + chance(2); changes > 0; changes--)
                mutate(&mutant);
            compare(buffer_view(&mutant));
        }
    }
    print_message("# plain and the same: %zu, left to jansson: %zu\n", counts[PLAIN_SAME],
                  counts[NOT_PLAIN]);
    buffer_free(&text);
    buffer_free(&mutant);
}

/* The text ends where it says, whatever comes after: each start of an object. */
static void starts_are_compared(void **unused)
{
    struct buffer text = { 0 };

    (void)unused;
    for (size_t i = 0; i < OBJECTS / 40; i++) {
        text.len = 0;
        put_object(&text);
        for (size_t len = 0; len <= text.len; len++) {
            char *copy = memory_take(len + 1); /* for the sanitizer */

            memcpy(copy + 1, text.at, len);
            compare((struct view){ copy + 1, len });
            free(copy);
        }
    }
    buffer_free(&text);
}

static enum json_role role_of(struct view name)
{
    return view_equal(name, VIEW("papers"))  ? JSON_ROLE_HOLDER
           : view_equal(name, VIEW("title")) ? JSON_ROLE_ENTRY
                                             : JSON_ROLE_NONE;
}

/* Objects in lines or lists, some of them broken. */
static void put_stream(struct buffer *out)
{
    static const char *const between[] = { "\n", "\n", ",", ",\n  ", " ", "\n[", "]\n", "\n  " };

    put(out, chance(3) ? "" : "[");
    for (size_t count = 1 + chance(6); count > 0; count--) {
        put_object(out);
        put(out, CHOOSE(between));
    }
    for (size_t changes = chance(3); changes > 0; changes--)
        mutate(out);
}

/* Compares what json_objects.c finds with a tree and without. */
static size_t compare_streams(struct view text)
{
    struct json_objects with = { 0 }, without = { 0 };
    struct json_object object, other;
    size_t count = 0;
    bool found;

    json_objects_start_text(&with, text, role_of);
    json_objects_start_text(&without, text, role_of);
    with.tree = &plain;
    do {
        found = json_objects_next(&with, &object);
        if (found != json_objects_next(&without, &other) || object.form != other.form ||
            object.text.len != other.text.len || !view_equal(object.name, other.name) ||
            json_objects_offset(&with) != json_objects_offset(&without))
            fail_msg("found otherwise with a tree: %.*s", (int)text.len, text.at);
        count += object.value != NULL;
    } while (found);
    json_objects_free(&with);
    json_objects_free(&without);
    return count;
}

static void objects_are_found_with_a_tree_or_without(void **unused)
{
    struct buffer text = { 0 };
    size_t count = 0, streams = 0;

    (void)unused;
    for (size_t i = 0; i < OBJECTS; i++) {
        text.len = 0;
        put_stream(&text);
        if (utf8_find_malformed(buffer_view(&text)) < text.len)
            continue;
        count += compare_streams(buffer_view(&text));
        streams++;
    }
    print_message("# streams: %zu, with %zu plain objects\n", streams, count);
    expect(count > streams, "most streams have plain objects");
    buffer_free(&text);
}

static void plain_is_told_from_other(void **unused)
{
    static const struct {
        const char *text;
        bool is_plain;
    } cases[] = {
        { "{}", true },
        { " { } \n", true },
        { "{\"a\":[{\"b\":\"c\\n\\u00e9\\/\"},-7,true,false,null]}", true },
        { "{\"a\":123456789012345}", true },
        { "{\"a\":{\"a\":1}}", true },
        { "{\"a\":1234567890123456}", false },
        { "{\"a\":1.5}", false },
        { "{\"a\":\"\\ud835\\udc9c\"}", false },
        { "{\"a\":\"\\ud7ff\\ue000\"}", true },
        { "{\"a\":\"\\ud800\"}", false },
        { "{\"a\":\"\\udfff\"}", false },
        { "{\"a\":\"\\u0000\"}", false },
        { "{\"a\":1,\"a\":2}", false },
        { "{\"a\":1,\"\\u0061\":2}", false },
        { "{\"a\":1,}", false },
        { "{\"a\":[1,]}", false },
        { "{,\"a\":1}", false },
        { "{\"a\" 1}", false },
        { "{\"a\":1 \"b\":2}", false },
        { "{\"a\":\"\n\"}", false },
        { "{\"a\":1}}", false },
        { "{\"a\":1} x", false },
        { "{\"a\":[1}", false },
        { "[]", false },
        { "7", false },
        { "", false },
        { "{", false },
        { "{\"a", false },
        { "{\"a\\", false },
        { "{\"a\\u00", false },
    };

    (void)unused;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        expect_number(cases[i].text, json_plain_read(&plain, view_of(cases[i].text)),
                      cases[i].is_plain);
        compare(view_of(cases[i].text));
    }
}

static void nesting_has_a_limit(void **unused)
{
    (void)unused;
    for (size_t depth = JSON_PLAIN_NESTED_MAX - 1; depth <= JSON_PLAIN_NESTED_MAX + 1; depth++) {
        struct buffer text = { 0 };

        for (size_t i = 0; i < depth; i++)
            put(&text, i > 0 ? "{\"a\":" : "{\"b\":");
        put(&text, "7");
        for (size_t i = 0; i < depth; i++)
            put(&text, "}");
        expect_number("depth", json_plain_read(&plain, buffer_view(&text)),
                      depth <= JSON_PLAIN_NESTED_MAX);
        expect(json_tree_read(&plain, buffer_view(&text), NULL) != NULL, "jansson reads it");
        expect_number("values", (int64_t)plain.count, (int64_t)depth + 1);
        buffer_free(&text);
    }
}

static void members_are_found_in_any_order(void **unused)
{
    struct json_value *object =
        json_tree_read(&plain, VIEW("{\"a\":1,\"b\":{\"a\":9},\"c\":[7],\"\":4}"), NULL);
    static const char order[] = "abcabcbacx";

    (void)unused;
    for (size_t i = 0; i + 1 < sizeof order; i++) {
        struct view name = { &order[i], 1 };
        struct json_value *value = json_value_member(object, name);

        expect((value != NULL) == (order[i] != 'x'), "found");
        expect(!value || view_equal(value->name, name), "of that name");
    }
    expect_number("no name", json_value_member(object, VIEW(""))->number, 4);
    expect(!json_value_member(object + 1, VIEW("a")), "a number has no members");
    expect(!json_value_member(NULL, VIEW("a")), "nothing has no members");
}

static void faults_have_a_place(void **unused)
{
    struct json_fault fault;

    (void)unused;
    expect(!json_tree_read(&plain, VIEW("{\"a\":1,}"), &fault), "a comma too many");
    expect_number("at", (int64_t)fault.at, 8);
    expect(!fault.cut, "not cut");
    expect_text("text", view_of(fault.text), "string or '}' expected near '}'");
    expect(!json_tree_read(&plain, VIEW("{\"a\":"), &fault), "cut");
    expect(fault.cut, "is cut");
}

static int free_trees(void **unused)
{
    (void)unused;
    json_tree_free(&plain);
    json_tree_free(&parsed);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_give_the_same),
        cmocka_unit_test(starts_are_compared),
        cmocka_unit_test(objects_are_found_with_a_tree_or_without),
        cmocka_unit_test(plain_is_told_from_other),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(members_are_found_in_any_order),
        cmocka_unit_test(faults_have_a_place),
    };

    return cmocka_run_group_tests_name("json_plain", tests, NULL, free_trees);
}
