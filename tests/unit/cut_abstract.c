#include "expect.h"

#include "output/cut_abstract.h"

static const struct {
    const char *what, *abstract, *translation, *marked, *translation_marked;
} rows[] = {
    { "in mid-word", "We study how bright lanterns ar", "我们在海湾研究灯笼，它们有多亮",
      "We study how bright lanterns…", "我们在海湾研究灯笼…" },
    { "after a joint", "We study lanterns, ki", "我们研究灯笼。风筝。", "We study lanterns…",
      "我们研究灯笼。…" },
    { "after a sentence", "We study lanterns.", "我们研究灯笼，很亮。", "We study lanterns. …",
      "我们研究灯笼，很亮。…" },
    { "in a formula", "The brightness is $b = \\sum_i x_", "亮度为", "The brightness is…",
      "亮度为…" },
    { "after a formula", "The brightness $b$ of lante", "灯笼的亮度 $f(a, b, c)$ 很大，而且",
      "The brightness $b$ of…", "灯笼的亮度 $f(a, b, c)$ 很大…" },
    { "after a price", "It costs $5 per lante", "", "It costs $5 per…", "" },
    { "marked in mid-word", "We study how bri...", "", "We study how…", "" },
    { "marked by an output", "We study how…", "我们研究…", "We study how…", "我们研究…" },
    { "one word", "Lanternligh", "灯笼", "Lanternligh…", "灯笼…" },
    { "one clause", "We study lanterns an", "我们研究灯笼", "We study lanterns…", "我们研究灯笼…" },
    { "a long last clause", "We study lanterns an", "嗯，我们研究灯笼和风筝如何在海湾上空飞翔",
      "We study lanterns…", "嗯，我们研究灯笼和风筝如何在海湾上空飞翔…" },
    { "Korean", "We study lanterns an", "우리는 등불을 연구한다. 그리고", "We study lanterns…",
      "우리는 등불을 연구한다. …" },
};

static void both_texts_end_where_they_make_sense(void **state)
{
    struct buffer scratch = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct record record = { .abstract_truncated = true };

        record.abstract.in[LANGUAGE_EN] = view_of(rows[i].abstract);
        record.abstract.in[LANGUAGE_ZH] = view_of(rows[i].translation);
        cut_abstract_mark(&record, &scratch);
        expect_text(rows[i].what, record.abstract.in[LANGUAGE_EN], rows[i].marked);
        expect_text(rows[i].what, record.abstract.in[LANGUAGE_ZH], rows[i].translation_marked);
    }
    buffer_free(&scratch);
}

static void whole_and_absent_abstracts_stay(void **state)
{
    struct record whole = { 0 }, absent = { .abstract_truncated = true };
    struct buffer scratch = { 0 };

    (void)state;
    whole.abstract.in[LANGUAGE_EN] = VIEW("We study lanterns an");
    absent.abstract.in[LANGUAGE_ZH] = VIEW("我们研究灯笼，而");
    cut_abstract_mark(&whole, &scratch);
    cut_abstract_mark(&absent, &scratch);
    expect_text("whole", whole.abstract.in[LANGUAGE_EN], "We study lanterns an");
    expect_text("absent", absent.abstract.in[LANGUAGE_ZH], "我们研究灯笼，而");
    buffer_free(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_texts_end_where_they_make_sense),
        cmocka_unit_test(whole_and_absent_abstracts_stay),
    };

    return cmocka_run_group_tests_name("cut_abstract", tests, NULL, NULL);
}
