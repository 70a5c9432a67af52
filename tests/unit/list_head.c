/* Heads of items that are read without their inline text are those that the inline text gives. */
#include "expect.h"

#include "input/markdown/list_head.h"
#include "input/markdown/list_link.h"
#include "input/markdown/written_title.h"

#define LONG "Tide Gauges and the Moons of Distant Planets"
#define PAPER "https://arxiv.org/abs/2403.19588"
#define OTHER "https://arxiv.org/abs/2301.00001"

static const struct {
    const char *source;
    bool is_plain;
} sources[] = {
    { "[Tide Gauges](" PAPER ")", true },
    { "[Tide Gauges: $\\alpha$ and G\\\"odel](" PAPER "v2)<br>:star:[code](https://a.org/b12)",
      true },
    { "**[Tide Gauges](" PAPER ")** (CVPR 2024), 1.5 stars", true },
    { "[2024/03/28] **" LONG "** | [[paper]](" PAPER ") | [[code](https://a.org/b)]", true },
    { "**" LONG "** *Ada Tide et al. ICLR.* [pdf](" PAPER ")", true },
    { "[3] **" LONG "**, 2024. [[arXiv](" PAPER ")][[code](https://a.org)]", true },
    /* not an entry, but its paper is named */
    { "**" LONG " and the** [paper](" PAPER ")", true },
    /* other papers */
    { "[Tide Gauges](" PAPER ") [Moons](" OTHER ")", false },
    { "[Tide Gauges](" PAPER ") [Moons](https://arxiv.org/abs/hep-th/9901001)", false },
    { "**" LONG "** [paper](" PAPER ") [paper](" OTHER ")", false },
    /* not a title, or not the title */
    { "[paper](" PAPER ")", false },
    { "[CVPR 2024](" PAPER ")", false },
    { "[Tide Gauges](https://a.org)", false },
    { "**" LONG "** \"Rivers of Moons\" [paper](" PAPER ")", false },
    { "**" LONG ":** [paper](" PAPER ")", false },
    { "**Ada Tide, Ben Reef et al** *A Survey of Rivers and Moons* [paper](" PAPER ")", false },
    { "**Tides**: Gauges of Moons and Rivers on Planets, [paper](" PAPER ")", false },
    /* what may be another thing */
    { "**" LONG "*** [paper](" PAPER ")", false },
    { "**" LONG " ** [paper](" PAPER ")", false },
    { "**" LONG "** `[paper](" PAPER ")`", false },
    { "**" LONG "** ![paper](" PAPER ")", false },
    { "**" LONG "** [this text](" PAPER ")", false },
    { "[2024](" OTHER ") **" LONG "** [paper](" PAPER ")", false },
    { "[$x] **" LONG " in $y$** [paper](" PAPER ")", false },
    { "[Tide *Gauges*](" PAPER ")", false },
    { "[Tide Gauges](" PAPER " \"Tides\")", false },
    { "", false },
};

static struct inline_text text;
static struct arena arena;

/* Expects what the inline text gives, and no link to another paper, if the source is plain. */
static bool check_source(const char *name, struct view source)
{
    struct list_head plain, head;

    if (!list_head_read_plain(source, &arena, &plain))
        return false;
    inline_text_read(&text, source);
    list_link_resolve_all(&text, &arena);
    list_head_read(&text, &arena, false, &head);
    expect_view(name, plain.id.id, head.id.id);
    expect_number(name, plain.id.version, head.id.version);
    expect_number(name, plain.by_title, head.by_title);
    expect_number(name, plain.by_name, head.by_name);
    expect_number(name, plain.title.kind, head.title.kind);
    expect_view(name, plain.title.text, head.title.text);
    expect_number(name, list_head_is_entry(&plain, false), list_head_is_entry(&head, false));
    for (size_t i = 0; i < text.link_count; i++) {
        if (list_link_is_paper(&text.links[i]))
            expect_view(name, text.links[i].paper.id, plain.id.id);
    }
    return true;
}

static void test_sources(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(sources); i++)
        expect_number(sources[i].source,
                      check_source(sources[i].source, view_of(sources[i].source)),
                      sources[i].is_plain);
}

static const struct {
    const char *source, *title, *names;
    bool is_cell;
} heads[] = {
    /* code in a title, and after it */
    { "Towards `tide` Gauges, [arXiv](" PAPER ")", "Towards tide Gauges", "", false },
    { "Towards `tide`-like Gauges `code`, [arXiv](" PAPER ")", "Towards tide-like Gauges", "",
      false },
    { "Towards `tide` Gauges", "Towards tide Gauges", "", true },
    { "Tide Gauges `cs.CL` We gauge, [arXiv](" PAPER ")", "Tide Gauges", "", false },
    { "Tide Gauges `CVPR 2024` Oral", "Tide Gauges", "", true },
    { "Tide Gauges `tides` `moons` [arXiv](" PAPER ")", "Tide Gauges", "", false },
    { "Tide Gauges `tides` [arXiv](" PAPER ")", "Tide Gauges", "", false },
    /* a title in brackets, before a bracket */
    { "[Tides of Moons]. [paper](" PAPER ")", "Tides of Moons", "", false },
    { "**[Tides of Moons]** [paper](" PAPER ") [code](https://a.org)", "Tides of Moons", "",
      false },
    { "[" LONG "] [[paper](" PAPER ")]", LONG, "", false },
    { "[Best of Moons] Tide Gauges [paper](" PAPER ")", "Tide Gauges", "", false },
    { "Tide Gauges（[论文](" PAPER ")）", "Tide Gauges", "", false },
    { "Tide Gauges 【[论文](" PAPER ")】", "Tide Gauges", "", false },
    { "Tide Gauges，「[論文](" PAPER ")」", "Tide Gauges", "", false },
    /* quotations in a title */
    { "\"Tidal\" Gauges", "\"Tidal\" Gauges", "", true },
    { "“Rising Tides” and Moons", "“Rising Tides” and Moons", "", true },
    { "\"Do Tides Rise?\": Gauging Moons", "\"Do Tides Rise?\": Gauging Moons", "", true },
    { "\"Tides of \"Moons\" and Suns\"", "Tides of \"Moons\" and Suns", "", true },
    { "\"Do Tides Rise?\": Gauging Moons [pdf](" PAPER ")", "\"Do Tides Rise?\": Gauging Moons", "",
      false },
    { "\"Tidal\" Gauges [pdf](" PAPER ")", "\"Tidal\" Gauges", "", false },
    { "**Tide**: \"The \"Moons\" of Suns\", *TIDES* [pdf](" PAPER ")", "The \"Moons\" of Suns",
      "Tide", false },
    { "\"Rising Tides\", Ada Tide", "Rising Tides", "", true },
    { "\"Rising Tides\" Ada Tide [pdf](" PAPER ")", "Rising Tides", "", false },
    { "\"Rising Tides\": Ada Tide, Ben Reef [pdf](" PAPER ")", "Rising Tides", "", false },
    { "\"Rising Tides\": the moons gauged [pdf](" PAPER ")", "Rising Tides", "", false },
    { "\"Tides\" by Ada Tide [pdf](" PAPER ")", "Tides", "", false },
    { "《潮汐》，张三、李四，[论文](" PAPER ")", "潮汐", "", false },
    { "“Tides” SIGIR 2024 [pdf](" PAPER ")", "Tides", "", false },
    /* a date for the link's text */
    { "Tide Gauges [[30 Mar 2024]](" PAPER ") [[code]](https://a.org)", "Tide Gauges", "", false },
    { "Rising Tides of Moons [[arXiv 30 Mar 2024]](" PAPER ")", "Rising Tides of Moons", "",
      false },
    { "[2403.19588](" PAPER ")", "", "", true },
    /* a nickname with a note */
    { "**Tide** (15B): \"Tide: the moon be with you!\" [2023-05] [TIDES] [[paper](" PAPER ")]",
      "Tide: the moon be with you!", "Tide", false },
    { "**Tide**, \"The Moons of Tides\" [pdf](" PAPER ")", "The Moons of Tides", "Tide", false },
    { "**Tides** (a big model) of Moons [pdf](" PAPER ")", "Tides", "", false },
    /* italics after a colon */
    { "Tides: *Quiet Until the End* [pdf](" PAPER ")", "Tides: Quiet Until the End", "", false },
    { "Tides of Moons: *Ada Tide, Ben Reef* [pdf](" PAPER ")", "Tides of Moons", "", false },
    { "2024-03-28 – Tide Gauges [pdf](" PAPER ")", "Tide Gauges", "", false },
    /* a title, a year and names in a link */
    { "[**Tide Gauges** (2021) <br> *Ada Tide, Ben Reef*](" PAPER ")", "Tide Gauges", "", true },
    { "[**Tides** of Moons<br>*Ada Tide*](" PAPER ")", "Tides of Moons", "", true },
    { "[**Tides**<br>Gauges of Moons](" PAPER ")", "Tides Gauges of Moons", "", true },
    /* a venue and a rank in front */
    { "ICML 2023 oral, Tide Gauges [pdf](" PAPER ")", "Tide Gauges", "", false },
    { "NIPS 2020 (spotlight), Tide Gauges [pdf](" PAPER ")", "Tide Gauges", "", false },
    { "CoRL 2023 Best Paper: Tide Gauges [pdf](" PAPER ")", "Tide Gauges", "", false },
    { "ICLR 2024 submission, **Tide Gauges** [pdf](" PAPER ")", "Tide Gauges", "", false },
    { "ICML 2023 oral tides of moons [pdf](" PAPER ")", "ICML 2023 oral tides of moons", "",
      false },
    { "Tide Gauges，张三，李四，[论文](" PAPER ")", "Tide Gauges", "张三，李四", false },
    { "潮汐，月亮，[论文](" PAPER ")", "潮汐，月亮", "", false },
    /* names and a year */
    { "Tide, A., Reef, B. C., & Foam, C. (2023). Tides: A moon. [arXiv](" PAPER ")",
      "Tides: A moon", "Tide, A., Reef, B. C., & Foam, C.", false },
    { "Tide, A., & Reef, B. (2023, June). Tides. arXiv preprint arXiv:2403.19588.", "Tides",
      "Tide, A., & Reef, B.", false },
    { "Tide, A., Reef, B., ... & Foam, C. (2017). Tides. [pdf](" PAPER ")", "Tides",
      "Tide, A., Reef, B., ... & Foam, C.", false },
    { "Tide, A. B. and Reef, C. D. 2020b. Tide Gauges. [pdf](" PAPER ")", "Tide Gauges",
      "Tide, A. B. and Reef, C. D.", false },
    { "Ada Tide and Ben Reef, 2020, Tide Gauges. [pdf](" PAPER ")", "Tide Gauges",
      "Ada Tide and Ben Reef", false },
    { "Tide, A., & Reef, B. (2023). *Gauges of the tide*. [pdf](" PAPER ")", "Gauges of the tide",
      "Tide, A., & Reef, B.", false },
    { "Tide et al. 2020: Tide Gauges. [pdf](" PAPER ")", "Tide Gauges", "Tide et al.", false },
    { "*Deep Tides of Moons*, Ada Tide and Ben Reef [pdf](" PAPER ")", "Deep Tides of Moons", "",
      false },
    /* names and a title, without a year */
    { "A. Tide, B. Reef, Gauges of Moons, [arXiv](" PAPER ")", "Gauges of Moons",
      "A. Tide, B. Reef", false },
    { "A. Tide and B. Reef, Gauges of Moons, [arXiv](" PAPER ")", "Gauges of Moons",
      "A. Tide and B. Reef", false },
    { "Galois Groups and Riemann Surfaces, Old and New [arXiv](" PAPER ")",
      "Galois Groups and Riemann Surfaces, Old and New", "", false },
    { "Tide et al. Gauges of Moons [arXiv](" PAPER ")", "Gauges of Moons", "Tide et al", false },
    { "Ada Tide, Ben Reef, Cy Sun, and Di Star, Gauges of Moons, arXiv 2024, [pdf](" PAPER ")",
      "Gauges of Moons", "Ada Tide, Ben Reef, Cy Sun, and Di Star", false },
    { "Ada Tide, B. Reef. Gauges of the Moons [arXiv](" PAPER ")", "Gauges of the Moons",
      "Ada Tide, B. Reef", false },
    { "A. Tide, Gauges of Moons, [arXiv](" PAPER ")", "A. Tide, Gauges of Moons", "", false },
    { "Gauges of Moons, Ada Tide et al., in SIGIR 2024 [arXiv](" PAPER ")", "Gauges of Moons",
      "Ada Tide et al", false },
    { "Gauges and Moons, a Survey [arXiv](" PAPER ")", "Gauges and Moons, a Survey", "", false },
    /* names and a venue after a title */
    { "Tide Gauges. A. Tide and B. Reef. SIGIR 2024. [[paper](" PAPER ")]", "Tide Gauges",
      "A. Tide and B. Reef", false },
    { "Gauges of Moons, A. Tide, B. Reef, SIGIR 2024. [paper](" PAPER ")", "Gauges of Moons",
      "A. Tide, B. Reef", false },
    { "Tides, Deep Seas, A. Tide and B. Reef [paper](" PAPER ")", "Tides, Deep Seas",
      "A. Tide and B. Reef", false },
    { "Tides, Deep Seas, Wide Seas, SIGIR 2024 [paper](" PAPER ")", "Tides, Deep Seas, Wide Seas",
      "", false },
    { "Tides, Ada Tide, B. Reef, C. Sun, SIGIR 2024 [paper](" PAPER ")",
      "Tides, Ada Tide, B. Reef, C. Sun", "", false },
    { "Inventions of A. Tide, B. Reef [paper](" PAPER ")", "Inventions of A. Tide, B. Reef", "",
      false },
    { "Tide Gauges. Ada Tide, B. Reef. SIGIR 2024. [[paper](" PAPER ")]", "Tide Gauges",
      "Ada Tide, B. Reef", false },
    { "Tide Gauges. Tide et al. ICLR 2024. [[paper](" PAPER ")]", "Tide Gauges", "Tide et al",
      false },
    { "Tide Gauges, Ada Tide et al. [paper](" PAPER ")", "Tide Gauges", "Ada Tide et al", false },
    { "Tide Gauges (Ada Tide et al., 2023) [paper](" PAPER ")", "Tide Gauges", "Ada Tide et al",
      false },
    { "Tide Gauges (Tide et al., SIGIR 2024) [paper](" PAPER ")", "Tide Gauges", "Tide et al",
      false },
    { "Tides, or Gauges. Ada Tide, Ben Reef, et al. ICLR 2024. [pdf](" PAPER ")",
      "Tides, or Gauges", "Ada Tide, Ben Reef, et al", false },
    { "Do Tides Gauge (Moons)?. Tide, A., Reef, B., et al. 2024. [pdf](" PAPER ")",
      "Do Tides Gauge (Moons)?", "Tide, A., Reef, B., et al", false },
    { "Tide Gauges - Ada Tide et al. [pdf](" PAPER ")", "Tide Gauges", "Ada Tide et al", false },
    { "Tide Gauges (Ada Tide et al., ICML) [pdf](" PAPER ")", "Tide Gauges", "Ada Tide et al",
      false },
    { "Tide Gauges, Ada Tide et al., ICML [pdf](" PAPER ")", "Tide Gauges", "Ada Tide et al",
      false },
    { "Tides, A Survey, Ben Reef, Ada Tide et al. [pdf](" PAPER ")", "Tides, A Survey",
      "Ben Reef, Ada Tide et al", false },
    { "Ada Tide, Ben Reef. Deep Harbours, Wide Rivers. ICLR 2024. [pdf](" PAPER ")",
      "Deep Harbours, Wide Rivers", "Ada Tide, Ben Reef", false },
    /* a title in italics, and names */
    { "*Deep Tides*, A. Tide, B. Reef [pdf](" PAPER ")", "Deep Tides", "", false },
    { "*Deep Tides.* A. Tide. [pdf](" PAPER ")", "Deep Tides", "", false },
    { "*Deep Tides of Moons* by Ada Tide [pdf](" PAPER ")", "Deep Tides of Moons", "", false },
    { "A. Tide, *Deep Tides* (2022), [pdf](" PAPER ")", "Deep Tides", "A. Tide", false },
    { "*Ada Tide, Ben Reef*. Tides of Moons. [pdf](" PAPER ")", "Tides of Moons",
      "Ada Tide, Ben Reef", false },
    { "*Deep* Tides, or Moons [pdf](" PAPER ")", "Deep Tides, or Moons", "", false },
    /* names in a title */
    { "Tides, the Tide et al. Way of Gauging [pdf](" PAPER ")",
      "Tides, the Tide et al. Way of Gauging", "", false },
    { "Comment on Tide Gauges (Tide et al., 2023) [paper](" PAPER ")",
      "Comment on Tide Gauges (Tide et al., 2023)", "", false },
    { "A Rebuttal to Tide Gauges (Tide et al., 2023) [paper](" PAPER ")",
      "A Rebuttal to Tide Gauges (Tide et al., 2023)", "", false },
    { "Tide Gauges - Tide et al. Reconsidered [paper](" PAPER ")",
      "Tide Gauges - Tide et al. Reconsidered", "", false },
    { "Tides, Moons, and Gauges (Tide et al. Replication) [paper](" PAPER ")",
      "Tides, Moons, and Gauges (Tide et al. Replication)", "", false },
    { "Tides. Gauges, Moons. SIGIR 2024. [[paper](" PAPER ")]", "Tides. Gauges, Moons", "", false },
    { "Tides of (Tide et al., 2023) and Moons [paper](" PAPER ")",
      "Tides of (Tide et al., 2023) and Moons", "", false },
    /* a year in a title */
    { "Tides, Moons, and Suns (2020). A Survey [pdf](" PAPER ")",
      "Tides, Moons, and Suns (2020). A Survey", "", false },
    { "Tide Gauges (2020). A Survey [pdf](" PAPER ")", "Tide Gauges (2020). A Survey", "", false },
    { "Ada Tide, Ben Reef 2020 Tide Gauges [pdf](" PAPER ")", "Ada Tide, Ben Reef 2020 Tide Gauges",
      "", false },
    /* tags before a title */
    { "**NEW** Tide Gauges [[paper](" PAPER ")]", "Tide Gauges", "", false },
    { "**New!** Tide Gauges [[paper](" PAPER ")]", "Tide Gauges", "", false },
    { "**SIGIR 2024** Tide Gauges [[paper](" PAPER ")]", "Tide Gauges", "", false },
    { "**WABC'24, oral**: Tide Gauges [[paper](" PAPER ")]", "Tide Gauges", "", false },
    { "**2023** **Tide Gauges** [[paper](" PAPER ")]", "Tide Gauges", "", false },
    { "`SIGIR` `tides` Tide Gauges [arXiv](" PAPER ")", "Tide Gauges", "", false },
    { "`cs.IR` Tide Gauges [arXiv](" PAPER ")", "Tide Gauges", "", false },
    { "2023 | SIGIR | Tide Gauges | [Paper](" PAPER ")", "Tide Gauges", "", false },
    { "2023 | SIGIR | **Tide Gauges** | Ada Tide | [Paper](" PAPER ")", "Tide Gauges", "", false },
    /* not tags */
    { "`tide.mean` `tides` Explained [arXiv](" PAPER ")", "tide.mean tides Explained", "", false },
    { "**CoRL** for Tides [[paper](" PAPER ")]", "CoRL", "", false },
    { "**WWW** [[paper](" PAPER ")] Great words are told here", "WWW", "", false },
    { "`tides` and Moons [arXiv](" PAPER ")", "tides and Moons", "", false },
    { "**RSS**: Robust Scenes of Seas, [arXiv](" PAPER ")", "RSS: Robust Scenes of Seas", "",
      false },
    { "**TideNet** for Moons [arXiv](" PAPER ")", "TideNet", "", false },
    { "Tides | Tide Gauges | [Paper](" PAPER ")", "Tides", "", false },
};

static void titles_stand_in_heads(void **state)
{
    struct list_head head;

    (void)state;
    for (size_t i = 0; i < LENGTH(heads); i++) {
        inline_text_read(&text, view_of(heads[i].source));
        list_link_resolve_all(&text, &arena);
        list_head_read(&text, &arena, heads[i].is_cell, &head);
        expect_text(heads[i].source, written_title_clean(head.title.text, &arena), heads[i].title);
        expect_text(heads[i].source, head.title.byline.text, heads[i].names);
    }
}

/* What stands in sources, by its place. An empty string is as likely as any. */
static const char *const before[] = {
    "",  "[2024/03] ", "[3] ", "(ICLR 2024) ", "[ ] ", "[a](b) ", "![", "2024-03-28, ",
    "[", "🔥 ",         "*",    "[x]: ",        "[$x] "
};
static const char *const opening[] = { "**", "[", "**[", "**", "[", "", "***", "_", "[[" };
static const char *const titles[] = { LONG,
                                      LONG,
                                      "Tide Gauges",
                                      LONG " at a Price of $5",
                                      LONG ": $\\alpha$",
                                      "TideNet: " LONG,
                                      "Tides",
                                      "CVPR 2024 Workshop",
                                      "Ada Tide, Ben Reef and Carl Foam et al.",
                                      "Ada Tide et al: Ben Reef, Carl Foam",
                                      "May 2024, or how the tides were gauged in spring",
                                      "https://a.org/tides/and/moons/of/distant/planets",
                                      "潮汐与月亮 and the Moons of Distant Planets",
                                      "2403.19588",
                                      "paper",
                                      LONG ":",
                                      LONG " and",
                                      "Tides \\[1\\] &amp; " LONG,
                                      "a*b and c_d in " LONG,
                                      "G\\\"odel and " LONG };
static const char *const closing[] = {
    "**", "](" PAPER ")", "](" PAPER ")**", "**", "](" PAPER ")", "", "](" OTHER "v3", "*", "]"
};
static const char *const names[] = { "",
                                     "",
                                     " *Ada Tide et al. ICLR.*",
                                     " *Rivers of Moons* ",
                                     ", Ada Tide, Ben Reef",
                                     " *a*b* ",
                                     "*Ada Tide*",
                                     " _Ada Tide_",
                                     " \"Rivers of Moons\"",
                                     ": Rivers of Moons",
                                     " *Ada *Ben* " };
static const char *const links[] = {
    " | [[paper]](" PAPER ")",        " [paper](" PAPER ")",           " [[pdf](" PAPER ")]",
    " Paper: [link](" PAPER ")",      " `[paper](" PAPER ")`",         " ![paper](" PAPER ")",
    " [Rivers of Moons](" OTHER ")",  " <br>[arXiv](" PAPER ")",       " [[paper]][" PAPER "]",
    " [arXiv:2403.19588](" PAPER ")", " " OTHER " [paper](" PAPER ")", ""
};
static const char *const after[] = { "",
                                     " | [[code](https://github.com/group1/project22)]",
                                     "<br>:star:[code](https://a.org)",
                                     " [Other](" OTHER ")",
                                     " (CVPR 2024), 1.5",
                                     "](https://a.org)",
                                     "** *`",
                                     " arXiv:2403.1958",
                                     ") -->",
                                     " [old](https://arxiv.org/abs/math.GT/0309136)" };

/* Returns one of the texts, by a congruential generator. */
static const char *pick(uint64_t *seed, const char *const *texts, size_t count)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return texts[(*seed >> 33) % count];
}

#define PICK(texts) view_of(pick(&seed, texts, LENGTH(texts)))

static void test_any(void **state)
{
    enum { SOURCES = 1000000, PLAIN_MIN = 3000 };
    struct buffer source = { 0 };
    uint64_t seed = 1;
    size_t plain = 0;

    (void)state;
    for (size_t i = 0; i < SOURCES; i++) {
        source.len = 0;
        if (i % 4 == 0)
            buffer_put(&source, PICK(before));
        buffer_put(&source, PICK(opening));
        buffer_put(&source, PICK(titles));
        buffer_put(&source, PICK(closing));
        buffer_put(&source, PICK(names));
        buffer_put(&source, PICK(links));
        buffer_put(&source, PICK(after));
        buffer_put_byte(&source, '\0'); /* for the name of the case */
        plain += check_source(source.at, (struct view){ source.at, source.len - 1 });
        arena_reset(&arena);
    }
    expect(plain > PLAIN_MIN, "many are plain");
    buffer_free(&source);
}

/* ---- Words ----------------------------------------------------------------- */

static size_t count_words_plainly(struct view words)
{
    size_t count = 0;

    for (size_t i = 0; i < words.len; i++)
        count += words.at[i] != ' ' && (i == 0 || words.at[i - 1] == ' ');
    return count;
}

/* Texts of all lengths around those that are looked at in pieces. */
static void test_words(void **state)
{
    enum { LENGTH_MAX = 100, TURNS = 50 };
    char letters[LENGTH_MAX];
    uint64_t seed = 1;

    (void)state;
    for (size_t turn = 0; turn < (size_t)TURNS * LENGTH_MAX; turn++) {
        struct view words = { letters, turn % LENGTH_MAX };
        size_t count;

        for (size_t i = 0; i < words.len; i++)
            letters[i] = *pick(&seed, (const char *const[]){ " ", "a", "b", "\xC3" }, 4);
        count = count_words_plainly(words);
        expect(list_count_words(words) == count, "the number of words");
        for (size_t most = 0; most < count + 2; most++)
            expect(list_has_more_words(words, most) == (count > most), "more words than that");
    }
    expect(list_count_words(VIEW("\ttide\r\nmoon\v star ")) == 3, "blanks of all kinds");
}

static void test_et_al(void **state)
{
    (void)state;
    expect(list_has_et_al(VIEW("Between, et cetera, Tide et al., 2024")),
           "et al. after other words");
    expect(!list_has_et_al(VIEW("Between et cetera and et a")), "no et al.");
}

static int free_all(void **state)
{
    (void)state;
    inline_text_free(&text);
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_sources),
                                        cmocka_unit_test(titles_stand_in_heads),
                                        cmocka_unit_test(test_any), cmocka_unit_test(test_words),
                                        cmocka_unit_test(test_et_al) };

    return cmocka_run_group_tests(tests, NULL, free_all);
}
