#include "input/arxiv_xml_fields.h"

#include <stddef.h>
#include <string.h>

#include "record/author_names.h"

/* ---- Elements ------------------------------------------------------------ */

/* An element and the kind of its text. The depth tells elements of one name apart. TEXT and MOMENT
 * are stored in struct arxiv_xml_fields at `offset`. */
static const struct element {
    unsigned forms;
    int depth;
    const char *name;
    enum { TEXT, MOMENT, ID, DOI, LICENSE, CATEGORIES, VERSION_DATE, NAME, NAMES, AUTHOR } kind;
    size_t offset;
} elements_known[] = {
#define AT(member) offsetof(struct arxiv_xml_fields, member)
    { FORM_API | FORM_ARXIV | FORM_RAW, 1, "id", ID, 0 },
    { FORM_API | FORM_ARXIV | FORM_RAW, 1, "title", TEXT, AT(entry.record.title.in[LANGUAGE_EN]) },
    { FORM_API | FORM_ARXIV | FORM_RAW, 1, "doi", DOI, 0 },
    { FORM_API, 1, "summary", TEXT, AT(entry.record.abstract.in[LANGUAGE_EN]) },
    { FORM_API, 1, "published", MOMENT, AT(published) },
    { FORM_API, 1, "comment", TEXT, AT(entry.record.arxiv_comment) },
    { FORM_API, 1, "journal_ref", TEXT, AT(entry.record.journal_ref) },
    { FORM_API, 2, "name", NAME, 0 },
    { FORM_API | FORM_ARXIV, 1, "updated", MOMENT, AT(updated) },
    { FORM_ARXIV, 1, "created", MOMENT, AT(published) },
    { FORM_ARXIV, 2, "author", AUTHOR, 0 },
    { FORM_ARXIV, 3, "keyname", TEXT, AT(family) },
    { FORM_ARXIV, 3, "forenames", TEXT, AT(given) },
    { FORM_ARXIV, 3, "suffix", TEXT, AT(suffix) },
    { FORM_RAW, 1, "authors", NAMES, 0 },
    { FORM_RAW, 2, "date", VERSION_DATE, 0 },
    { FORM_ARXIV | FORM_RAW, 1, "categories", CATEGORIES, 0 },
    { FORM_ARXIV | FORM_RAW, 1, "comments", TEXT, AT(entry.record.arxiv_comment) },
    { FORM_ARXIV | FORM_RAW, 1, "journal-ref", TEXT, AT(entry.record.journal_ref) },
    { FORM_ARXIV | FORM_RAW, 1, "license", LICENSE, 0 },
    { FORM_ARXIV | FORM_RAW, 1, "abstract", TEXT, AT(entry.record.abstract.in[LANGUAGE_EN]) },
#undef AT
};

static void read_element_moment(struct arxiv_xml_fields *elements, struct view text,
                                struct moment *moment)
{
    text = metadata_entry_text(&elements->entry, text);

    if (!moment_read_rfc3339(text, moment) && !moment_read_rfc5322(text, moment))
        metadata_source_warn(elements->source, elements->line, 1,
                             "'%.*s' is not a date; it is skipped", (int)text.len, text.at);
}

static void take_element(struct arxiv_xml_fields *elements, const struct element *element,
                         struct view text)
{
    struct metadata_entry *entry = &elements->entry;
    void *place = (char *)elements + element->offset;
    struct moment submitted = { 0, MOMENT_ABSENT };
    struct view doi;

    switch (element->kind) {
    case TEXT:
        *(struct view *)place = metadata_entry_text(entry, text);
        break;
    case MOMENT:
        read_element_moment(elements, text, place);
        break;
    case ID:
        elements->id = metadata_entry_text(entry, text);
        elements->unwanted = metadata_entry_set_id(entry, elements->id) &&
                             !metadata_wants(elements->source->metadata, entry->record.arxiv_id);
        break;
    case DOI:
        doi = metadata_entry_text(entry, text);
        if (doi.len > 0 && !metadata_entry_set_doi(entry, doi))
            metadata_source_warn(elements->source, elements->line, 1,
                                 "'%.*s' is not a DOI; it is skipped", (int)doi.len, doi.at);
        break;
    case LICENSE:
        metadata_entry_set_license(entry, text);
        break;
    case CATEGORIES:
        metadata_entry_add_categories(entry, text);
        break;
    case VERSION_DATE:
        read_element_moment(elements, text, &submitted);
        metadata_entry_add_version(entry, elements->version, submitted);
        break;
    case NAME:
        author_names_add(text, &entry->arena, &entry->people);
        break;
    case NAMES:
        author_names_split_list(text, &entry->arena, &entry->people);
        break;
    case AUTHOR:
        author_names_add_parts(elements->family, elements->given, elements->suffix, &entry->arena,
                               &entry->people);
        elements->family = elements->given = elements->suffix = (struct view){ 0 };
        break;
    }
}

void arxiv_xml_fields_take(struct arxiv_xml_fields *elements, int depth, const char *name,
                           struct view text)
{
    for (size_t i = 0; i < sizeof elements_known / sizeof *elements_known; i++) {
        const struct element *element = &elements_known[i];

        if ((element->forms & elements->form) && element->depth == depth &&
            strcmp(element->name, name) == 0 && !elements->unwanted) {
            take_element(elements, element, text);
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

void arxiv_xml_fields_report_error(struct metadata_source *source, size_t line, struct view text)
{
    metadata_source_warn(source, line, 1, "arXiv answered with an error: %.*s", (int)text.len,
                         text.at);
}

void arxiv_xml_fields_end(struct arxiv_xml_fields *elements)
{
    struct metadata_source *source = elements->source;
    struct record *record = &elements->entry.record;
    unsigned latest = record->version;

    /* The API reports an error as an entry with that title. */
    if (elements->form == FORM_API && view_equal(record->title.in[LANGUAGE_EN], VIEW("Error")) &&
        view_find(elements->id, VIEW("/api/errors")) < elements->id.len) {
        arxiv_xml_fields_report_error(source, elements->line, record->abstract.in[LANGUAGE_EN]);
    } else if (record->arxiv_id.len == 0) {
        metadata_source_warn(source, elements->line, 1,
                             "'%.*s' is not an arXiv id; the entry is skipped",
                             (int)elements->id.len, elements->id.at);
    } else {
        /* The API has the times of the first and the latest version. OAI-PMH's form arXiv has
         * days for them, and not the number of the latest. */
        metadata_entry_add_version(&elements->entry, 1, elements->published);
        if (latest > 1)
            metadata_entry_add_version(&elements->entry, latest, elements->updated);
        if (elements->updated.origin != MOMENT_ABSENT)
            record->updated = elements->updated;
        metadata_source_take(source, &elements->entry, elements->line);
    }
    elements->form = NO_FORM;
}
