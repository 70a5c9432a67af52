#include "expect.h"
#include "text/utf8.h"

#include <string.h>

#include "collection/metadata_join.h"

/* ---- join_is_beginning --------------------------------------------------- */

static const struct pair {
    const char *cut, *whole;
    bool is_beginning;
} pairs[] = {
    /* The same letters */
    { "We light lan", "We light lanterns.", true },
    { "We light lanterns.", "We light lanterns.", true },
    { "We light lanterns", "We light lanterns.", true },
    { "We light lanterns.", "We light lanterns", true },
    { "W", "We light lanterns.", true },
    { "We light", "  We\nlight  lanterns.", true },
    { "We light lan- terns", "We light lanterns.", true },
    { "we LIGHT", "We light lanterns.", true },
    { "We light, 48% sm", "We light, 48\\% smaller", true },
    { "state-of-the-art mod", "state-of-the-art models", true },
    { "“We light” lan", "\"We light\" lanterns", true },
    { "我们点亮灯", "我们点亮灯笼。", true },
    /* Other texts, and longer ones */
    { "We light ferries", "We light lanterns.", false },
    { "They light", "We light lanterns.", false },
    { "light lanterns", "We light lanterns.", false },
    { "We light lanterns and wait", "We light lanterns.", false },
    { "We light 3 lan", "We light 4 lanterns.", false },
    { "我们点亮船", "我们点亮灯笼。", false },
    /* Nothing to compare */
    { "", "We light lanterns.", false },
    { "We light", "", false },
    { "", "", false },
    { " ... ", "We light lanterns.", false },
    { "$", "$x$ is light", false },
    /* Accents */
    { "Erd\\H{o}s--R\\'enyi gra", "Erdős–Rényi graphs", true },
    { "Erdős–Rényi gra", "Erd\\H{o}s--R\\'enyi graphs", true },
    { "Schr\\\"{o}dinger eq", "Schrödinger equations", true },
    { "We show that Schr\\\"", "We show that Schr\\\"{o}dinger eq", true },
    { "We show that Schr\\\"{", "We show that Schr\\\"{o}dinger eq", true },
    { "We show that Schro\xCC\x88", "We show that Schrödinger eq", true },
    { "the na\\\"ive ca", "the naive case", true },
    /* A formula, whole and cut */
    { "for $\\alpha$ lan", "for $\\alpha$ lanterns", true },
    { "for α lan", "for $\\alpha$ lanterns", false }, /* formulas stay TeX */
    { "for all lanterns $\\alpha", "for all lanterns $\\alpha + \\beta$ we", true },
    { "for all lanterns $\\frac{a}{b", "for all lanterns $\\frac{a}{b}$ we", true },
    { "for all lanterns $x^{2", "for all lanterns $x^{2n}$ we", true },
    { "for all $x$ lanterns $", "for all $x$ lanterns $y$ we", true },
    { "for all lanterns $$E = mc", "for all lanterns $$E = mc^2$$ we", true },
    { "for all ferries $\\alpha", "for all lanterns $\\alpha + \\beta$ we", false },
    /* A command, whole and cut */
    { "a \\textit{bright} lan", "a \\textit{bright} lantern", true },
    { "a bright lan", "a \\textit{bright} lantern", true },
    { "a bright and shining \\text", "a bright and shining \\textit{lantern}", true },
    { "a bright and shining \\textit{lan", "a bright and shining \\textit{lantern}", true },
    { "a bright and shining \\", "a bright and shining \\textit{lantern}", true },
    { "a dull and shining \\text", "a bright and shining \\textit{lantern}", false },
    { "show \\emph{lanterns} and {\\em fer", "show \\emph{lanterns} and {\\em ferries}", true },
    /* A group */
    { "the {DenseNet} lan", "the DenseNet lantern", true },
    { "the light of {Dense", "the light of {DenseNet}", true },
    { "the light of {", "the light of {DenseNet}", true },
    /* Money */
    { "costs $5 and saves mil", "costs $5 and saves millions", true },
    { "costs $5 and saves $10 mil", "costs $5 and saves $10 million", true },
    { "costs \\$5 and saves \\$10 mil", "costs $5 and saves $10 million", true },
    { "costs $5 and sinks $10 mil", "costs $5 and saves $10 million", false },
};

static void the_beginning_of_a_text_is_known(void **state)
{
    struct join join = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(pairs); i++)
        expect_number(pairs[i].cut,
                      join_is_beginning(&join, view_of(pairs[i].cut), view_of(pairs[i].whole)),
                      pairs[i].is_beginning);
    join_free(&join);
}

/* Wherever a text is cut, it is a beginning of itself, once a letter is there. */
static void every_cut_is_a_beginning(void **state)
{
    static const char *const texts[] = {
        "Lanterns in the na\\\"ive {\\it Erd\\H{o}s} model $G(n, p)$ cost $\\leq \\frac{1}{2}$.",
        "我们 study Schrödinger's $\\psi_{\\mathrm{cat}}$ and \\textbf{two} \\emph{ferries}.",
        "A 48\\% gain, 3--5 of them; see \\url{https://a.b/c} and \\cite{x} for $10 or so.",
    };
    struct join join = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(texts); i++) {
        for (size_t len = 12; len <= strlen(texts[i]); len++) {
            struct view cut = { texts[i], len };
            if (utf8_find_malformed(cut) == len &&
                !join_is_beginning(&join, cut, view_of(texts[i])))
                fail_msg("cut after \"%.*s\"", (int)len, texts[i]);
        }
    }
    join_free(&join);
}

static void hostile_texts_take_linear_time(void **state)
{
    static const char *const units[] = {
        "$", "\\", "{", "}", "$x", "\\a{", "\\'", "a", "\xCC\x88"
    };
    enum { SIZE = 1 << 18 };
    struct join join = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(units); i++) {
        struct buffer text = { 0 };
        while (text.len < SIZE)
            buffer_put(&text, view_of(units[i]));
        join_is_beginning(&join, buffer_view(&text), buffer_view(&text));
        join_is_beginning(&join, VIEW("We light"), buffer_view(&text));
        buffer_free(&text);
    }
    join_free(&join);
}

/* ---- join_record --------------------------------------------------------- */

static const struct person people[] = { { .family = { "Tide", 4 }, .given = { "Ada", 3 } } };
static const struct version versions[] = { { 1, { 1711588800, MOMENT_KNOWN } } };

static struct record known_record(void)
{
    return (struct record){
        .arxiv_id = VIEW("2403.90001"),
        .version = 4,
        .primary_category = VIEW("cs.LG"),
        .title = { .in = { VIEW("Lanterns"), { 0 } } },
        .abstract = { .in = { VIEW("We light lanterns."), { 0 } } },
        .authors = people,
        .author_count = 1,
        .arxiv_comment = VIEW("9 pages"),
        .journal_ref = VIEW("J. 1"),
        .publisher_doi = VIEW("10.1/a"),
        .license = VIEW("http://a.b/c"),
        .versions = versions,
        .version_count = 1,
        .categories = VIEW("cs.AI cs.LG"),
    };
}

static struct metadata *know(const struct record *record)
{
    struct metadata *metadata = metadata_create();

    metadata_want(metadata, record->arxiv_id);
    metadata_want(metadata, VIEW("2403.90002"));
    expect(metadata_add(metadata, record), "known");
    return metadata;
}

static size_t join_one(struct join *join, struct record *record)
{
    struct diag diag = { .silent = true, .verbose = true };

    join_record(join, record, (struct place){ 0 }, &diag);
    return diag.warnings;
}

static void what_is_absent_is_filled(void **state)
{
    struct record known = known_record();
    struct record record = { .arxiv_id = VIEW("2403.90001"), .version = 2, .date = { 2024, 3, 0 } };
    struct join join = { .metadata = know(&known) };

    (void)state;
    expect_number("warnings", (int64_t)join_one(&join, &record), 0);
    expect_text("title", record.title.in[LANGUAGE_EN], "Lanterns");
    expect_text("abstract", record.abstract.in[LANGUAGE_EN], "We light lanterns.");
    expect_text("no translation", record.abstract.in[LANGUAGE_ZH], "");
    expect_number("authors", (int64_t)record.author_count, 1);
    expect_text("family", record.authors[0].family, "Tide");
    expect_text("comment", record.arxiv_comment, "9 pages");
    expect_text("journal", record.journal_ref, "J. 1");
    expect_text("doi", record.publisher_doi, "10.1/a");
    expect_text("license", record.license, "http://a.b/c");
    expect_number("versions", (int64_t)record.version_count, 1);
    expect_text("primary", record.primary_category, "cs.LG");
    expect_text("categories", record.categories, "cs.LG cs.AI");
    expect_number("the version stays the announcement's", record.version, 2);
    expect_number("day", record.date.day, 28);
    metadata_free((struct metadata *)join.metadata);
    join_free(&join);
}

static void what_is_there_stays(void **state)
{
    static const struct person ours[] = { { .literal = { "Us", 2 } } };
    static const struct version first[] = { { 1, { 1711670400, MOMENT_KNOWN } } };
    struct record known = known_record();
    struct record record = {
        .arxiv_id = VIEW("2403.90001"),
        .primary_category = VIEW("cs.CV"),
        .title = { .in = { VIEW("Ferries"), VIEW("船") } },
        .abstract = { .in = { VIEW("Own."), VIEW("自己。") } },
        .authors = ours,
        .author_count = 1,
        .arxiv_comment = VIEW("own comment"),
        .journal_ref = VIEW("own journal"),
        .publisher_doi = VIEW("10.1/own"),
        .license = VIEW("http://own"),
        .versions = first,
        .version_count = 1,
        .categories = VIEW("cs.CV"),
    };
    struct join join = { .metadata = know(&known) };

    (void)state;
    expect_number("another title is warned of", (int64_t)join_one(&join, &record), 1);
    expect_text("title", record.title.in[LANGUAGE_EN], "Ferries");
    expect_text("title zh", record.title.in[LANGUAGE_ZH], "船");
    expect_text("abstract", record.abstract.in[LANGUAGE_EN], "Own.");
    expect_text("author", record.authors[0].literal, "Us");
    expect_text("comment", record.arxiv_comment, "own comment");
    expect_text("journal", record.journal_ref, "own journal");
    expect_text("doi", record.publisher_doi, "10.1/own");
    expect_text("license", record.license, "http://own");
    expect_text("primary", record.primary_category, "cs.CV");
    expect_text("the record's own categories come first", record.categories, "cs.CV cs.AI cs.LG");
    expect_number("day", record.date.day, 29);
    metadata_free((struct metadata *)join.metadata);
    join_free(&join);
}

static void a_cut_abstract_gives_way_to_its_whole(void **state)
{
    static const struct {
        const char *ours;
        bool truncated;
        const char *wanted;
        bool still;
    } cases[] = {
        { "We light lan", true, "We light lanterns.", false },
        { "We light lan", false, "We light lan", false },
        { "We sink", true, "We sink", true },
        { "", true, "We light lanterns.", false },
        { "", false, "We light lanterns.", false },
    };
    struct record known = known_record();
    struct join join = { .metadata = know(&known) };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct record record = { .arxiv_id = VIEW("2403.90001"),
                                 .abstract_truncated = cases[i].truncated };

        record.abstract.in[LANGUAGE_EN] = view_of(cases[i].ours);
        join_one(&join, &record);
        expect_text(cases[i].ours, record.abstract.in[LANGUAGE_EN], cases[i].wanted);
        expect_number(cases[i].ours, record.abstract_truncated, cases[i].still);
    }
    metadata_free((struct metadata *)join.metadata);
    join_free(&join);
}

static void without_metadata_nothing_changes(void **state)
{
    static const char *const ids[] = { "2403.90002", "2403.90003", "" };
    struct record known = known_record();
    struct join join = { .metadata = know(&known) };

    (void)state;
    for (size_t i = 0; i < LENGTH(ids); i++) {
        struct record record = { .date = { 2024, 3, 0 }, .categories = VIEW("cs.CV") };

        record.arxiv_id = view_of(ids[i]);
        join_one(&join, &record);
        expect_number(ids[i], (int64_t)record_fields(&record), 0);
        expect_text(ids[i], record.categories, "cs.CV");
        expect_number(ids[i], record.date.day, 0);
    }
    metadata_free((struct metadata *)join.metadata);
    join_free(&join);
}

static void titles_that_differ_in_dress_only_are_the_same(void **state)
{
    static const struct {
        const char *title;
        size_t warnings;
    } cases[] = {
        { "Lanterns", 0 },    { "LANTERNS.", 0 }, { "{Lanterns}", 0 },
        { "L\\'anterns", 0 }, { "Lantern", 1 },   { "Lanterns 2", 1 },
    };
    struct record known = known_record();
    struct join join = { .metadata = know(&known) };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct record record = { .arxiv_id = VIEW("2403.90001") };

        record.title.in[LANGUAGE_EN] = view_of(cases[i].title);
        expect_number(cases[i].title, (int64_t)join_one(&join, &record),
                      (int64_t)cases[i].warnings);
    }
    metadata_free((struct metadata *)join.metadata);
    join_free(&join);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_beginning_of_a_text_is_known),
        cmocka_unit_test(every_cut_is_a_beginning),
        cmocka_unit_test(hostile_texts_take_linear_time),
        cmocka_unit_test(what_is_absent_is_filled),
        cmocka_unit_test(what_is_there_stays),
        cmocka_unit_test(a_cut_abstract_gives_way_to_its_whole),
        cmocka_unit_test(without_metadata_nothing_changes),
        cmocka_unit_test(titles_that_differ_in_dress_only_are_the_same),
    };

    return cmocka_run_group_tests_name("metadata_join", tests, NULL, NULL);
}
