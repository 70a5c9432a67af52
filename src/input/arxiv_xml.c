/* Reads answers of arXiv's API, which are Atom (https://info.arxiv.org/help/api), and of its
 * OAI-PMH interface in the forms arXiv and arXivRaw (https://info.arxiv.org/help/oa). */
#include <stdlib.h>
#include <string.h>

#include "input/arxiv_xml_fields.h"
#include "system/libxml.h"
#include "system/xml_documents.h"
#include "text/utf8.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define OAI "http://www.openarchives.org/OAI/2.0/"
#define OAI_ARXIV "http://arxiv.org/OAI/arXiv/"
#define OAI_RAW "http://arxiv.org/OAI/arXivRaw/"

struct arxiv_xml_reader {
    struct libxml libxml;
    struct xml_documents documents;
    size_t first_line; /* in the file, of the present document */
    xmlTextReaderPtr reader;
    bool broken;        /* a fault was reported, and the rest is skipped */
    bool any;           /* the document has an element that refmill knows */
    bool deleted;       /* the present record of OAI-PMH is deleted */
    struct buffer text; /* of the present element */
    size_t line;        /* of the entry, or of the element outside of entries */
    size_t begin;       /* the same place, in documents.given */
    int depth;          /* of the entry's element */
    struct arxiv_xml_fields elements;
};

static const char *name_of(const struct arxiv_xml_reader *xml)
{
    return (const char *)xml->libxml.xmlTextReaderConstLocalName(xml->reader);
}

static bool is_element(const struct arxiv_xml_reader *xml, const char *name)
{
    return strcmp(name_of(xml), name) == 0;
}

static bool is_in(const struct arxiv_xml_reader *xml, const char *namespace)
{
    const xmlChar *uri = xml->libxml.xmlTextReaderConstNamespaceUri(xml->reader);
    return uri && strcmp((const char *)uri, namespace) == 0;
}

/* Returns the attribute's value, valid until the next node; empty if it is absent. */
static struct view attribute(const struct arxiv_xml_reader *xml, const char *name)
{
    const xmlChar *value = NULL;

    if (xml->libxml.xmlTextReaderMoveToAttribute(xml->reader, BAD_CAST name) == 1) {
        value = xml->libxml.xmlTextReaderConstValue(xml->reader);
        xml->libxml.xmlTextReaderMoveToElement(xml->reader);
    }
    return value ? view_of((const char *)value) : (struct view){ 0 };
}

static size_t present_line(const struct arxiv_xml_reader *xml)
{
    return xml->first_line + (size_t)xml->libxml.xmlTextReaderGetParserLineNumber(xml->reader) - 1;
}

/* ---- Nodes --------------------------------------------------------------- */

static void begin_outside(struct arxiv_xml_reader *xml)
{
    enum arxiv_xml_form form = NO_FORM;

    if (is_element(xml, "entry") && is_in(xml, ATOM))
        form = FORM_API;
    else if (is_element(xml, "arXiv") && is_in(xml, OAI_ARXIV))
        form = FORM_ARXIV;
    else if (is_element(xml, "arXivRaw") && is_in(xml, OAI_RAW))
        form = FORM_RAW;
    xml->begin = xml->documents.given;
    xml->any = xml->any || form != NO_FORM || is_in(xml, OAI) || is_in(xml, ATOM);
    if (form != NO_FORM && !xml->libxml.xmlTextReaderIsEmptyElement(xml->reader)) {
        xml->depth = xml->libxml.xmlTextReaderDepth(xml->reader);
        xml->line = present_line(xml);
        arxiv_xml_fields_begin(&xml->elements, form, xml->line);
    }
    if (is_in(xml, OAI) && is_element(xml, "header"))
        xml->deleted = view_equal(attribute(xml, "status"), VIEW("deleted"));
}

static void end_outside(struct arxiv_xml_reader *xml)
{
    struct view text = view_trim(buffer_view(&xml->text));

    xml->line = present_line(xml);
    if (!is_in(xml, OAI))
        return;
    if (is_element(xml, "error")) {
        arxiv_xml_fields_report_error(xml->elements.source, xml->line, text);
    } else if (is_element(xml, "identifier") && xml->deleted &&
               view_take(&text, VIEW("oai:arXiv.org:")) &&
               metadata_wants(xml->elements.source->metadata, text)) {
        /* A deleted record has a header only (OAI-PMH 2.0, 2.5.1). */
        metadata_source_warn(xml->elements.source, xml->line, 1,
                             "the record of %.*s is deleted; it has no metadata", (int)text.len,
                             text.at);
    }
}

/* Skips the rest of a document for a fault that the parser accepts, such as CDATA that is not UTF-8
 * and an entry of any length. */
static void break_document(struct arxiv_xml_reader *xml, const char *why)
{
    metadata_source_warn(xml->elements.source, xml->line, 1,
                         "%s; the rest of the document is skipped", why);
    xml->broken = true;
}

static void take_node(struct arxiv_xml_reader *xml)
{
    bool in_entry = xml->elements.form != NO_FORM;
    const char *name;
    struct view text;
    int depth;

    if (xml->documents.given - xml->begin > METADATA_ENTRY_MAX_SIZE) {
        break_document(xml, "the element that begins here is too long");
        return;
    }
    switch (xml->libxml.xmlTextReaderNodeType(xml->reader)) {
    case XML_READER_TYPE_ELEMENT:
        xml->text.len = 0;
        name = in_entry ? arxiv_xml_fields_attribute(&xml->elements, name_of(xml)) : NULL;
        if (!in_entry)
            begin_outside(xml);
        else if (name)
            arxiv_xml_fields_take_attribute(&xml->elements, name_of(xml), attribute(xml, name));
        break;
    case XML_READER_TYPE_END_ELEMENT:
        depth = in_entry ? xml->libxml.xmlTextReaderDepth(xml->reader) - xml->depth : 0;
        if (!in_entry)
            end_outside(xml);
        else if (depth == 0)
            arxiv_xml_fields_end(&xml->elements);
        else
            arxiv_xml_fields_take(&xml->elements, depth, name_of(xml), buffer_view(&xml->text));
        xml->text.len = 0;
        break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        text = view_of((const char *)xml->libxml.xmlTextReaderConstValue(xml->reader));
        if (utf8_find_malformed(text) < text.len)
            break_document(xml, "there is text that is not UTF-8");
        else
            buffer_put(&xml->text, text);
        break;
    case XML_READER_TYPE_DOCUMENT_TYPE: /* in case xml_documents.c misses one */
        break_document(xml, "there is a DOCTYPE");
        break;
    default:
        break;
    }
}

/* ---- Documents ---------------------------------------------------------- */

static size_t read_source(void *context, char *bytes, size_t size, const char **why)
{
    return decompress_read(context, bytes, size, why);
}

static int read_document(void *context, char *bytes, int size)
{
    struct arxiv_xml_reader *xml = context;
    return (int)xml_documents_read(&xml->documents, bytes, (size_t)size);
}

/* Reports the first fault of a document. The parser counts lines from the start of the document. */
static void report_broken(void *context, xmlErrorPtr error)
{
    struct arxiv_xml_reader *xml = context;
    bool is_cut = error->code == XML_ERR_DOCUMENT_END && xml->documents.depth > 0;
    const char *said = is_cut           ? "the document is cut off"
                       : error->message ? error->message
                                        : "unknown reason";
    struct view message = view_trim(view_of(said));

    if (xml->broken || error->level < XML_ERR_ERROR)
        return;
    xml->broken = true;
    if (xml->documents.fault)
        return; /* take_document reports that */
    metadata_source_warn(xml->elements.source, xml->first_line + (size_t)error->line - 1,
                         (size_t)(error->int2 > 0 ? error->int2 : 1),
                         "broken XML: %.*s; what comes before was read, and used for %zu paper%s",
                         (int)message.len, message.at, xml->elements.source->taken,
                         xml->elements.source->taken == 1 ? "" : "s");
}

/* Returns false if libxml2 is out of memory. */
static bool take_document(struct arxiv_xml_reader *xml)
{
    /* By default no entities are replaced, no DTD is loaded, and limits of size hold. */
    const int options = XML_PARSE_NONET | XML_PARSE_NOWARNING;

    xml->first_line = xml->documents.line;
    xml->line = xml->first_line;
    xml->begin = xml->documents.given;
    xml->broken = xml->any = xml->deleted = false;
    xml->elements.form = NO_FORM;
    xml->reader = xml->libxml.xmlReaderForIO(read_document, NULL, xml, NULL, NULL, options);
    if (!xml->reader)
        return false;
    xml->libxml.xmlTextReaderSetStructuredErrorHandler(xml->reader, report_broken, xml);
    while (!xml->broken && xml->libxml.xmlTextReaderRead(xml->reader) == 1)
        take_node(xml);
    if (xml->documents.fault)
        metadata_source_warn(xml->elements.source, xml->documents.line, 1,
                             "the document has %s, which arXiv metadata never has; it is skipped",
                             xml->documents.fault);
    else if (!xml->any && !xml->broken)
        metadata_source_warn(xml->elements.source, xml->first_line, 1,
                             "the document is not arXiv metadata: neither Atom nor OAI-PMH with "
                             "arXiv or arXivRaw records; it is skipped");
    xml->libxml.xmlFreeTextReader(xml->reader);
    return true;
}

void arxiv_xml_read(struct metadata_source *source)
{
    struct arxiv_xml_reader *xml = memory_resize(NULL, sizeof *xml);

    *xml = (struct arxiv_xml_reader){ .elements.source = source };
    source->unreadable = !libxml_load(&xml->libxml, &source->why);
    if (!source->unreadable) {
        xml_documents_begin(&xml->documents, read_source, source->source);
        while (xml_documents_next(&xml->documents) && !source->why) {
            if (!take_document(xml))
                source->why = "libxml2 is out of memory";
        }
        if (xml->documents.why)
            source->why = xml->documents.why;
    }
    metadata_entry_free(&xml->elements.entry);
    buffer_free(&xml->text);
    free(xml);
}
