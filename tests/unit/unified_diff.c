#include "expect.h"

#include <string.h>

#include "update/unified_diff.h"

/* One change: the first `old` in the text is replaced by `put`; or `put` comes before it. */
struct replacement {
    const char *old, *put;
    bool before;
};

#define REPLACE(old, put) \
    {                     \
        old, put, false   \
    }
#define BEFORE(old, put) \
    {                    \
        old, put, true   \
    }

static void expect_diff(const char *name, const char *text, const struct replacement *replaced,
                        size_t count, const char *wanted)
{
    struct edits edits = { .text = view_of(text) };
    struct buffer out = { 0 };

    for (size_t i = 0; i < count; i++) {
        struct view old = view_skip(edits.text, view_find(edits.text, view_of(replaced[i].old)));

        old.len = replaced[i].before ? 0 : strlen(replaced[i].old);
        edits_add(&edits, old, view_of(replaced[i].put));
    }
    edits_settle(&edits);
    unified_diff_put(&edits, name, &out);
    expect_text(text, buffer_view(&out), wanted);
    buffer_free(&out);
    edits_free(&edits);
}

#define EXPECT_DIFF(name, text, wanted, ...)                                                      \
    expect_diff(name, text, (const struct replacement[]){ __VA_ARGS__ },                          \
                sizeof((const struct replacement[]){ __VA_ARGS__ }) / sizeof(struct replacement), \
                wanted)

static void lines_change(void **state)
{
    (void)state;
    expect_diff("a.bib", "a\nb\n", NULL, 0, "");
    EXPECT_DIFF("a.bib", "a\nb\n", "", REPLACE("a", "a"));
    EXPECT_DIFF("a.bib", "a\nb\nc\n", "--- a.bib\n+++ a.bib\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n",
                REPLACE("b", "B"));
    EXPECT_DIFF("a.bib", "a\nb\nc\n", "--- a.bib\n+++ a.bib\n@@ -1,3 +1,4 @@\n a\n b\n+B\n c\n",
                BEFORE("c", "B\n"));
    EXPECT_DIFF("a.bib", "a\nb\nc\n", "--- a.bib\n+++ a.bib\n@@ -1,3 +1,2 @@\n a\n-b\n c\n",
                REPLACE("b\n", ""));
    EXPECT_DIFF("a.bib", "a\n", "--- a.bib\n+++ a.bib\n@@ -1,1 +0,0 @@\n-a\n", REPLACE("a\n", ""));
    EXPECT_DIFF("a b.bib", "a\n", "--- a b.bib\t\n+++ a b.bib\t\n@@ -1,1 +1,1 @@\n-a\n+b\n",
                REPLACE("a", "b"));
}

static void changes_of_one_line_are_joined(void **state)
{
    (void)state;
    EXPECT_DIFF("a", "a b c\nd\n", "--- a\n+++ a\n@@ -1,2 +1,2 @@\n-a b c\n+A b C\n d\n",
                REPLACE("c", "C"), REPLACE("a", "A"));
    EXPECT_DIFF("a", "a\nb\nc\n", "--- a\n+++ a\n@@ -1,3 +1,1 @@\n-a\n-b\n-c\n+axc\n",
                REPLACE("\nb\n", "x"));
}

static void whole_lines_change_side_by_side(void **state)
{
    (void)state;
    EXPECT_DIFF("a", "a\nb\nc\n", "--- a\n+++ a\n@@ -1,3 +1,4 @@\n-a\n-b\n+A\n+b\n+B\n c\n",
                REPLACE("a\n", "A\n"), BEFORE("c", "B\n"));
    EXPECT_DIFF("a", "a\nb\nc\n", "--- a\n+++ a\n@@ -1,3 +1,2 @@\n-a\n-b\n+A\n c\n",
                REPLACE("a\n", "A\n"), REPLACE("b\n", ""));
}

static void ends_without_a_newline(void **state)
{
    (void)state;
    EXPECT_DIFF("a", "a\nb",
                "--- a\n+++ a\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+B\n\\ No "
                "newline at end of file\n",
                REPLACE("b", "B"));
    EXPECT_DIFF("a", "a\nb",
                "--- a\n+++ a\n@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n",
                REPLACE("a", "A"));
    EXPECT_DIFF("a", "a\r\nb\r\n", "--- a\n+++ a\n@@ -1,2 +1,2 @@\n-a\r\n+A\r\n b\r\n",
                REPLACE("a", "A"));
}

static void hunks_have_three_lines_around(void **state)
{
    (void)state;
    EXPECT_DIFF("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", /* six lines between: one hunk */
                "--- a\n+++ a\n@@ -1,9 +1,9 @@\n 1\n-2\n+B\n 3\n 4\n 5\n 6\n 7\n 8\n-9\n+I\n",
                REPLACE("2", "B"), REPLACE("9", "I"));
    EXPECT_DIFF("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n",
                "--- a\n+++ a\n@@ -1,4 +1,4 @@\n-1\n+A\n 2\n 3\n 4\n@@ -7,4 +7,5 @@\n 7\n 8\n "
                "9\n-0\n+I\n+J\n",
                REPLACE("1", "A"), REPLACE("0", "I\nJ"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_change),
        cmocka_unit_test(changes_of_one_line_are_joined),
        cmocka_unit_test(whole_lines_change_side_by_side),
        cmocka_unit_test(ends_without_a_newline),
        cmocka_unit_test(hunks_have_three_lines_around),
    };
    return cmocka_run_group_tests_name("unified_diff", tests, NULL, NULL);
}
