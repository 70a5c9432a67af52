#include "expect.h"

#include "input/library/stated_id.h"

static const struct {
    enum stated stated;
    const char *value, *id; /* "" if it states none */
} values[] = {
    /* eprint, arxiv */
    { STATED_BARE, "2403.19588", "2403.19588" },
    { STATED_BARE, "2403.19588v2", "2403.19588" },
    { STATED_BARE, " arXiv:2403.19588v2 ", "2403.19588" },
    { STATED_BARE, "hep-th/9901001", "hep-th/9901001" },
    { STATED_BARE, "math.GT/0309136", "math/0309136" },
    { STATED_BARE, "https://arxiv.org/abs/2403.19588", "2403.19588" },
    { STATED_BARE, "arXiv:2403.19588 [cs.CL]", "2403.19588" },
    { STATED_BARE, "12345678", "" },
    { STATED_BARE, "9901001", "" },
    { STATED_BARE, "", "" },
    { STATED_BARE, "2403.19588 and 2403.19589", "" },
    { STATED_BARE, "see 2403.19588", "" },
    /* doi */
    { STATED_DOI, "10.48550/arXiv.2403.19588", "2403.19588" },
    { STATED_DOI, "10.48550/ARXIV.2403.19588", "2403.19588" },
    { STATED_DOI, "https://doi.org/10.48550/arXiv.2403.19588", "2403.19588" },
    { STATED_DOI, "doi:10.48550/arXiv.hep-th/9901001", "hep-th/9901001" },
    { STATED_DOI, "10.1103/PhysRevD.102.123456", "" },
    { STATED_DOI, "10.48550/2403.19588", "" },
    /* journal, volume, note, url, howpublished and others */
    { STATED_NAMED, "arXiv preprint arXiv:2403.19588", "2403.19588" },
    { STATED_NAMED, "arXiv preprint arXiv:2403.19588, 2024", "2403.19588" },
    { STATED_NAMED, "arXiv preprint arXiv:2403.19588 (2024)", "2403.19588" },
    { STATED_NAMED, "arXiv preprint arXiv:2403.19588v1 [cs.CL], 2024", "2403.19588" },
    { STATED_NAMED, "arXiv e-prints, arXiv:2403.19588", "2403.19588" },
    { STATED_NAMED, "arXiv preprint 2403.19588", "2403.19588" },
    { STATED_NAMED, "arXiv:2403.19588", "2403.19588" },
    { STATED_NAMED, "arXiv: 2403.19588", "2403.19588" },
    { STATED_NAMED, "ArXiv 2403.19588", "2403.19588" },
    { STATED_NAMED, "CoRR abs/1706.03762", "1706.03762" },
    { STATED_NAMED, "CoRR, abs/1706.03762, 2017", "1706.03762" },
    { STATED_NAMED, "abs/1706.03762", "1706.03762" },
    { STATED_NAMED, "eprint arXiv:hep-th/9901001", "hep-th/9901001" },
    { STATED_NAMED, "hep-th/9901001", "hep-th/9901001" },
    { STATED_NAMED, "url https://arxiv.org/abs/2403.19588", "" },
    { STATED_NAMED, "https://arxiv.org/abs/2403.19588v3", "2403.19588" },
    { STATED_NAMED, "http://arxiv.org/pdf/2403.19588.pdf", "2403.19588" },
    { STATED_NAMED, "https://www.arxiv.org/pdf/2403.19588v2", "2403.19588" },
    { STATED_NAMED, "https://export.arxiv.org/abs/hep-th/9901001", "hep-th/9901001" },
    { STATED_NAMED, "https://doi.org/10.48550/arXiv.2403.19588", "2403.19588" },
    /* another paper's, or none */
    { STATED_NAMED, "2403.19588", "" },
    { STATED_NAMED, "12", "" },
    { STATED_NAMED, "In reply to arXiv:2403.19588", "" },
    { STATED_NAMED, "arXiv:2403.19588 is an answer", "" },
    { STATED_NAMED, "arXiv:2403.19588, arXiv:2403.19589", "" },
    { STATED_NAMED, "Companion paper: https://arxiv.org/abs/2403.19588", "" },
    { STATED_NAMED, "see arXiv:2403.19588", "" },
    { STATED_NAMED, "https://example.org/2403.19588", "" },
    { STATED_NAMED, "https://github.com/arxiv/2403.19588", "" },
    { STATED_NAMED, "https://example.org/?to=https://arxiv.org/abs/2403.19588", "" },
    { STATED_NAMED, "Phys. Rev. D 102 (2020) 123456", "" },
    { STATED_NAMED, "arXiv", "" },
    { STATED_NAMED, "arXiv preprint", "" },
    { STATED_NAMED, "10.1103/PhysRevD.102.123456", "" },
    { STATED_NAMED, "https://arxiv.org/list/cs.CL/recent", "" },
    { STATED_NAMED, "", "" },
    { STATED_NEVER, "arXiv:2403.19588", "" },
};

static void values_state_an_identifier_or_none(void **state)
{
    struct arena arena = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(values); i++) {
        struct view value = view_of(values[i].value);
        struct arxiv_id id = { 0 };
        bool found = stated_id_read(values[i].stated, value, &arena, &id);

        expect_text(values[i].value, found ? id.id : VIEW(""), values[i].id);
        expect(!found || stated_may_be(values[i].stated, value), values[i].value);
    }
    arena_free(&arena);
}

static void journals_that_are_arxiv(void **state)
{
    static const char *const arxiv[] = {
        "arXiv",     "ArXiv e-prints", "CoRR", " corr ", "arXiv preprint arXiv:2403.19588",
        "ARXIV.ORG", "e-print arXiv"
    };
    static const char *const others[] = { "", "Nature", "Corrosion", "Journal of CoRR", "Ar Xiv" };

    (void)state;
    for (size_t i = 0; i < LENGTH(arxiv); i++)
        expect(stated_is_arxiv(view_of(arxiv[i])), arxiv[i]);
    for (size_t i = 0; i < LENGTH(others); i++)
        expect(!stated_is_arxiv(view_of(others[i])), others[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_state_an_identifier_or_none),
        cmocka_unit_test(journals_that_are_arxiv),
    };
    return cmocka_run_group_tests_name("stated_id", tests, NULL, NULL);
}
