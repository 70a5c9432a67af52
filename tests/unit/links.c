#include "expect.h"

#include "common/links.h"

static const struct {
    const char *name, *id, *link, *url, *doi;
} rows[] = {
    { "id", "2403.90001", "", "https://arxiv.org/abs/2403.90001", "10.48550/arXiv.2403.90001" },
    { "old-style id", "hep-th/9901901", "", "https://arxiv.org/abs/hep-th/9901901",
      "10.48550/arXiv.hep-th/9901901" },
    { "link", "", "https://example.org/lantern", "https://example.org/lantern", "" },
    { "neither", "", "", "", "" },
};

static void url_and_doi_follow_from_the_id_or_the_link(void **state)
{
    struct buffer out = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct record record = { .arxiv_id = view_of(rows[i].id), .link = view_of(rows[i].link) };

        out.len = 0;
        links_put_url(&out, &record);
        expect_text(rows[i].name, buffer_view(&out), rows[i].url);
        out.len = 0;
        links_put_doi(&out, &record);
        expect_text(rows[i].name, buffer_view(&out), rows[i].doi);
    }
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(url_and_doi_follow_from_the_id_or_the_link),
    };

    return cmocka_run_group_tests_name("links", tests, NULL, NULL);
}
