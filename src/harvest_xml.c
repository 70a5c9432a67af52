/* Answers of arXiv's API, which are Atom (https://info.arxiv.org/help/api),
 * and records of its OAI-PMH interface in the forms arXiv and arXivRaw
 * (https://info.arxiv.org/help/oa). */
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "documents.h"
#include "harvesting.h"
#include "names.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define OAI "http://www.openarchives.org/OAI/2.0/"
#define OAI_ARXIV "http://arxiv.org/OAI/arXiv/"
#define OAI_RAW "http://arxiv.org/OAI/arXivRaw/"

/* What an entry is an element of. */
enum form { NO_FORM, API, ARXIV, RAW };

struct xml {
    struct harvesting *harvesting;
    struct documents documents;
    size_t first_line; /* of the present document in the file */
    xmlTextReaderPtr reader;
    bool broken;        /* and reported */
    bool any;           /* the document has something that refmill knows */
    struct buffer text; /* of the element that is open */

    enum form form; /* of the entry that is open */
    int depth;      /* of its element */
    size_t begin;   /* of it or, outside of entries, of the last element: documents.given */
    size_t line;
    struct entry entry;
    struct view id, family, given, suffix;
    struct moment published, updated;
    unsigned version; /* the one that a date is of */
    bool unwanted;    /* the paper, as far as its identifier came already */
    bool deleted;     /* the record of OAI-PMH that is open */
};

/* ---- What elements say -------------------------------------------------- */

static struct view keep(struct xml *xml)
{
    return entry_text(&xml->entry, buffer_view(&xml->text));
}

static void take_id(struct xml *xml)
{
    struct record *record = &xml->entry.record;

    xml->id = keep(xml);
    xml->unwanted = entry_set_id(&xml->entry, xml->id) &&
                    !metadata_wants(xml->harvesting->metadata, record->arxiv_id);
}

static void take_title(struct xml *xml)
{
    xml->entry.record.title.in[LANGUAGE_EN] = keep(xml);
}

static void take_abstract(struct xml *xml)
{
    xml->entry.record.abstract.in[LANGUAGE_EN] = keep(xml);
}

static void take_comment(struct xml *xml)
{
    xml->entry.record.arxiv_comment = keep(xml);
}

static void take_journal(struct xml *xml)
{
    xml->entry.record.journal_ref = keep(xml);
}

static void take_doi(struct xml *xml)
{
    struct view doi = keep(xml);

    if (doi.len > 0 && !entry_set_doi(&xml->entry, doi))
        harvesting_warn(xml->harvesting, xml->line, 1, "'%.*s' is no DOI; it is passed over",
                        (int)doi.len, doi.at);
}

static void take_license(struct xml *xml)
{
    entry_set_license(&xml->entry, buffer_view(&xml->text));
}

static void take_categories(struct xml *xml)
{
    entry_add_categories(&xml->entry, buffer_view(&xml->text));
}

static void take_moment(struct xml *xml, struct moment *moment)
{
    struct view text = keep(xml);

    if (!moment_read_rfc3339(text, moment) && !moment_read_rfc5322(text, moment))
        harvesting_warn(xml->harvesting, xml->line, 1, "'%.*s' is no date; it is passed over",
                        (int)text.len, text.at);
}

static void take_published(struct xml *xml)
{
    take_moment(xml, &xml->published);
}

static void take_updated(struct xml *xml)
{
    take_moment(xml, &xml->updated);
}

static void take_version_date(struct xml *xml)
{
    struct moment submitted = { 0, MOMENT_ABSENT };

    take_moment(xml, &submitted);
    entry_add_version(&xml->entry, xml->version, submitted);
}

static void take_name(struct xml *xml)
{
    names_add(buffer_view(&xml->text), &xml->entry.arena, &xml->entry.people);
}

static void take_names(struct xml *xml)
{
    names_split_list(buffer_view(&xml->text), &xml->entry.arena, &xml->entry.people);
}

static void take_keyname(struct xml *xml)
{
    xml->family = keep(xml);
}

static void take_forenames(struct xml *xml)
{
    xml->given = keep(xml);
}

static void take_suffix(struct xml *xml)
{
    xml->suffix = keep(xml);
}

static void take_author(struct xml *xml)
{
    names_add_parts(xml->family, xml->given, xml->suffix, &xml->entry.arena, &xml->entry.people);
    xml->family = xml->given = xml->suffix = (struct view){ 0 };
}

/* By depth below the entry, since an author's name is no title's. */
static const struct element {
    enum form form;
    int depth;
    const char *name;
    void (*take)(struct xml *);
} elements[] = {
    { API, 1, "id", take_id },
    { API, 1, "title", take_title },
    { API, 1, "summary", take_abstract },
    { API, 1, "published", take_published },
    { API, 1, "updated", take_updated },
    { API, 1, "comment", take_comment },
    { API, 1, "journal_ref", take_journal },
    { API, 1, "doi", take_doi },
    { API, 2, "name", take_name },
    { ARXIV, 1, "id", take_id },
    { ARXIV, 1, "created", take_published },
    { ARXIV, 1, "updated", take_updated },
    { ARXIV, 2, "author", take_author },
    { ARXIV, 3, "keyname", take_keyname },
    { ARXIV, 3, "forenames", take_forenames },
    { ARXIV, 3, "suffix", take_suffix },
    { ARXIV, 1, "title", take_title },
    { ARXIV, 1, "categories", take_categories },
    { ARXIV, 1, "comments", take_comment },
    { ARXIV, 1, "journal-ref", take_journal },
    { ARXIV, 1, "doi", take_doi },
    { ARXIV, 1, "license", take_license },
    { ARXIV, 1, "abstract", take_abstract },
    { RAW, 1, "id", take_id },
    { RAW, 2, "date", take_version_date },
    { RAW, 1, "title", take_title },
    { RAW, 1, "authors", take_names },
    { RAW, 1, "categories", take_categories },
    { RAW, 1, "comments", take_comment },
    { RAW, 1, "journal-ref", take_journal },
    { RAW, 1, "doi", take_doi },
    { RAW, 1, "license", take_license },
    { RAW, 1, "abstract", take_abstract },
};

/* ---- Entries ------------------------------------------------------------ */

static const char *name_of(const struct xml *xml)
{
    return (const char *)xmlTextReaderConstLocalName(xml->reader);
}

static bool is_named(const struct xml *xml, const char *name)
{
    return strcmp(name_of(xml), name) == 0;
}

static bool is_in(const struct xml *xml, const char *namespace)
{
    const xmlChar *uri = xmlTextReaderConstNamespaceUri(xml->reader);
    return uri && strcmp((const char *)uri, namespace) == 0;
}

/* The attribute's value; the caller gives it back with xmlFree. */
static struct view take_attribute(const struct xml *xml, const char *name)
{
    xmlChar *value = xmlTextReaderGetAttribute(xml->reader, BAD_CAST name);
    return (struct view){ (const char *)value, value ? strlen((const char *)value) : 0 };
}

static void add_category(struct xml *xml, bool is_primary)
{
    struct view term = take_attribute(xml, "term");

    if (is_primary)
        xml->entry.record.primary_category = (struct view){ 0 };
    entry_add_categories(&xml->entry, term);
    xmlFree((char *)term.at);
}

static void begin_element(struct xml *xml)
{
    struct view version;

    if (xml->form == API && is_named(xml, "category"))
        add_category(xml, false);
    else if (xml->form == API && is_named(xml, "primary_category"))
        add_category(xml, true);
    if (xml->form != RAW || !is_named(xml, "version"))
        return;
    version = take_attribute(xml, "version");
    xml->version = entry_version_number(version);
    xmlFree((char *)version.at);
}

static void begin_entry(struct xml *xml, enum form form)
{
    xml->form = form;
    xml->depth = xmlTextReaderDepth(xml->reader);
    xml->line = xml->first_line + (size_t)xmlTextReaderGetParserLineNumber(xml->reader) - 1;
    xml->id = xml->family = xml->given = xml->suffix = (struct view){ 0 };
    xml->published = xml->updated = (struct moment){ 0 };
    xml->version = 0;
    xml->unwanted = false;
    entry_begin(&xml->entry);
}

/* An answer that is an error is an entry with that title. */
static bool is_error(const struct xml *xml)
{
    return xml->form == API && view_equal(xml->entry.record.title.in[LANGUAGE_EN], VIEW("Error")) &&
           view_find(xml->id, VIEW("/api/errors")) < xml->id.len;
}

static void report_error(struct xml *xml, struct view text)
{
    harvesting_warn(xml->harvesting, xml->line, 1, "arXiv answered with an error: %.*s",
                    (int)text.len, text.at);
}

static void end_entry(struct xml *xml)
{
    struct record *record = &xml->entry.record;
    unsigned latest;

    if (is_error(xml)) {
        report_error(xml, record->abstract.in[LANGUAGE_EN]);
    } else if (record->arxiv_id.len == 0) {
        harvesting_warn(xml->harvesting, xml->line, 1,
                        "'%.*s' is no arXiv id; the entry is passed over", (int)xml->id.len,
                        xml->id.at);
    } else {
        latest = record->version;
        entry_add_version(&xml->entry, 1, xml->published);
        if (latest > 1)
            entry_add_version(&xml->entry, latest, xml->updated);
        if (xml->updated.origin != MOMENT_ABSENT)
            record->updated = xml->updated;
        harvesting_take(xml->harvesting, &xml->entry, xml->line);
    }
    xml->form = NO_FORM;
}

static void end_element(struct xml *xml)
{
    int depth = xmlTextReaderDepth(xml->reader) - xml->depth;

    if (depth == 0)
        end_entry(xml);
    if (depth == 0 || xml->unwanted)
        return;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        if (elements[i].form == xml->form && elements[i].depth == depth &&
            is_named(xml, elements[i].name)) {
            elements[i].take(xml);
            return;
        }
    }
}

/* ---- Around entries ----------------------------------------------------- */

static enum form form_of(const struct xml *xml)
{
    if (is_named(xml, "entry") && is_in(xml, ATOM))
        return API;
    if (is_named(xml, "arXiv") && is_in(xml, OAI_ARXIV))
        return ARXIV;
    return is_named(xml, "arXivRaw") && is_in(xml, OAI_RAW) ? RAW : NO_FORM;
}

static void begin_outside(struct xml *xml)
{
    enum form form = form_of(xml);
    struct view status;

    xml->begin = xml->documents.given;
    xml->any = xml->any || form != NO_FORM || is_in(xml, OAI) || is_in(xml, ATOM);
    if (form != NO_FORM && !xmlTextReaderIsEmptyElement(xml->reader))
        begin_entry(xml, form);
    if (!is_in(xml, OAI) || !is_named(xml, "header"))
        return;
    status = take_attribute(xml, "status");
    xml->deleted = view_equal(status, VIEW("deleted"));
    xmlFree((char *)status.at);
}

/* A deleted record has a header and no metadata (OAI-PMH 2.0, 2.5.1). */
static void report_deleted(struct xml *xml)
{
    struct view identifier = buffer_view(&xml->text), id = view_trim(identifier);

    if (view_take(&id, VIEW("oai:arXiv.org:")) && metadata_wants(xml->harvesting->metadata, id))
        harvesting_warn(xml->harvesting, xml->line, 1,
                        "the record of %.*s is deleted; it has no metadata", (int)id.len, id.at);
}

static void end_outside(struct xml *xml)
{
    xml->line = xml->first_line + (size_t)xmlTextReaderGetParserLineNumber(xml->reader) - 1;
    if (!is_in(xml, OAI))
        return;
    if (is_named(xml, "error"))
        report_error(xml, view_trim(buffer_view(&xml->text)));
    else if (is_named(xml, "identifier") && xml->deleted)
        report_deleted(xml);
}

/* What the parser does not see to: it lets CDATA that is not UTF-8 through, and
 * an entry may have any number of elements. */
static void break_document(struct xml *xml, const char *why)
{
    harvesting_warn(xml->harvesting, xml->line, 1, "%s; the rest of the document is passed over",
                    why);
    xml->broken = true;
}

static void take_text(struct xml *xml)
{
    struct view text = view_of((const char *)xmlTextReaderConstValue(xml->reader));

    if (utf8_find_malformed(text) < text.len)
        break_document(xml, "there is text that is not UTF-8");
    else
        buffer_put(&xml->text, text);
}

static void take_node(struct xml *xml)
{
    if (xml->documents.given - xml->begin > HARVEST_MAX_SIZE) {
        break_document(xml, "what begins here is longer than any entry");
        return;
    }
    switch (xmlTextReaderNodeType(xml->reader)) {
    case XML_READER_TYPE_ELEMENT:
        xml->text.len = 0;
        if (xml->form == NO_FORM)
            begin_outside(xml);
        else
            begin_element(xml);
        break;
    case XML_READER_TYPE_END_ELEMENT:
        if (xml->form == NO_FORM)
            end_outside(xml);
        else
            end_element(xml);
        xml->text.len = 0;
        break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        take_text(xml);
        break;
    default:
        break;
    }
}

/* ---- Documents ---------------------------------------------------------- */

static int read_document(void *context, char *bytes, int size)
{
    struct xml *xml = context;
    return (int)documents_read(&xml->documents, bytes, (size_t)size);
}

/* The first fault of a document. Its lines are counted from its own first. */
static void report_broken(void *context, xmlErrorPtr error)
{
    struct xml *xml = context;
    bool is_cut = error->code == XML_ERR_DOCUMENT_END && xml->documents.depth > 0;
    const char *said = is_cut           ? "the document is cut off"
                       : error->message ? error->message
                                        : "no reason";
    struct view message = view_trim(view_of(said));

    if (xml->broken || error->level < XML_ERR_ERROR)
        return;
    xml->broken = true;
    if (xml->documents.has_doctype)
        return; /* there it was ended */
    harvesting_warn(xml->harvesting, xml->first_line + (size_t)error->line - 1,
                    (size_t)(error->int2 > 0 ? error->int2 : 1),
                    "broken XML: %.*s; what comes before was read, and used for %zu paper%s",
                    (int)message.len, message.at, xml->harvesting->taken,
                    xml->harvesting->taken == 1 ? "" : "s");
}

static void read_nodes(struct xml *xml)
{
    int result;

    do {
        result = xmlTextReaderRead(xml->reader);
        if (result == 1)
            take_node(xml);
    } while (result == 1 && !xml->broken);
}

/* False when libxml2 has no memory. */
static bool take_document(struct xml *xml)
{
    /* The defaults are what is wanted besides: no entities are replaced, no
     * DTD is loaded, and limits of size hold. */
    const int options = XML_PARSE_NONET | XML_PARSE_NOWARNING;

    xml->first_line = xml->documents.line;
    xml->line = xml->first_line;
    xml->begin = xml->documents.given;
    xml->broken = xml->any = xml->deleted = false;
    xml->form = NO_FORM;
    xml->reader = xmlReaderForIO(read_document, NULL, xml, NULL, NULL, options);
    if (!xml->reader)
        return false;
    xmlTextReaderSetStructuredErrorHandler(xml->reader, report_broken, xml);
    read_nodes(xml);
    if (xml->documents.has_doctype)
        harvesting_warn(xml->harvesting, xml->documents.line, 1,
                        "has a DOCTYPE, which no metadata of arXiv's has; the document is passed "
                        "over");
    else if (!xml->any && !xml->broken)
        harvesting_warn(xml->harvesting, xml->first_line, 1,
                        "is no metadata of arXiv's: neither Atom nor OAI-PMH with arXiv or "
                        "arXivRaw records; the document is passed over");
    xmlFreeTextReader(xml->reader);
    return true;
}

void harvest_xml(struct harvesting *harvesting)
{
    struct xml *xml = memory_resize(NULL, sizeof *xml);

    *xml = (struct xml){ .harvesting = harvesting };
    documents_begin(&xml->documents, harvesting->source);
    while (documents_next(&xml->documents) && !harvesting->why) {
        if (!take_document(xml))
            harvesting->why = "libxml2 has no memory";
    }
    if (xml->documents.why)
        harvesting->why = xml->documents.why;
    entry_free(&xml->entry);
    buffer_free(&xml->text);
    free(xml);
}
