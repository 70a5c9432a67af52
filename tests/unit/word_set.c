#include "expect.h"

#include "record/word_set.h"

static void sets_are_joined(void **state)
{
    static const struct {
        const char *a, *b, *both;
    } cases[] = {
        { "", "", "" },
        { "cs.AI", "", "cs.AI" },
        { "", "cs.AI", "cs.AI" },
        { "cs.AI", "cs.AI", "cs.AI" },
        { "cs.LG", "cs.AI", "cs.AI cs.LG" },
        { "cs.AI stat.ML", "cs.LG math.ST stat.ML", "cs.AI cs.LG math.ST stat.ML" },
        { "cs", "cs.AI", "cs cs.AI" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buffer out = { 0 };
        word_set_put_union(&out, view_of(cases[i].a), view_of(cases[i].b));
        expect_text(cases[i].a, buffer_view(&out), cases[i].both);
        out.len = 0;
        word_set_put_union(&out, view_of(cases[i].b), view_of(cases[i].a));
        expect_text(cases[i].b, buffer_view(&out), cases[i].both);
        buffer_free(&out);
    }
}

static void words_are_found_whole(void **state)
{
    struct view words = VIEW("cs.AI cs.LG");

    (void)state;
    expect(word_set_have(words, VIEW("cs.AI")) && word_set_have(words, VIEW("cs.LG")), "there");
    expect(!word_set_have(words, VIEW("cs")) && !word_set_have(words, VIEW("cs.A")), "parts");
    expect(!word_set_have((struct view){ 0 }, VIEW("cs")), "none");
    expect_text("more than one", word_set_only(words), "");
    expect_text("the only one", word_set_only(VIEW("cs")), "cs");
}

static void words_are_taken_one_by_one(void **state)
{
    struct view words = VIEW("cs.AI cs.LG stat.ML");

    (void)state;
    expect_text("the first", word_set_take_other(&words, VIEW("cs.LG")), "cs.AI");
    expect_text("not that one", word_set_take_other(&words, VIEW("cs.LG")), "stat.ML");
    expect_text("the end", word_set_take_other(&words, VIEW("cs.LG")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_are_joined),
        cmocka_unit_test(words_are_found_whole),
        cmocka_unit_test(words_are_taken_one_by_one),
    };
    return cmocka_run_group_tests_name("word_set", tests, NULL, NULL);
}
