#include "expect.h"

#include "input/failure.h"
#include "input/markdown/written_title.h"

static const struct {
    const char *text, *title;
} titles[] = {
    { "Tides and Moons", "Tides and Moons" },
    { "  Tides\n and   Moons ", "Tides and Moons" },
    /* numbers of a list */
    { "1. Tides", "Tides" },
    { "12) Tides", "Tides" },
    { "3、潮汐", "潮汐" },
    { "3.Tides", "Tides" },
    { "[4] Tides", "Tides" },
    { "(4) Tides", "Tides" },
    { "【4】Tides", "Tides" },
    { "1️⃣ Tides", "Tides" },
    { "1️⃣0️⃣ Tides", "Tides" },
    { "Paper 1: Tides", "Tides" },
    { "论文 2：潮汐", "潮汐" },
    { "#3: Tides", "Tides" },
    { "Title: Tides", "Tides" },
    { "[2024/05] Tides", "Tides" },
    { "[Jan 2026] Tides", "Tides" },
    { "1. [4] 🌊 Tides", "Tides" },
    /* what is no number of a list */
    { "100 Days After Low Tide", "100 Days After Low Tide" },
    { "360 in the Wild", "360 in the Wild" },
    { "3D Tides", "3D Tides" },
    { "2.5D Tides", "2.5D Tides" },
    { "1.5-Degree Tides", "1.5-Degree Tides" },
    { "6-DoF Buoys", "6-DoF Buoys" },
    { "1-Bit Tides", "1-Bit Tides" },
    { "[Re] Tides Revisited", "[Re] Tides Revisited" },
    { "[18F]FDG in Tides", "[18F]FDG in Tides" },
    { "(Non-)Linear Tides", "(Non-)Linear Tides" },
    { "(1+1)-Dimensional Tides", "(1+1)-Dimensional Tides" },
    { "Papers of 2024: Tides", "Papers of 2024: Tides" },
    { "1.", "1" },
    { "[4]", "[4]" },
    /* tags in front */
    { "[TideNet-V2] TideNet-V2: A Strong Current", "TideNet-V2: A Strong Current" },
    { "[TideNet] TideNetwork: A Current", "[TideNet] TideNetwork: A Current" },
    { "[Tide] Moons: A Current", "[Tide] Moons: A Current" },
    { "🔥🔥[Tide Gauge] Tide Gauge Report(@someone)", "Tide Gauge Report" },
    /* emoji and codes */
    { "📄 Tides 📦代码", "Tides" },
    { ":star: :star::star: Tides :fire:", "Tides" },
    { "Tides 🌊", "Tides" },
    { "Tides 🤗 Demo", "Tides" },
    { "I ❤ Tides", "I ❤ Tides" },
    { "Tides: Ratio 1:2:3", "Tides: Ratio 1:2:3" },
    { "🌊", "" },
    /* labels at the end */
    { "Tides (Read more on arXiv or HuggingFace)", "Tides" },
    { "Tides [code] [PDF]", "Tides" },
    { "Tides (CVPR 2024 Oral)", "Tides" },
    { "Tides [2024-04] [ACL 2023]", "Tides" },
    { "Tides (SIGIR 2024, Best Paper)", "Tides" },
    { "Tides (ICLR'24, oral)", "Tides" },
    { "Tides（arXiv 2023.06）", "Tides" },
    { "Tides @ ICLR 2024", "Tides" },
    { "Tides (WABC 2024)", "Tides (WABC 2024)" },
    { "Tides, WABC, 2024", "Tides" },
    { "Tides. Tidal Open. 2024", "Tides" },
    { "Tides. Part 2, 2024", "Tides. Part 2, 2024" },
    { "Tides. A Report, 2024", "Tides. A Report, 2024" },
    { "Tides of 2020. A Look Back at 2024", "Tides of 2020. A Look Back at 2024" },
    { "Tides (WABC 2024, Best Paper Award)", "Tides (WABC 2024, Best Paper Award)" },
    { "Tides (ICML 2024, Best Paper Award)", "Tides" },
    { "Tides - arXiv, accessed July 6, 2025", "Tides" },
    { "Tides, accessed by 64 Crews of 2024", "Tides, accessed by 64 Crews of 2024" },
    { "Paper 3 | Tides", "Tides" },
    { "Tides (Sep., 2025)", "Tides" },
    { "Tides, CVPR 2024.", "Tides" },
    { "[CVPR 2024] Tides", "Tides" },
    { "[WABC 2024] Tides", "Tides" },
    { "【SIGIR 2024】Tides", "Tides" },
    { "[2403.19588] Tides", "Tides" },
    { "[hep-th/9901001v2] Tides", "Tides" },
    { "[arXiv:2403.19588] Tides", "Tides" },
    { "[paper] Tides", "Tides" },
    { "① Tides", "Tides" },
    { "Tides of the Ligament (ACL)", "Tides of the Ligament (ACL)" },
    { "Tides - CVPR 2024", "Tides" },
    { "Tides - T-PAMI - 2017", "Tides" },
    { "Do Tides Rise? NeurIPS 2021", "Do Tides Rise?" },
    { "Do Tides Rise? RSS '21", "Do Tides Rise?" },
    { "Do Tides Rise? RSS 2.0", "Do Tides Rise? RSS 2.0" },
    { "Do Tides Rise? Moons of 2021", "Do Tides Rise? Moons of 2021" },
    { "Tides. AAAI workshop 2021", "Tides" },
    { "Tides. ECML-PKDD 2020", "Tides" },
    { "Tides. In ICML, 2019.", "Tides" },
    { "[NeurIPS'23] [Oral] Tides", "Tides" },
    { "Tides, May 2024", "Tides, May 2024" },
    { "[MASK] is a Tide", "[MASK] is a Tide" },
    { "Tides, 2024", "Tides, 2024" },
    { "Tides (2020)", "Tides" },
    { "Tides (Part I)", "Tides (Part I)" },
    { "Tides (the CVPR 2024 way)", "Tides (the CVPR 2024 way)" },
    { "Comment on \"Tides\" [arXiv:2106.06773]", "Comment on \"Tides\" [arXiv:2106.06773]" },
    /* quotes */
    { "\"Tides\"", "Tides" },
    { "“Tides: A \"Moon\" Story”", "Tides: A \"Moon\" Story" },
    { "\"Tides of \"Moons\" and Suns\"", "Tides of \"Moons\" and Suns" },
    { "\"Tides\" is not \"Moons\"", "\"Tides\" is not \"Moons\"" },
    { "\"Why Tides Rise \"", "Why Tides Rise" },
    { "\"Tides.\"", "Tides" },
    { "\"Tides\".", "Tides" },
    { "《潮汐》", "潮汐" },
    { "'Tis the Tide's Turn", "'Tis the Tide's Turn" },
    { "[Tides of Moons].", "Tides of Moons" },
    { "[Tides] of [Moons]", "[Tides] of [Moons]" },
    { "==Tides of Moons==", "Tides of Moons" },
    { "++Tides++", "Tides" },
    { "”Tides of Moons”", "Tides of Moons" },
    { "@tide2024moons Tides and Moons", "Tides and Moons" },
    { "@ Home in the Tides", "@ Home in the Tides" },
    { "@spam: the Depths of Tides", "@spam: the Depths of Tides" },
    { "@Home Robots of Tides", "@Home Robots of Tides" },
    /* full stops */
    { "Tides.", "Tides" },
    { "Tides...", "Tides..." },
    { "Tides of the U.S.", "Tides of the U.S." },
    { "Tides?", "Tides?" },
    { "潮汐。", "潮汐" },
    { "Tides |", "Tides" },
    /* TeX */
    { "Tides at $T^{2}$ K", "Tides at $T^{2}$ K" },
    { "$O(n)$ Tides", "$O(n)$ Tides" },
    { "", "" },
};

static void titles_are_cleaned(void **state)
{
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(titles); i++)
        expect_text(titles[i].text, written_title_clean(view_of(titles[i].text), &arena),
                    titles[i].title);
    arena_free(&arena);
}

static const struct {
    const char *text, *title;
} quoted[] = {
    { "Tide: \"Tide Transformer: A Current\"", "Tide Transformer: A Current" },
    { "Tide 3: \"The Tide of Moons\" [2024-04]", "The Tide of Moons" },
    { "潮汐：“潮汐 与月亮”", "潮汐 与月亮" },
    { "\"Tides and Moons\", TIDES, 2024 (Harbour).", "Tides and Moons" },
    { "1. \"Tides and Moons\" [2023-02] [paper]", "Tides and Moons" },
    { "Doe, Jane, et al. \"Tides and moons.\" arXiv preprint (2014).", "Tides and moons." },
    { "[5] Roe, Rob, and Jane Doe. \"Tides and moons.\" In Harbour.", "Tides and moons." },
    { "J. Doe, R. Roe, A. Poe \"Tides and Moons.\" arXiv (2016)", "Tides and Moons." },
    { "Tide: \"On \"Moon\" and Sun\"", "On \"Moon\" and Sun" },
    { "Comment on \"Tides and Moons\" [arXiv:2106.06773]", "" },
    { "Know Your Tide: Beyond the \"general\" tide", "" },
    { "Tide: \"Moons\" of a Planet", "" },
    { "Tide: \"Moons and suns\" of a planet", "" },
    { "Tide: \"Moons and suns", "" },
    { "\"Do Tides Rise?\": A Survey", "" },
    { "Tide's turn isn't \"here\"", "" },
    { "Tides", "" },
    { "", "" },
};

static void quoted_titles_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(quoted); i++)
        expect_text(quoted[i].text, written_title_quoted(view_of(quoted[i].text)), quoted[i].title);
}

static const struct {
    const char *text;
    bool is_failure;
} failures[] = {
    { "N/A", true },
    { "null", true },
    { "none", true },
    { "-", true },
    { "暂无", true },
    { "Error: API quota exceeded", true },
    { "错误：AI分析失败。", true },
    { "Summary generation failed", true },
    { "Processing failed", true },
    { "summary unavailable", true },
    { "translation failed: no text", true },
    { "ai analysis failed", true },
    { "AI分析失败", true },
    { "摘要生成失败", true },
    { "总结失败", true },
    { "翻译失败", true },
    { "处理失败", true },
    { "生成失败", true },
    { "错误: 超时", true },
    { "Error bounds for tides", false },
    { "Errors: a survey", false },
    { "None of the tides", false },
    { "", false },
};

static void failures_are_told_from_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(failures); i++)
        expect_number(failures[i].text, text_is_failure(view_of(failures[i].text)),
                      failures[i].is_failure);
}

/* Text that would take hours if a step looked at the rest of it again and again. */
static void hostile_titles_take_linear_time(void **state)
{
    static const char *const parts[] = { "[", "\"", "[code]", ":",   ": ",   "'", "(1) ",
                                         "🌊", "“",  "(",      "1. ", "\"a ", ".", ") " };
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(parts); i++) {
        struct buffer text = { 0 };

        while (text.len < 1 << 20)
            buffer_put(&text, view_of(parts[i]));
        buffer_put(&text, VIEW("x"));
        written_title_clean(buffer_view(&text), &arena);
        text.len--;
        written_title_clean(buffer_view(&text), &arena);
        written_title_quoted(buffer_view(&text));
        buffer_free(&text);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_are_cleaned),
        cmocka_unit_test(quoted_titles_are_found),
        cmocka_unit_test(failures_are_told_from_text),
        cmocka_unit_test(hostile_titles_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
