#include "input/arxiv_xml_fields.h"

#include <string.h>

#include "record/author_names.h"

void arxiv_xml_fields_free(struct arxiv_xml_fields *elements)
{
    metadata_entry_free(&elements->entry);
}

/* ---- What each says ------------------------------------------------------ */

static void take_id(struct arxiv_xml_fields *elements, struct view text)
{
    struct record *record = &elements->entry.record;

    elements->id = metadata_entry_text(&elements->entry, text);
    elements->unwanted = metadata_entry_set_id(&elements->entry, elements->id) &&
                         !metadata_wants(elements->source->metadata, record->arxiv_id);
}

static void take_title(struct arxiv_xml_fields *elements, struct view text)
{
    elements->entry.record.title.in[LANGUAGE_EN] = metadata_entry_text(&elements->entry, text);
}

static void take_abstract(struct arxiv_xml_fields *elements, struct view text)
{
    elements->entry.record.abstract.in[LANGUAGE_EN] = metadata_entry_text(&elements->entry, text);
}

static void take_comment(struct arxiv_xml_fields *elements, struct view text)
{
    elements->entry.record.arxiv_comment = metadata_entry_text(&elements->entry, text);
}

static void take_journal(struct arxiv_xml_fields *elements, struct view text)
{
    elements->entry.record.journal_ref = metadata_entry_text(&elements->entry, text);
}

static void take_doi(struct arxiv_xml_fields *elements, struct view text)
{
    struct view doi = metadata_entry_text(&elements->entry, text);

    if (doi.len > 0 && !metadata_entry_set_doi(&elements->entry, doi))
        metadata_source_warn(elements->source, elements->line, 1,
                             "'%.*s' is no DOI; it is passed over", (int)doi.len, doi.at);
}

static void take_license(struct arxiv_xml_fields *elements, struct view text)
{
    metadata_entry_set_license(&elements->entry, text);
}

static void take_categories(struct arxiv_xml_fields *elements, struct view text)
{
    metadata_entry_add_categories(&elements->entry, text);
}

static void take_moment(struct arxiv_xml_fields *elements, struct view text, struct moment *moment)
{
    text = metadata_entry_text(&elements->entry, text);

    if (!moment_read_rfc3339(text, moment) && !moment_read_rfc5322(text, moment))
        metadata_source_warn(elements->source, elements->line, 1,
                             "'%.*s' is no date; it is passed over", (int)text.len, text.at);
}

static void take_published(struct arxiv_xml_fields *elements, struct view text)
{
    take_moment(elements, text, &elements->published);
}

static void take_updated(struct arxiv_xml_fields *elements, struct view text)
{
    take_moment(elements, text, &elements->updated);
}

static void take_version_date(struct arxiv_xml_fields *elements, struct view text)
{
    struct moment submitted = { 0, MOMENT_ABSENT };

    take_moment(elements, text, &submitted);
    metadata_entry_add_version(&elements->entry, elements->version, submitted);
}

static void take_name(struct arxiv_xml_fields *elements, struct view text)
{
    author_names_add(text, &elements->entry.arena, &elements->entry.people);
}

static void take_names(struct arxiv_xml_fields *elements, struct view text)
{
    author_names_split_list(text, &elements->entry.arena, &elements->entry.people);
}

static void take_keyname(struct arxiv_xml_fields *elements, struct view text)
{
    elements->family = metadata_entry_text(&elements->entry, text);
}

static void take_forenames(struct arxiv_xml_fields *elements, struct view text)
{
    elements->given = metadata_entry_text(&elements->entry, text);
}

static void take_suffix(struct arxiv_xml_fields *elements, struct view text)
{
    elements->suffix = metadata_entry_text(&elements->entry, text);
}

static void take_author(struct arxiv_xml_fields *elements, struct view text)
{
    (void)text;
    author_names_add_parts(elements->family, elements->given, elements->suffix,
                           &elements->entry.arena, &elements->entry.people);
    elements->family = elements->given = elements->suffix = (struct view){ 0 };
}

/* By depth below the entry, since an author's name is no title's. */
static const struct element {
    enum arxiv_xml_form form;
    int depth;
    const char *name;
    void (*take)(struct arxiv_xml_fields *, struct view);
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

void arxiv_xml_fields_take(struct arxiv_xml_fields *elements, int depth, const char *element,
                           struct view text)
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

const char *arxiv_xml_fields_attribute(const struct arxiv_xml_fields *elements, const char *element)
{
    if (elements->form == FORM_API &&
        (strcmp(element, "category") == 0 || strcmp(element, "primary_category") == 0))
        return "term";
    return elements->form == FORM_RAW && strcmp(element, "version") == 0 ? "version" : NULL;
}

void arxiv_xml_fields_take_attribute(struct arxiv_xml_fields *elements, const char *element,
                                     struct view value)
{
    if (elements->form == FORM_RAW) {
        elements->version = metadata_entry_version_number(value);
        return;
    }
    if (strcmp(element, "primary_category") == 0)
        elements->entry.record.primary_category = (struct view){ 0 };
    metadata_entry_add_categories(&elements->entry, value);
}

/* ---- Entries ------------------------------------------------------------- */

void arxiv_xml_fields_begin(struct arxiv_xml_fields *elements, enum arxiv_xml_form form,
                            size_t line)
{
    elements->form = form;
    elements->line = line;
    elements->id = elements->family = elements->given = elements->suffix = (struct view){ 0 };
    elements->published = elements->updated = (struct moment){ 0 };
    elements->version = 0;
    elements->unwanted = false;
    metadata_entry_begin(&elements->entry);
}

/* An answer that is an error is an entry with that title. */
static bool is_error(const struct arxiv_xml_fields *elements)
{
    return elements->form == FORM_API &&
           view_equal(elements->entry.record.title.in[LANGUAGE_EN], VIEW("Error")) &&
           view_find(elements->id, VIEW("/api/errors")) < elements->id.len;
}

void arxiv_xml_fields_report_error(struct metadata_source *source, size_t line, struct view text)
{
    metadata_source_warn(source, line, 1, "arXiv answered with an error: %.*s", (int)text.len,
                         text.at);
}

/* The API tells of the first version and of the latest; OAI-PMH's arXiv has
 * days for those, and no number for the latest. */
static void take_versions(struct arxiv_xml_fields *elements)
{
    struct record *record = &elements->entry.record;
    unsigned latest = record->version;

    metadata_entry_add_version(&elements->entry, 1, elements->published);
    if (latest > 1)
        metadata_entry_add_version(&elements->entry, latest, elements->updated);
    if (elements->updated.origin != MOMENT_ABSENT)
        record->updated = elements->updated;
}

void arxiv_xml_fields_end(struct arxiv_xml_fields *elements)
{
    struct metadata_source *source = elements->source;
    const struct record *record = &elements->entry.record;

    if (is_error(elements)) {
        arxiv_xml_fields_report_error(source, elements->line, record->abstract.in[LANGUAGE_EN]);
    } else if (record->arxiv_id.len == 0) {
        metadata_source_warn(source, elements->line, 1,
                             "'%.*s' is no arXiv id; the entry is passed over",
                             (int)elements->id.len, elements->id.at);
    } else {
        take_versions(elements);
        metadata_source_take(source, &elements->entry, elements->line);
    }
    elements->form = NO_FORM;
}
