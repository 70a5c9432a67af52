/* BibTeX for biblatex and biber, with the fields for date, eprint and language of biblatex's data
 * model (biblatex manual, section 2.2.2). */
#include "common/bib.h"

static void put_record(void *state, const struct record *record)
{
    struct bib *bib = state;

    bib_open(bib, record);
    bib_put_title(bib, record);
    bib_put_authors(bib, record);
    bib->value.len = 0;
    date_put(record->date, &bib->value);
    bib_put(bib, BIB_NAME("date"), buffer_view(&bib->value));
    if (record->arxiv_id.len > 0)
        bib_put(bib, BIB_NAME("publisher"), VIEW("arXiv"));
    bib_put_number(bib, BIB_NAME("version"), record->version);
    bib_put(bib, BIB_NAME("eprint"), record->arxiv_id);
    if (record->arxiv_id.len > 0)
        bib_put(bib, BIB_NAME("eprinttype"), VIEW("arxiv"));
    bib_put(bib, BIB_NAME("eprintclass"), record->primary_category);
    bib_put_link(bib, BIB_NAME("doi"), record_doi(record));
    bib_put_link(bib, BIB_NAME("url"), record->url);
    bib_put(bib, BIB_NAME("langid"), bib_language(bib, record));
    bib_put_texts(bib, record);
    buffer_put(bib->out, VIEW("}\n\n"));
}

const struct writer writer_biblatex = {
    .name = "biblatex",
    .suffixes = { NULL },
    .description = "BibTeX, for biblatex and biber",
    .leads = LANGUAGE_EN,
    .headless = true,
    .can_append = true,
    .has_keys = true,
    .state_size = sizeof(struct bib),
    .begin = bib_begin,
    .record = put_record,
    .end = bib_end,
};
