/* BibTeX, for BibTeX styles, Zotero and JabRef. ../shared/MAPPING.md explains the choice of
 * fields. */
#include "common/bib.h"

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec" };

/* Puts the field from which plain, abbrv, alpha, unsrt, acm, ieeetr and apalike print the id; they
 * ignore eprint, doi and url. */
static void put_howpublished(struct bib *bib, const struct record *record)
{
    bib->value.len = 0;
    reference_put_arxiv(&bib->value, record);
    bib_put(bib, BIB_NAME("howpublished"), buffer_view(&bib->value));
}

static void put_record(void *state, const struct record *record)
{
    struct bib *bib = state;
    bool arxiv = record->arxiv_id.len > 0;

    bib_open(bib, record);
    bib_put_title(bib, record);
    bib_put_authors(bib, record);
    bib_put_number(bib, BIB_NAME("year"), record->date.year);
    if (record->date.month)
        bib_put_macro(bib, BIB_NAME("month"), view_of(months[record->date.month - 1]));
    if (arxiv)
        bib_put(bib, BIB_NAME("publisher"), VIEW("arXiv"));
    bib_put_number(bib, BIB_NAME("version"), record->version);
    bib_put(bib, BIB_NAME("eprint"), record->arxiv_id);
    if (arxiv)
        bib_put(bib, BIB_NAME("archiveprefix"), VIEW("arXiv"));
    bib_put(bib, BIB_NAME("primaryclass"), record->primary_category);
    if (arxiv)
        bib_put(bib, BIB_NAME("eprinttype"), VIEW("arxiv"));
    bib_put_link(bib, BIB_NAME("doi"), record_doi(record));
    bib_put_link(bib, BIB_NAME("url"), record->url);
    bib_put(bib, BIB_NAME("language"), bib_language(bib, record));
    if (!bib->head->settings.no_howpublished)
        put_howpublished(bib, record);
    bib_put_texts(bib, record);
    buffer_put(bib->out, VIEW("}\n\n"));
}

const struct writer writer_bibtex = {
    .name = "bibtex",
    .suffixes = { ".bib" },
    .description = "BibTeX, for LaTeX and JabRef",
    .leads = LANGUAGE_EN,
    .headless = true,
    .can_append = true,
    .has_keys = true,
    .state_size = sizeof(struct bib),
    .begin = bib_begin,
    .record = put_record,
    .end = bib_end,
};
