#include "expect.h"

#include "input/arxiv_announcement.h"

static const struct {
    const char *title, *left, *id;
    unsigned version;
    const char *category;
    enum announce announce;
} suffixes[] = {
    { "Tides. (arXiv:2401.08119v1 [cs.LG])", "Tides", "2401.08119", 1, "cs.LG", ANNOUNCE_NEW },
    { "Tides. (arXiv:2401.08119v2 [cs.LG] UPDATED)", "Tides", "2401.08119", 2, "cs.LG",
      ANNOUNCE_REPLACE },
    { "Tides (arXiv:2401.08119v1 [physics.ao-ph] CROSS LISTED)", "Tides", "2401.08119", 1,
      "physics.ao-ph", ANNOUNCE_CROSS },
    { "Tides (arXiv:2401.08119v2 [cs.LG] 更新)", "Tides", "2401.08119", 2, "cs.LG",
      ANNOUNCE_REPLACE },
    { "Tides (arXiv:2401.08119v2 [cs.LG] 已更新)", "Tides", "2401.08119", 2, "cs.LG",
      ANNOUNCE_REPLACE },
    { "Tides (arXiv:2401.08119v2 [cs.LG] 修订版)", "Tides", "2401.08119", 2, "cs.LG",
      ANNOUNCE_REPLACE },
    { "Tides (arXiv:2401.08119v2 [cs.LG] 改动)", "Tides", "2401.08119", 2, "cs.LG",
      ANNOUNCE_ABSENT },
    { "Tides (arXiv:hep-th/9901001v2 [hep-th])", "Tides", "hep-th/9901001", 2, "hep-th",
      ANNOUNCE_NEW },
    { "Tides (arXiv:math.GT/0309136v1 [math.GT])", "Tides", "math/0309136", 1, "math.GT",
      ANNOUNCE_NEW },
    { "Tides? (arXiv:2401.08119v1 [cs.LG])", "Tides?", "2401.08119", 1, "cs.LG", ANNOUNCE_NEW },
    { "Tides?. (arXiv:2401.08119v1 [cs.LG])", "Tides?", "2401.08119", 1, "cs.LG", ANNOUNCE_NEW },
    { "Tides... (arXiv:2401.08119v1 [cs.LG])", "Tides...", "2401.08119", 1, "cs.LG", ANNOUNCE_NEW },
    { "Tides… (arXiv:2401.08119v1 [cs.LG])", "Tides…", "2401.08119", 1, "cs.LG", ANNOUNCE_NEW },
    { "Tides (Part I). (arXiv:2401.08119v1 [cs.LG])", "Tides (Part I)", "2401.08119", 1, "cs.LG",
      ANNOUNCE_NEW },
    { "(arXiv:2401.08119v1 [cs.LG])", "", "2401.08119", 1, "cs.LG", ANNOUNCE_NEW },
    { "Tides.", "Tides.", "", 0, "", ANNOUNCE_ABSENT },
    { "Tides (Part I)", "Tides (Part I)", "", 0, "", ANNOUNCE_ABSENT },
    { "Tides (arXiv:2401.08119v1 [cs.LG]) again", "Tides (arXiv:2401.08119v1 [cs.LG]) again", "", 0,
      "", ANNOUNCE_ABSENT },
    { "Tides (arXiv:nothing)", "Tides (arXiv:nothing)", "", 0, "", ANNOUNCE_ABSENT },
    { "Tides (arXiv:2401.08119v1 [cs.LG]) (II)", "Tides (arXiv:2401.08119v1 [cs.LG]) (II)", "", 0,
      "", ANNOUNCE_ABSENT },
    { "", "", "", 0, "", ANNOUNCE_ABSENT },
};

static void suffixes_are_taken_off_titles(void **state)
{
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(suffixes); i++) {
        struct view title = view_of(suffixes[i].title);
        struct announcement found = announcement_take_suffix(&title, &arena);

        expect_text(suffixes[i].title, title, suffixes[i].left);
        expect_text(suffixes[i].title, found.id.id, suffixes[i].id);
        expect_number(suffixes[i].title, found.id.version, suffixes[i].version);
        expect_text(suffixes[i].title, found.category, suffixes[i].category);
        expect_number(suffixes[i].title, found.announce, suffixes[i].announce);
    }
    arena_free(&arena);
}

static void prefixes_are_taken_off_abstracts(void **state)
{
    static const struct {
        const char *abstract, *left, *id;
        unsigned version;
        enum announce announce;
    } cases[] = {
        { "arXiv:2403.19588v1 Announce Type: new Abstract: We count.", "We count.", "2403.19588", 1,
          ANNOUNCE_NEW },
        { "arXiv:2403.19588v1 Announce Type: cross Abstract: We count.", "We count.", "2403.19588",
          1, ANNOUNCE_CROSS },
        { "arXiv:2403.19588v3 Announce Type: replace Abstract: We count.", "We count.",
          "2403.19588", 3, ANNOUNCE_REPLACE },
        { "arXiv:2403.19588v2 Announce Type: replace-cross Abstract: We count.", "We count.",
          "2403.19588", 2, ANNOUNCE_REPLACE_CROSS },
        { "arXiv:2403.19588v2 Announce Type: moved Abstract: We count.", "We count.", "2403.19588",
          2, ANNOUNCE_ABSENT },
        { "arXiv:hep-th/9901001v2 Announce Type: new Abstract: We count.", "We count.",
          "hep-th/9901001", 2, ANNOUNCE_NEW },
        { "arXiv:2403.19588v1 Announce Type: new Abstract:", "", "2403.19588", 1, ANNOUNCE_NEW },
        { "We count arXiv:2403.19588v1 Announce Type: new Abstract: x",
          "We count arXiv:2403.19588v1 Announce Type: new Abstract: x", "", 0, ANNOUNCE_ABSENT },
        { "arXiv:2403.19588v1 We count.", "arXiv:2403.19588v1 We count.", "", 0, ANNOUNCE_ABSENT },
        { "arXiv:2403.19588v1 Announce Type: new", "arXiv:2403.19588v1 Announce Type: new", "", 0,
          ANNOUNCE_ABSENT },
        { "We count.", "We count.", "", 0, ANNOUNCE_ABSENT },
        { "", "", "", 0, ANNOUNCE_ABSENT },
    };
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct view abstract = view_of(cases[i].abstract);
        struct announcement found = announcement_take_prefix(&abstract, &arena);

        expect_text(cases[i].abstract, abstract, cases[i].left);
        expect_text(cases[i].abstract, found.id.id, cases[i].id);
        expect_number(cases[i].abstract, found.id.version, cases[i].version);
        expect_text(cases[i].abstract, found.category, "");
        expect_number(cases[i].abstract, found.announce, cases[i].announce);
    }
    arena_free(&arena);
}

static void translated_titles_are_cleaned(void **state)
{
    static const struct {
        const char *title, *clean;
    } cases[] = {
        { "潮汐", "潮汐" },
        { "潮汐 (arXiv:2401.08119v1 [cs.LG])", "潮汐" },
        { "潮汐（arXiv：2401.08119v2 [cs.LG] 更新）", "潮汐" },
        { "潮汐。(arXiv:2401.08119v1 [cs.LG] UPDATED)", "潮汐" },
        { "潮汐 (arXiv:2401.08119v1 [cs.LG]) 与港口", "潮汐 与港口" },
        { "潮汐(arXiv:2401.08119v1 [cs.LG])与港口", "潮汐 与港口" },
        { "潮(arXiv:2401.08119v1)汐（arXiv：2401.08119v1）港", "潮 汐 港" },
        { "(arXiv:2401.08119v1 [cs.LG])", "" },
        { "潮汐 (arXiv:2401.08119v1 [cs.LG]", "潮汐 (arXiv:2401.08119v1 [cs.LG]" },
        { "潮汐（一）", "潮汐（一）" },
        { "标题：潮汐", "潮汐" },
        { "标题:潮汐", "潮汐" },
        { "论文标题：潮汐", "潮汐" },
        { "论文标题: 潮汐", "潮汐" },
        { "题目：潮汐", "潮汐" },
        { "标题潮汐", "标题潮汐" },
        { "题目的潮汐：一", "题目的潮汐：一" },
        { "潮汐。", "潮汐" },
        { "潮汐。。", "潮汐。" },
        { "潮汐.", "潮汐." },
        { "《潮汐》", "潮汐" },
        { "《潮汐》。", "潮汐" },
        { "《潮汐。》", "潮汐。" },
        { "“潮汐”", "潮汐" },
        { "\"潮汐\"", "潮汐" },
        { "《潮汐》与《港口》", "《潮汐》与《港口》" },
        { "“潮”与“汐”", "“潮”与“汐”" },
        { "\"潮\"与\"汐\"", "\"潮\"与\"汐\"" },
        { "《潮《汐》》", "潮《汐》" },
        { "《“潮汐”》", "“潮汐”" },
        { "《潮汐", "《潮汐" },
        { "\"", "\"" },
        { "标题：《潮汐》。 (arXiv:2401.08119v1 [cs.LG])", "潮汐" },
        { "", "" },
    };
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_text(cases[i].title, announcement_clean_title(view_of(cases[i].title), &arena),
                    cases[i].clean);
    arena_free(&arena);
}

#define FORTY_LESS_ONE \
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九"

static void translated_abstracts_are_cleaned(void **state)
{
    static const struct {
        const char *name, *abstract, *clean;
    } cases[] = {
        { "no prefix", "我们统计。", "我们统计。" },
        { "full-width colon", "arXiv:2403.04202v1 公告类型：交叉领域 摘要：我们统计。",
          "我们统计。" },
        { "half-width colon", "arXiv:2403.04202v1 公告类型: 新 摘要: 我们统计。", "我们统计。" },
        { "full-width behind arXiv", "arXiv：2403.04202v1 公告类型：新 摘要：我们统计。",
          "我们统计。" },
        { "another word", "arXiv:2403.04202v1 类型：替换 抽象：我们统计。", "我们统计。" },
        { "English", "arXiv:2403.04202v1 Announce Type: new Abstract: 我们统计。", "我们统计。" },
        { "full-width full stop", "arXiv:2403.04202v1 公告类型：新。摘要。我们统计。",
          "我们统计。" },
        { "full stop", "arXiv:2403.04202v1 公告类型：新 摘要. 我们统计。", "我们统计。" },
        { "no colon", "arXiv:2403.04202v1 公告类型：新 摘要 我们统计。", "我们统计。" },
        { "the first of two words", "arXiv:2403.04202v1 摘要：抽象代数。", "抽象代数。" },
        { "only one mark goes", "arXiv:2403.04202v1 摘要：。我们统计。", "。我们统计。" },
        { "a version is no need", "arXiv:2403.04202 摘要：我们统计。", "我们统计。" },
        { "39 characters before the word", "arXiv:2403.04202v1" FORTY_LESS_ONE "摘要：我们统计。",
          "我们统计。" },
        { "41 characters before the word",
          "arXiv:2403.04202v1" FORTY_LESS_ONE "十一摘要：我们统计。",
          "arXiv:2403.04202v1" FORTY_LESS_ONE "十一摘要：我们统计。" },
        { "no word", "arXiv:2403.04202v1 我们统计。", "arXiv:2403.04202v1 我们统计。" },
        { "not at the start", "见 arXiv:2403.04202v1 摘要：我们",
          "见 arXiv:2403.04202v1 摘要：我们" },
        { "nothing but a prefix", "arXiv:2403.04202v1 摘要：", "" },
        { "nothing", "", "" },
    };
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_text(cases[i].name, announcement_clean_abstract(view_of(cases[i].abstract), &arena),
                    cases[i].clean);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suffixes_are_taken_off_titles),
        cmocka_unit_test(prefixes_are_taken_off_abstracts),
        cmocka_unit_test(translated_titles_are_cleaned),
        cmocka_unit_test(translated_abstracts_are_cleaned),
    };
    return cmocka_run_group_tests_name("arxiv_announcement", tests, NULL, NULL);
}
