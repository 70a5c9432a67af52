#include "expect.h"

#include "update/bib_style.h"

/* An entry, and what is added to it for a doi and an archiveprefix before their values. */
static const struct {
    const char *entry, *doi, *archive;
} layouts[] = {
    { "@misc{k,\n  author = {A},\n  year = {1}\n}", ",\n  doi = ", ",\n  archiveprefix = " },
    { "@misc{k, author={A}, year={1}}", ", doi=", ", archiveprefix=" },
    { "@misc{k\n  , author = {A}\n  , year = {1}\n  }", "\n  , doi = ", "\n  , archiveprefix = " },
    /* JabRef */
    { "@Misc{k,\n  Author        = {A},\n  Year          = {1},\n}",
      ",\n  Doi           = ", ",\n  Archiveprefix = " },
    /* Emacs */
    { "@Misc{k,\n  author =       {A},\n  year =         {1}}",
      ",\n  doi =          ", ",\n  archiveprefix = " },
    /* ADS */
    { "@ARTICLE{k,\n       author = {A},\n        title = {B},\n         year = 1\n}",
      ",\n          doi = ", ",\narchiveprefix = " },
    /* BibTool */
    { "@Article{\t  k,\n  author\t= {A},\n  title\t\t= {B},\n  year\t\t= 1\n}",
      ",\n  doi\t\t= ", ",\n  archiveprefix\t= " },
    { "@misc{k,\n\tauthor = {A},\n\tyear   = {1}\n}", ",\n\tdoi    = ", ",\n\tarchiveprefix = " },
};

static void expect_added(const struct bib_style *style, const char *name, const char *expected)
{
    struct buffer out = { 0 };

    bib_style_put_name(style, view_of(name), &out);
    expect_text(name, buffer_view(&out), expected);
    buffer_free(&out);
}

static void fields_are_added_in_the_style_of_the_entry(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(layouts); i++) {
        struct view text = view_of(layouts[i].entry);
        struct bib_syntax syntax = { .text = text, .rest = text };
        struct bib_entry entry = { 0 };
        struct bib_style style;

        expect(bib_syntax_next(&syntax, &entry), layouts[i].entry);
        style = bib_style_of(&entry);
        expect_added(&style, "doi", layouts[i].doi);
        expect_added(&style, "archiveprefix", layouts[i].archive);
        bib_entry_free(&entry);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_added_in_the_style_of_the_entry),
    };
    return cmocka_run_group_tests_name("bib_style", tests, NULL, NULL);
}
