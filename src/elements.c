#include "elements.h"

#include <string.h>

#include "names.h"

void elements_free(struct elements *elements)
{
    entry_free(&elements->entry);
}

/* ---- What each says ------------------------------------------------------ */

static void take_id(struct elements *elements, struct view text)
{
    struct record *record = &elements->entry.record;

    elements->id = entry_text(&elements->entry, text);
    elements->unwanted = entry_set_id(&elements->entry, elements->id) &&
                         !metadata_wants(elements->harvesting->metadata, record->arxiv_id);
}

static void take_title(struct elements *elements, struct view text)
{
    elements->entry.record.title.in[LANGUAGE_EN] = entry_text(&elements->entry, text);
}

static void take_abstract(struct elements *elements, struct view text)
{
    elements->entry.record.abstract.in[LANGUAGE_EN] = entry_text(&elements->entry, text);
}

static void take_comment(struct elements *elements, struct view text)
{
    elements->entry.record.arxiv_comment = entry_text(&elements->entry, text);
}

static void take_journal(struct elements *elements, struct view text)
{
    elements->entry.record.journal_ref = entry_text(&elements->entry, text);
}

static void take_doi(struct elements *elements, struct view text)
{
    struct view doi = entry_text(&elements->entry, text);

    if (doi.len > 0 && !entry_set_doi(&elements->entry, doi))
        harvesting_warn(elements->harvesting, elements->line, 1,
                        "'%.*s' is no DOI; it is passed over", (int)doi.len, doi.at);
}

static void take_license(struct elements *elements, struct view text)
{
    entry_set_license(&elements->entry, text);
}

static void take_categories(struct elements *elements, struct view text)
{
    entry_add_categories(&elements->entry, text);
}

static void take_moment(struct elements *elements, struct view text, struct moment *moment)
{
    text = entry_text(&elements->entry, text);

    if (!moment_read_rfc3339(text, moment) && !moment_read_rfc5322(text, moment))
        harvesting_warn(elements->harvesting, elements->line, 1,
                        "'%.*s' is no date; it is passed over", (int)text.len, text.at);
}

static void take_published(struct elements *elements, struct view text)
{
    take_moment(elements, text, &elements->published);
}

static void take_updated(struct elements *elements, struct view text)
{
    take_moment(elements, text, &elements->updated);
}

static void take_version_date(struct elements *elements, struct view text)
{
    struct moment submitted = { 0, MOMENT_ABSENT };

    take_moment(elements, text, &submitted);
    entry_add_version(&elements->entry, elements->version, submitted);
}

static void take_name(struct elements *elements, struct view text)
{
    names_add(text, &elements->entry.arena, &elements->entry.people);
}

static void take_names(struct elements *elements, struct view text)
{
    names_split_list(text, &elements->entry.arena, &elements->entry.people);
}

static void take_keyname(struct elements *elements, struct view text)
{
    elements->family = entry_text(&elements->entry, text);
}

static void take_forenames(struct elements *elements, struct view text)
{
    elements->given = entry_text(&elements->entry, text);
}

static void take_suffix(struct elements *elements, struct view text)
{
    elements->suffix = entry_text(&elements->entry, text);
}

static void take_author(struct elements *elements, struct view text)
{
    (void)text;
    names_add_parts(elements->family, elements->given, elements->suffix, &elements->entry.arena,
                    &elements->entry.people);
    elements->family = elements->given = elements->suffix = (struct view){ 0 };
}

/* By depth below the entry, since an author's name is no title's. */
static const struct element {
    enum form form;
    int depth;
    const char *name;
    void (*take)(struct elements *, struct view);
} known[] = {
    { FORM_API, 1, "id", take_id },
    { FORM_API, 1, "title", take_title },
    { FORM_API, 1, "summary", take_abstract },
    { FORM_API, 1, "published", take_published },
    { FORM_API, 1, "updated", take_updated },
    { FORM_API, 1, "comment", take_comment },
    { FORM_API, 1, "journal_ref", take_journal },
    { FORM_API, 1, "doi", take_doi },
    { FORM_API, 2, "name", take_name },
    { FORM_ARXIV, 1, "id", take_id },
    { FORM_ARXIV, 1, "created", take_published },
    { FORM_ARXIV, 1, "updated", take_updated },
    { FORM_ARXIV, 2, "author", take_author },
    { FORM_ARXIV, 3, "keyname", take_keyname },
    { FORM_ARXIV, 3, "forenames", take_forenames },
    { FORM_ARXIV, 3, "suffix", take_suffix },
    { FORM_ARXIV, 1, "title", take_title },
    { FORM_ARXIV, 1, "categories", take_categories },
    { FORM_ARXIV, 1, "comments", take_comment },
    { FORM_ARXIV, 1, "journal-ref", take_journal },
    { FORM_ARXIV, 1, "doi", take_doi },
    { FORM_ARXIV, 1, "license", take_license },
    { FORM_ARXIV, 1, "abstract", take_abstract },
    { FORM_RAW, 1, "id", take_id },
    { FORM_RAW, 2, "date", take_version_date },
    { FORM_RAW, 1, "title", take_title },
    { FORM_RAW, 1, "authors", take_names },
    { FORM_RAW, 1, "categories", take_categories },
    { FORM_RAW, 1, "comments", take_comment },
    { FORM_RAW, 1, "journal-ref", take_journal },
    { FORM_RAW, 1, "doi", take_doi },
    { FORM_RAW, 1, "license", take_license },
    { FORM_RAW, 1, "abstract", take_abstract },
};

void elements_take(struct elements *elements, int depth, const char *element, struct view text)
{
    for (size_t i = 0; i < sizeof known / sizeof *known && !elements->unwanted; i++) {
        if (known[i].form == elements->form && known[i].depth == depth &&
            strcmp(known[i].name, element) == 0) {
            known[i].take(elements, text);
            return;
        }
    }
}

/* ---- Attributes ---------------------------------------------------------- */

const char *elements_attribute(const struct elements *elements, const char *element)
{
    if (elements->form == FORM_API &&
        (strcmp(element, "category") == 0 || strcmp(element, "primary_category") == 0))
        return "term";
    return elements->form == FORM_RAW && strcmp(element, "version") == 0 ? "version" : NULL;
}

void elements_take_attribute(struct elements *elements, const char *element, struct view value)
{
    if (elements->form == FORM_RAW) {
        elements->version = entry_version_number(value);
        return;
    }
    if (strcmp(element, "primary_category") == 0)
        elements->entry.record.primary_category = (struct view){ 0 };
    entry_add_categories(&elements->entry, value);
}

/* ---- Entries ------------------------------------------------------------- */

void elements_begin(struct elements *elements, enum form form, size_t line)
{
    elements->form = form;
    elements->line = line;
    elements->id = elements->family = elements->given = elements->suffix = (struct view){ 0 };
    elements->published = elements->updated = (struct moment){ 0 };
    elements->version = 0;
    elements->unwanted = false;
    entry_begin(&elements->entry);
}

/* An answer that is an error is an entry with that title. */
static bool is_error(const struct elements *elements)
{
    return elements->form == FORM_API &&
           view_equal(elements->entry.record.title.in[LANGUAGE_EN], VIEW("Error")) &&
           view_find(elements->id, VIEW("/api/errors")) < elements->id.len;
}

void elements_report_error(struct harvesting *harvesting, size_t line, struct view text)
{
    harvesting_warn(harvesting, line, 1, "arXiv answered with an error: %.*s", (int)text.len,
                    text.at);
}

/* The API tells of the first version and of the latest; OAI-PMH's arXiv has
 * days for those, and no number for the latest. */
static void take_versions(struct elements *elements)
{
    struct record *record = &elements->entry.record;
    unsigned latest = record->version;

    entry_add_version(&elements->entry, 1, elements->published);
    if (latest > 1)
        entry_add_version(&elements->entry, latest, elements->updated);
    if (elements->updated.origin != MOMENT_ABSENT)
        record->updated = elements->updated;
}

void elements_end(struct elements *elements)
{
    struct harvesting *harvesting = elements->harvesting;
    const struct record *record = &elements->entry.record;

    if (is_error(elements)) {
        elements_report_error(harvesting, elements->line, record->abstract.in[LANGUAGE_EN]);
    } else if (record->arxiv_id.len == 0) {
        harvesting_warn(harvesting, elements->line, 1,
                        "'%.*s' is no arXiv id; the entry is passed over", (int)elements->id.len,
                        elements->id.at);
    } else {
        take_versions(elements);
        harvesting_take(harvesting, &elements->entry, elements->line);
    }
    elements->form = NO_FORM;
}
