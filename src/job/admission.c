#include "job/admission.h"

#include "text/hash.h"

enum admission admission_of(struct run *run, struct record *record, struct place place)
{
    struct selection *selection = run->options->selection;

    if (run->exclusion && exclusion_has(run->exclusion, record)) {
        hash_table_add(&run->left_out, hash_text(0, record->url));
        return EXCLUDED_BY_FILE;
    }
    if (run->metadata)
        join_record(&run->join, record, place, run->diag);
    return selection && !selection_admits(selection, record) ? NOT_SELECTED : ADMITTED;
}

bool admission_has_authors(const struct run *run, const struct record *record, struct place place)
{
    const struct options *options = run->options;
    struct view name = record->arxiv_id.len > 0 ? record->arxiv_id : record->url;

    if (!options->require_authors || record->author_count > 0)
        return true;
    diag_error(run->diag, place, "there are no authors for %.*s; %s%s", (int)name.len, name.at,
               run->metadata ? "" : "--metadata or --fetch may have them, ",
               options->keep_going ? "it is left out" : "-k leaves it out");
    return false;
}
