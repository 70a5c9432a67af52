#include "input/xml/arxiv_xml_fields.h"

#include <stddef.h>
#include <string.h>

#include "record/author_names.h"

/* ---- Elements ------------------------------------------------------------ */

/* An element and the kind of its value. The depth tells elements of one name apart. TEXT, MOMENT
 * and DAY are stored in struct arxiv_xml_fields at `offset`. */
static const struct arxiv_xml_element {
    unsigned forms;
    int depth;
    const char *uri; /* NULL: any */
    const char *name;
    enum {
        TEXT,
        MOMENT,
        DAY,
        ID,
        DOI,
        LICENSE,
        ANNOUNCE,
        NAME,
        NAMES,
        CATEGORIES,
        TERM,         /* categories in an attribute */
        PRIMARY_TERM, /* the same, of which this is the first */
        VERSION,      /* the number of the version, in an attribute */
        VERSION_DATE,
        AUTHOR, /* its parts were stored before */
        /* Dublin Core has several of each. */
        DC_DESCRIPTION,
        DC_DATE,
        DC_IDENTIFIER
    } kind;
    size_t offset;
} elements[] = {
#define AT(member) offsetof(struct arxiv_xml_fields, member)
#define AT_TITLE AT(entry.record.title.in[LANGUAGE_EN])
#define AT_ABSTRACT AT(entry.record.abstract.in[LANGUAGE_EN])
    { FORM_API | FORM_ATOM, 1, ATOM, "id", ID, 0 },
    { FORM_API | FORM_ATOM, 1, ATOM, "title", TEXT, AT_TITLE },
    { FORM_API | FORM_ATOM, 1, ATOM, "summary", TEXT, AT_ABSTRACT },
    { FORM_API | FORM_ATOM, 1, ATOM, "category", TERM, 0 },
    { FORM_API | FORM_ATOM, 1, ATOM_ARXIV, "primary_category", PRIMARY_TERM, 0 },
    { FORM_API, 1, ATOM, "published", MOMENT, AT(published) },
    { FORM_API, 1, ATOM, "updated", MOMENT, AT(updated) },
    { FORM_API, 2, ATOM, "name", NAME, 0 },
    { FORM_API, 1, ATOM_ARXIV, "comment", TEXT, AT(entry.record.arxiv_comment) },
    { FORM_API, 1, ATOM_ARXIV, "journal_ref", TEXT, AT(entry.record.journal_ref) },
    { FORM_API, 1, ATOM_ARXIV, "doi", DOI, 0 },

    { FORM_ATOM, 1, ATOM, "published", DAY, AT(announced) },
    { FORM_RSS, 1, "", "guid", ID, 0 },
    { FORM_RSS, 1, "", "link", TEXT, AT(link) },
    { FORM_RSS, 1, "", "title", TEXT, AT_TITLE },
    { FORM_RSS, 1, "", "description", TEXT, AT_ABSTRACT },
    { FORM_RSS, 1, "", "category", CATEGORIES, 0 },
    { FORM_RSS, 1, "", "pubDate", DAY, AT(announced) },
    { FORM_RDF, 1, RSS_1, "link", TEXT, AT(link) },
    { FORM_RDF, 1, RSS_1, "title", TEXT, AT_TITLE },
    { FORM_RDF, 1, RSS_1, "description", TEXT, AT_ABSTRACT },
    { FORM_ATOM | FORM_RSS | FORM_RDF, 1, DUBLIN_CORE, "creator", TEXT, AT(creators) },
    { FORM_ATOM | FORM_RSS | FORM_RDF | FORM_DC, 1, DUBLIN_CORE, "rights", LICENSE, 0 },
    { FORM_ATOM | FORM_RSS, 1, ATOM_ARXIV, "announce_type", ANNOUNCE, 0 },
    { FORM_ATOM | FORM_RSS, 1, ATOM_ARXIV, "journal_reference", TEXT,
      AT(entry.record.journal_ref) },
    { FORM_ATOM | FORM_RSS, 1, ATOM_ARXIV, "DOI", DOI, 0 },

    { FORM_ARXIV | FORM_RAW, 1, NULL, "id", ID, 0 },
    { FORM_ARXIV | FORM_RAW, 1, NULL, "title", TEXT, AT_TITLE },
    { FORM_ARXIV | FORM_RAW, 1, NULL, "abstract", TEXT, AT_ABSTRACT },
    { FORM_ARXIV | FORM_RAW, 1, NULL, "categories", CATEGORIES, 0 },
    { FORM_ARXIV | FORM_RAW, 1, NULL, "comments", TEXT, AT(entry.record.arxiv_comment) },
    { FORM_ARXIV | FORM_RAW, 1, NULL, "journal-ref", TEXT, AT(entry.record.journal_ref) },
    { FORM_ARXIV | FORM_RAW, 1, NULL, "doi", DOI, 0 },
    { FORM_ARXIV | FORM_RAW, 1, NULL, "license", LICENSE, 0 },
    { FORM_ARXIV, 1, NULL, "created", MOMENT, AT(published) },
    { FORM_ARXIV, 1, NULL, "updated", MOMENT, AT(updated) },
    { FORM_ARXIV, 2, NULL, "author", AUTHOR, 0 },
    { FORM_ARXIV, 3, NULL, "keyname", TEXT, AT(family) },
    { FORM_ARXIV, 3, NULL, "forenames", TEXT, AT(given) },
    { FORM_ARXIV, 3, NULL, "suffix", TEXT, AT(suffix) },
    { FORM_RAW, 1, NULL, "authors", NAMES, 0 },
    { FORM_RAW, 1, NULL, "version", VERSION, 0 },
    { FORM_RAW, 2, NULL, "date", VERSION_DATE, 0 },

    { FORM_DC, 1, DUBLIN_CORE, "title", TEXT, AT_TITLE },
    { FORM_DC, 1, DUBLIN_CORE, "creator", NAME, 0 },
    { FORM_DC, 1, DUBLIN_CORE, "description", DC_DESCRIPTION, 0 },
    { FORM_DC, 1, DUBLIN_CORE, "date", DC_DATE, 0 },
    { FORM_DC, 1, DUBLIN_CORE, "identifier", DC_IDENTIFIER, 0 },
#undef AT_ABSTRACT
#undef AT_TITLE
#undef AT
};

const struct arxiv_xml_element *arxiv_xml_fields_find(const struct arxiv_xml_fields *fields,
                                                      int depth, const char *uri, const char *name)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements && !fields->skipped; i++) {
        const struct arxiv_xml_element *element = &elements[i];

        if ((element->forms & fields->form) && element->depth == depth &&
            strcmp(element->name, name) == 0 && (!element->uri || strcmp(element->uri, uri) == 0))
            return element;
    }
    return NULL;
}

bool arxiv_xml_fields_has_text(const struct arxiv_xml_element *element)
{
    return element->kind != AUTHOR && !arxiv_xml_fields_attribute(element);
}

const char *arxiv_xml_fields_attribute(const struct arxiv_xml_element *element)
{
    return element->kind == TERM || element->kind == PRIMARY_TERM ? "term"
           : element->kind == VERSION                             ? "version"
                                                                  : NULL;
}

/* ---- Values -------------------------------------------------------------- */

enum { SKIPPED_SHOWN = 10 };

static void skip_value(struct arxiv_xml_fields *fields, struct view text, const char *what)
{
    text = window_shown(text);
    if (++fields->bad_values <= SKIPPED_SHOWN)
        diag_warn(fields->window->diag,
                  ((struct place){ fields->window->input->name, fields->line, 1 }),
                  "'%.*s' is not %s; it is ignored", (int)text.len, text.at, what);
}

void arxiv_xml_fields_report_more(const struct arxiv_xml_fields *fields)
{
    if (fields->bad_values > SKIPPED_SHOWN)
        diag_warn(fields->window->diag, (struct place){ .file = fields->window->input->name },
                  "%zu more like these", fields->bad_values - SKIPPED_SHOWN);
}

/* Of two values the first counts. */
static void keep_first(struct arxiv_xml_fields *fields, struct view *place, struct view text)
{
    if (place->len == 0)
        *place = entry_text(&fields->entry, text);
}

bool arxiv_xml_fields_read_day(struct view text, struct moment *moment)
{
    struct buffer midnight = { 0 };
    struct view rest = view_trim(text);
    struct date date;
    bool found = date_take_day(&rest, &date);

    if (found) {
        *moment = (struct moment){ seconds_of(date), MOMENT_KNOWN };
        return true;
    }
    /* Fri, 29 Mar 2024 00:00:00 -0400: the time begins two places before the first colon. */
    rest.len = view_find_byte(rest, ':');
    rest.len -= rest.len < 2 ? rest.len : 2;
    buffer_put(&midnight, rest);
    buffer_put(&midnight, VIEW("00:00:00 GMT"));
    found = moment_read_rfc5322(buffer_view(&midnight), moment);
    buffer_free(&midnight);
    return found;
}

static void read_element_moment(struct arxiv_xml_fields *fields, struct view text,
                                struct moment *moment)
{
    if (moment->origin != MOMENT_ABSENT)
        return;
    text = entry_text(&fields->entry, text);
    if (!moment_read_rfc3339(text, moment) && !moment_read_rfc5322(text, moment))
        skip_value(fields, text, "a date");
}

static void set_doi(struct arxiv_xml_fields *fields, struct view text)
{
    text = entry_text(&fields->entry, text);
    if (text.len > 0 && !entry_set_doi(&fields->entry, text))
        skip_value(fields, text, "a DOI");
}

void arxiv_xml_fields_set_id(struct arxiv_xml_fields *fields, struct view text)
{
    struct entry *entry = &fields->entry;
    struct view id;

    if (entry->record.arxiv_id.len > 0)
        return;
    fields->id = id = entry_text(entry, text);
    view_take(&id, VIEW("oai:arXiv.org:"));
    fields->skipped = entry_set_id(entry, id) &&
                      !wanted_has(fields->wanted, entry->record.arxiv_id);
}

/* ---- Dublin Core --------------------------------------------------------- */

/* The abstract comes first, and then perhaps "Comment: 7 pages". */
static void take_description(struct arxiv_xml_fields *fields, struct view text)
{
    struct record *record = &fields->entry.record;

    text = entry_text(&fields->entry, text);
    if (view_take(&text, VIEW("Comment:")))
        record->arxiv_comment = view_trim(text);
    else if (record->abstract.in[LANGUAGE_EN].len == 0)
        record->abstract.in[LANGUAGE_EN] = text;
}

/* The days of the first and of the latest version. */
static void take_dublin_core_date(struct arxiv_xml_fields *fields, struct view text)
{
    if (fields->published.origin != MOMENT_ABSENT)
        fields->updated = (struct moment){ 0 };
    read_element_moment(fields, text,
                        fields->published.origin == MOMENT_ABSENT ? &fields->published
                                                                  : &fields->updated);
}

/* The link, a DOI with "doi:" before it, or the journal reference. */
static void take_identifier(struct arxiv_xml_fields *fields, struct view text)
{
    struct record *record = &fields->entry.record;

    text = entry_text(&fields->entry, text);
    if (view_starts_with(text, VIEW("http")))
        arxiv_xml_fields_set_id(fields, text);
    else if (view_starts_with_ignoring_case(text, VIEW("doi:")))
        set_doi(fields, text);
    else if (record->journal_ref.len == 0)
        record->journal_ref = text;
}

/* ---- Entries ------------------------------------------------------------- */

static void take_version_date(struct arxiv_xml_fields *fields, struct view text)
{
    struct moment submitted = { 0, MOMENT_ABSENT };

    read_element_moment(fields, text, &submitted);
    if (fields->version > 0)
        entry_add_version(&fields->entry, fields->version, submitted);
}

static void take_author(struct arxiv_xml_fields *fields)
{
    author_names_add_parts(fields->family, fields->given, fields->suffix, &fields->entry.arena,
                           &fields->entry.people);
    fields->family = fields->given = fields->suffix = (struct view){ 0 };
}

/* The primary category stands first, wherever its element does. */
static void take_primary_term(struct arxiv_xml_fields *fields, struct view value)
{
    struct view *primary = &fields->entry.record.primary_category, before = *primary;

    *primary = (struct view){ 0 };
    entry_add_categories(&fields->entry, value);
    if (primary->len == 0)
        *primary = before; /* the value is not a category */
}

/* Takes a value that is more than one text of the record. */
static void take_compound(struct arxiv_xml_fields *fields, const struct arxiv_xml_element *element,
                          struct view value)
{
    switch (element->kind) {
    case CATEGORIES:
    case TERM:
        entry_add_categories(&fields->entry, value);
        break;
    case PRIMARY_TERM:
        take_primary_term(fields, value);
        break;
    case VERSION:
        fields->version = entry_version_number(value);
        break;
    case VERSION_DATE:
        take_version_date(fields, value);
        break;
    case AUTHOR:
        take_author(fields);
        break;
    case DC_DESCRIPTION:
        take_description(fields, value);
        break;
    case DC_DATE:
        take_dublin_core_date(fields, value);
        break;
    case DC_IDENTIFIER:
        take_identifier(fields, value);
        break;
    default:
        break;
    }
}

void arxiv_xml_fields_take(struct arxiv_xml_fields *fields, const struct arxiv_xml_element *element,
                           struct view value)
{
    struct entry *entry = &fields->entry;
    void *place = (char *)fields + element->offset;

    switch (element->kind) {
    case TEXT:
        keep_first(fields, place, value);
        break;
    case MOMENT:
        read_element_moment(fields, value, place);
        break;
    case DAY:
        if (!arxiv_xml_fields_read_day(value, place))
            skip_value(fields, entry_text(entry, value), "a date");
        break;
    case ID:
        arxiv_xml_fields_set_id(fields, value);
        break;
    case DOI:
        set_doi(fields, value);
        break;
    case LICENSE:
        entry_set_license(entry, value);
        break;
    case ANNOUNCE:
        entry->record.announce = announce_of(view_trim(value));
        break;
    case NAME:
        author_names_add(value, &entry->arena, &entry->people);
        break;
    case NAMES:
        author_names_split_list(value, &entry->arena, &entry->people);
        break;
    default:
        take_compound(fields, element, value);
        break;
    }
}

void arxiv_xml_fields_begin(struct arxiv_xml_fields *fields, enum arxiv_xml_form form, size_t line)
{
    fields->form = form;
    fields->line = line;
    fields->id = fields->link = fields->creators = (struct view){ 0 };
    fields->family = fields->given = fields->suffix = (struct view){ 0 };
    fields->published = fields->updated = fields->announced = (struct moment){ 0 };
    fields->version = 0;
    fields->skipped = false;
    entry_begin(&fields->entry);
}

/* The API has the times of the first version and of the one that it describes, whose number is in
 * the identifier. OAI-PMH has days for them, and no number for the latest. */
void arxiv_xml_fields_add_versions(struct arxiv_xml_fields *fields)
{
    struct record *record = &fields->entry.record;
    unsigned described = record->version;

    entry_add_version(&fields->entry, 1, fields->published);
    if (described != 1)
        entry_add_version(&fields->entry, described, fields->updated);
    record->version = described;
}
