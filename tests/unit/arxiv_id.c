#include "expect.h"

#include "record/arxiv_id.h"

static const struct {
    const char *text, *id;
    unsigned version;
    const char *rest;
} identifiers[] = {
    { "2403.19588", "2403.19588", 0, "" },
    { "2403.19588v1", "2403.19588", 1, "" },
    { "2403.19588v12 [cs.CV]", "2403.19588", 12, " [cs.CV]" },
    { "2403.19588v9999", "2403.19588", 9999, "" },
    { "2403.19588v", "", 0, "2403.19588v" },
    { "2403.19588v10000", "", 0, "2403.19588v10000" },
    { "2403.19588version", "", 0, "2403.19588version" },
    { "2403.19588.pdf", "2403.19588", 0, ".pdf" },
    { "2403.19588)", "2403.19588", 0, ")" },
    { "2403.19588，", "2403.19588", 0, "，" },
    { "2403.195888", "", 0, "2403.195888" },
    { "2403.1958", "", 0, "2403.1958" },
    { "2403.19588x", "", 0, "2403.19588x" },
    { "2400.19588", "", 0, "2400.19588" },
    { "2413.19588", "", 0, "2413.19588" },
    { "240.19588", "", 0, "240.19588" },
    { "24031.19588", "", 0, "24031.19588" },
    { "2403-19588", "", 0, "2403-19588" },
    { "0704.0001", "0704.0001", 0, "" },
    { "0703.0001", "", 0, "0703.0001" },
    { "1412.9999v3", "1412.9999", 3, "" },
    { "1412.99999", "", 0, "1412.99999" },
    { "1501.00001", "1501.00001", 0, "" },
    { "1501.0001", "", 0, "1501.0001" },
    { "hep-th/9901001", "hep-th/9901001", 0, "" },
    { "hep-th/9901001v2", "hep-th/9901001", 2, "" },
    { "math.GT/0309136", "math/0309136", 0, "" },
    { "math.GT/0309136v4.", "math/0309136", 4, "." },
    { "math-ph/0309136", "math-ph/0309136", 0, "" },
    { "physics.data-an/0612001", "physics/0612001", 0, "" },
    { "cond-mat/0612901", "cond-mat/0612901", 0, "" },
    { "cs/0112017", "cs/0112017", 0, "" },
    { "solv-int/9912001", "solv-int/9912001", 0, "" },
    { "hep-th/990100", "", 0, "hep-th/990100" },
    { "hep-th/99010011", "", 0, "hep-th/99010011" },
    { "hep-th/9913001", "", 0, "hep-th/9913001" },
    { "hep-th9901001", "", 0, "hep-th9901001" },
    { "hepth/9901001", "", 0, "hepth/9901001" },
    { "/9901001", "", 0, "/9901001" },
    { " 2403.19588", "", 0, " 2403.19588" },
    { "v1", "", 0, "v1" },
    { "2403.", "", 0, "2403." },
    { "2403", "", 0, "2403" },
    { "hep-th/", "", 0, "hep-th/" },
    { "", "", 0, "" },
};

static void identifiers_are_taken(void **state)
{
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(identifiers); i++) {
        struct view text = view_of(identifiers[i].text);
        struct arxiv_id id = { 0 };
        bool taken = arxiv_take_id(&text, &arena, &id);

        expect_number(identifiers[i].text, taken, identifiers[i].id[0] != '\0');
        expect_text(identifiers[i].text, text, identifiers[i].rest);
        if (taken) {
            expect_text(identifiers[i].text, id.id, identifiers[i].id);
            expect_number(identifiers[i].text, id.version, identifiers[i].version);
        }
    }
    arena_free(&arena);
}

static void links_are_read(void **state)
{
    static const struct {
        const char *link, *id;
        unsigned version;
    } cases[] = {
        { "https://arxiv.org/abs/2403.19588", "2403.19588", 0 },
        { "http://arxiv.org/abs/2403.19588", "2403.19588", 0 },
        { "https://rss.arxiv.org/abs/2403.19588", "2403.19588", 0 },
        { "https://export.arxiv.org/abs/2403.19588v3", "2403.19588", 3 },
        { "https://www.arxiv.org/abs/2403.19588", "2403.19588", 0 },
        { "https://ArXiv.org/abs/2403.19588", "2403.19588", 0 },
        { "https://arxiv.org/pdf/2403.19588v2", "2403.19588", 2 },
        { "https://arxiv.org/pdf/2403.19588v2.pdf", "2403.19588", 2 },
        { "https://arxiv.org/html/2403.19588v1", "2403.19588", 1 },
        { "https://arxiv.org/abs/2403.19588?context=cs", "2403.19588", 0 },
        { "https://arxiv.org/abs/2403.19588#comments", "2403.19588", 0 },
        { "https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001", 0 },
        { "https://arxiv.org/abs/math.GT/0309136v1", "math/0309136", 1 },
        { "https://de.arxiv.org/ps/2403.19588", "2403.19588", 0 },
        { "https://browse.arxiv.org/html/2403.19588v1#S1", "2403.19588", 1 },
        { "https://cn.arxiv.org/pdf/2403.19588v1.pdf?download=1", "2403.19588", 1 },
        { "https://arxiv.org/abs/2403.19588.pdf", "2403.19588", 0 },
        { "https://arxiv.org/format/2403.19588", "2403.19588", 0 },
        { "https://arxiv.org/src/2403.19588v2", "2403.19588", 2 },
        { "https://arxiv.org/e-print/2403.19588", "2403.19588", 0 },
        { "https://arxiv.org/abs/arXiv:2403.19588", "2403.19588", 0 },
        { "https://arxiv.org/abs/2403.19588).", "2403.19588", 0 },
        { "https://ar5iv.org/abs/2403.19588", "2403.19588", 0 },
        { "https://ar5iv.labs.arxiv.org/html/2403.19588", "2403.19588", 0 },
        { "https://huggingface.co/papers/2403.19588", "2403.19588", 0 },
        { "https://www.alphaxiv.org/abs/2403.19588v2", "2403.19588", 2 },
        { "https://papers.cool/arxiv/2403.19588", "2403.19588", 0 },
        { "https://doi.org/10.48550/arXiv.2403.19588", "2403.19588", 0 },
        { "HTTP://DX.DOI.ORG/10.48550/ARXIV.2403.19588", "2403.19588", 0 },
        { "https://doi.org/10.48550/2403.19588", "", 0 },
        { "https://huggingface.co/models/2403.19588", "", 0 },
        { "https://huggingface.co/papers", "", 0 },
        { "https://arxiv.org/abs/2403.19588.html.exe", "", 0 },
        { "https://arxiv.org/abs/2403.19588x", "", 0 },
        { "https://arxiv.org/list/2403.19588", "", 0 },
        { "https://arxiv.org/2403.19588", "", 0 },
        { "https://arxiv.org/abs/", "", 0 },
        { "https://arxiv.org", "", 0 },
        { "https://notarxiv.org/abs/2403.19588", "", 0 },
        { "https://arxiv.org.example.org/abs/2403.19588", "", 0 },
        { "https://example.org/arxiv.org/abs/2403.19588", "", 0 },
        { "ftp://arxiv.org/abs/2403.19588", "", 0 },
        { "arxiv.org/abs/2403.19588", "", 0 },
        { "javascript:arxiv.org/abs/2403.19588", "", 0 },
        { "", "", 0 },
    };
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arxiv_id id = { 0 };
        bool read = arxiv_read_link(view_of(cases[i].link), &arena, &id);

        expect_number(cases[i].link, read, cases[i].id[0] != '\0');
        if (read) {
            expect_text(cases[i].link, id.id, cases[i].id);
            expect_number(cases[i].link, id.version, cases[i].version);
        }
    }
    arena_free(&arena);
}

static void numbers_that_lost_a_digit_are_known(void **state)
{
    static const struct {
        const char *text;
        bool lost;
    } cases[] = {
        { "1802.0774", true },  { "2007.098", true },    { "1802.07740", false },
        { "1412.077", false },  { "1234.5678", false },  { "2007.09", false },
        { "0704.0001", false }, { "1802.0774x", false }, { "", false },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_number(cases[i].text, arxiv_lost_digit(view_of(cases[i].text)), cases[i].lost);
}

static void identifiers_tell_year_and_month(void **state)
{
    static const struct {
        const char *id;
        unsigned year, month;
    } cases[] = {
        { "2403.19588", 2024, 3 },       { "0704.0001", 2007, 4 },
        { "1412.9999", 2014, 12 },       { "hep-th/9108001", 1991, 8 },
        { "math/0309136", 2003, 9 },     { "cond-mat/9912001", 1999, 12 },
        { "quant-ph/0001001", 2000, 1 }, { "9001.00001", 2090, 1 },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        unsigned year = 0, month = 0;
        arxiv_date(view_of(cases[i].id), &year, &month);
        expect_number(cases[i].id, year, cases[i].year);
        expect_number(cases[i].id, month, cases[i].month);
    }
}

static void urls_and_dois_follow_from_identifiers(void **state)
{
    struct buffer out = { 0 };
    struct arena arena = { 0 };

    (void)state;
    expect_text("url", arxiv_url(VIEW("hep-th/9901001"), &arena),
                "https://arxiv.org/abs/hep-th/9901001");
    expect_text("doi", arxiv_doi(VIEW("2403.19588"), &arena), "10.48550/arXiv.2403.19588");
    arxiv_put_pdf_url(&out, VIEW("2403.19588"), 0);
    expect_text("pdf of the newest", buffer_view(&out), "https://arxiv.org/pdf/2403.19588");
    out.len = 0;
    arxiv_put_pdf_url(&out, VIEW("2403.19588"), 12);
    expect_text("pdf of a version", buffer_view(&out), "https://arxiv.org/pdf/2403.19588v12");
    arena_free(&arena);
    buffer_free(&out);
}

static void categories_are_found_in_names(void **state)
{
    static const struct {
        const char *name, *category;
    } cases[] = {
        { "2024-06-27-physics.data-an-944717.md", "physics.data-an" },
        { "2024-07-01-physics.soc-ph-77d421.md", "physics.soc-ph" },
        { "2023-03-13-cs.AI-1e34f7.md", "cs.AI" },
        { "2023-07-03-econ-1b0cfd.md", "econ" },
        { "2023-03-14-astro-ph-493d2f.md", "astro-ph" },
        { "2023-03-14-quant-ph-3a2b3d.md", "quant-ph" },
        { "2025-09-09-q-bio.BM-92609c.md", "q-bio.BM" },
        { "math-ph.md", "math-ph" },
        { "math.md", "math" },
        { "stat.ML", "stat.ML" },
        { "1711703271.cs.LG.md", "cs.LG" },
        { "cs.AI_and_cs.LG.md", "cs.AI" },
        { "physics", "physics" },
        { "topics.md", "" },
        { "csx.md", "" },
        { "statistics.md", "" },
        { "digest.md", "" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        expect_text(cases[i].name, arxiv_find_category(view_of(cases[i].name)), cases[i].category);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identifiers_are_taken),
        cmocka_unit_test(links_are_read),
        cmocka_unit_test(numbers_that_lost_a_digit_are_known),
        cmocka_unit_test(identifiers_tell_year_and_month),
        cmocka_unit_test(urls_and_dois_follow_from_identifiers),
        cmocka_unit_test(categories_are_found_in_names),
    };
    return cmocka_run_group_tests_name("arxiv_id", tests, NULL, NULL);
}
