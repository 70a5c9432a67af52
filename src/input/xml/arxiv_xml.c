#include "input/xml/arxiv_xml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

/* ---- The current element ------------------------------------------------- */

static const char *local_name(const struct arxiv_xml *xml)
{
    return (const char *)xml->libxml.xmlTextReaderConstLocalName(xml->reader);
}

static const char *namespace_uri(const struct arxiv_xml *xml)
{
    const xmlChar *uri = xml->libxml.xmlTextReaderConstNamespaceUri(xml->reader);
    return uri ? (const char *)uri : "";
}

bool arxiv_xml_is(const struct arxiv_xml *xml, const char *uri, const char *name)
{
    return strcmp(local_name(xml), name) == 0 && strcmp(namespace_uri(xml), uri) == 0;
}

/* Returns the depth of the current element; the root's is 0. */
static int depth_of(const struct arxiv_xml *xml)
{
    return xml->libxml.xmlTextReaderDepth(xml->reader);
}

struct view arxiv_xml_attribute(const struct arxiv_xml *xml, const char *name)
{
    const xmlChar *value = NULL;

    if (xml->libxml.xmlTextReaderMoveToAttribute(xml->reader, BAD_CAST name) == 1) {
        value = xml->libxml.xmlTextReaderConstValue(xml->reader);
        xml->libxml.xmlTextReaderMoveToElement(xml->reader);
    }
    return value ? view_of((const char *)value) : (struct view){ 0 };
}

/* Returns the line of the input for one that the parser has counted in the document. */
static size_t line_of(const struct arxiv_xml *xml, int line)
{
    return xml->first_line + xml->documents.left_out + (size_t)line - 1;
}

/* Lines of nodes stop at 65,535, but the parser's do not. */
static size_t present_line(const struct arxiv_xml *xml)
{
    return line_of(xml, xml->libxml.xmlTextReaderGetParserLineNumber(xml->reader));
}

struct place arxiv_xml_place(const struct arxiv_xml *xml, size_t line)
{
    return (struct place){ xml->fields.window->input->name, line, 1 };
}

void arxiv_xml_report_error(struct arxiv_xml *xml, size_t line, struct view code, struct view text)
{
    struct window *window = xml->fields.window;
    struct place place = arxiv_xml_place(xml, line);
    const char *colon = code.len > 0 && text.len > 0 ? ": " : "";
    bool is_empty = view_equal(code, VIEW("noRecordsMatch")); /* a search that found nothing */

    code = window_shown(code);
    text = window_shown(text);
    xml->answered = true;
    if (is_empty || window->on_fault == FAULT_WARNS_ONLY)
        diag_warn(window->diag, place, "arXiv answered with an error: %.*s%s%.*s", (int)code.len,
                  code.at, colon, (int)text.len, text.at);
    else
        window_fault(window, place, "arXiv answered with an error: %.*s%s%.*s", (int)code.len,
                     code.at, colon, (int)text.len, text.at);
}

/* ---- Entries ------------------------------------------------------------- */

static void begin_xml_entry(struct arxiv_xml *xml, enum arxiv_xml_form form)
{
    xml->start = xml->documents.given;
    xml->documents.shortened = false;
    xml->depth = depth_of(xml);
    xml->element = NULL;
    xml->entries++;
    arxiv_xml_fields_begin(&xml->fields, form, xml->line);
    if (xml->kind->begin_entry)
        xml->kind->begin_entry(xml);
}

static void end_xml_entry(struct arxiv_xml *xml)
{
    struct arxiv_xml_fields *fields = &xml->fields;
    struct entry_origin origin = { fields->line, xml->entries, xml->channel, xml->announced };
    bool is_paper = !fields->skipped && xml->kind->finish(xml) && !fields->skipped;
    struct view id = window_shown(fields->id);

    fields->form = NO_FORM;
    if (!is_paper)
        return;
    if (fields->entry.record.arxiv_id.len == 0) {
        window_fault(fields->window, arxiv_xml_place(xml, fields->line),
                     id.len > 0 ? "the entry has '%.*s' instead of an arXiv id"
                                : "the entry has no arXiv id%.*s",
                     (int)id.len, id.len > 0 ? id.at : "");
        return;
    }
    if (fields->announced.origin == MOMENT_KNOWN)
        origin.announced = fields->announced;
    xml->record = entry_finish(&fields->entry, fields->window, origin);
}

/* Skips the rest of the entry. */
static void skip_entry(struct arxiv_xml *xml, const char *what)
{
    xml->fields.skipped = true;
    xml->element = NULL;
    window_fault(xml->fields.window, arxiv_xml_place(xml, xml->fields.line), "the entry %s", what);
}

/* ---- Nodes --------------------------------------------------------------- */

static void open_outside(struct arxiv_xml *xml)
{
    enum arxiv_xml_form form = xml->kind->form(xml);

    xml->line = present_line(xml);
    xml->known = xml->known || form != NO_FORM || (depth_of(xml) == 0 && xml->kind->is_root(xml));
    if (form == NO_FORM && xml->kind->open)
        xml->kind->open(xml);
    if (form != NO_FORM && !xml->libxml.xmlTextReaderIsEmptyElement(xml->reader))
        begin_xml_entry(xml, form);
}

static const struct arxiv_xml_element *find_element(const struct arxiv_xml *xml)
{
    return arxiv_xml_fields_find(&xml->fields, depth_of(xml) - xml->depth, namespace_uri(xml),
                                 local_name(xml));
}

static void open_inside(struct arxiv_xml *xml)
{
    const struct arxiv_xml_element *element = xml->element ? NULL : find_element(xml);
    const char *name = element ? arxiv_xml_fields_attribute(element) : NULL;

    if (name) {
        arxiv_xml_fields_take(&xml->fields, element, arxiv_xml_attribute(xml, name));
    } else if (element && arxiv_xml_fields_has_text(element) &&
               !xml->libxml.xmlTextReaderIsEmptyElement(xml->reader)) {
        xml->element = element;
        xml->element_depth = depth_of(xml);
    }
}

static void close_inside(struct arxiv_xml *xml)
{
    int depth = depth_of(xml);
    const struct arxiv_xml_element *element = xml->element;

    if (depth == xml->depth) {
        end_xml_entry(xml);
    } else if (element && depth == xml->element_depth) {
        xml->element = NULL;
        arxiv_xml_fields_take(&xml->fields, element, buffer_view(&xml->text));
    } else if (!element && (element = find_element(xml)) && !arxiv_xml_fields_has_text(element) &&
               !arxiv_xml_fields_attribute(element)) {
        arxiv_xml_fields_take(&xml->fields, element, (struct view){ 0 });
    }
}

enum { OUTSIDE_MAX = 64 * 1024 }; /* the text of an element outside of entries */

static void take_xml_text(struct arxiv_xml *xml)
{
    struct view text = view_of((const char *)xml->libxml.xmlTextReaderConstValue(xml->reader));
    bool in_entry = xml->fields.form != NO_FORM;

    if (in_entry ? !xml->element : xml->text.len > OUTSIDE_MAX)
        return;
    if (utf8_find_malformed(text) == text.len) /* the parser does not look into CDATA */
        buffer_put(&xml->text, text);
    else if (in_entry)
        skip_entry(xml, "has text that is not UTF-8");
}

static bool is_too_long(const struct arxiv_xml *xml)
{
    return xml->documents.given - xml->start > WINDOW_ENTRY_MAX || xml->documents.shortened;
}

static void take_node(struct arxiv_xml *xml)
{
    bool in_entry = xml->fields.form != NO_FORM;

    if (in_entry && !xml->fields.skipped && is_too_long(xml))
        skip_entry(xml, "is too long");
    switch (xml->libxml.xmlTextReaderNodeType(xml->reader)) {
    case XML_READER_TYPE_ELEMENT:
        if (!xml->element)
            xml->text.len = 0;
        if (in_entry)
            open_inside(xml);
        else
            open_outside(xml);
        break;
    case XML_READER_TYPE_END_ELEMENT:
        if (in_entry)
            close_inside(xml);
        else if (xml->kind->close)
            xml->kind->close(xml, view_trim(buffer_view(&xml->text)));
        if (!xml->element)
            xml->text.len = 0;
        break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        take_xml_text(xml);
        break;
    case XML_READER_TYPE_DOCUMENT_TYPE: /* in case xml_documents.c misses one */
        xml->documents.fault = "a DOCTYPE";
        xml->broken = true;
        break;
    default:
        break;
    }
}

/* ---- Documents ----------------------------------------------------------- */

static size_t read_window(void *context, char *bytes, size_t size)
{
    struct arxiv_xml *xml = context;
    const struct diag *diag = xml->fields.window->diag;
    size_t before = diag->warnings + diag->errors;
    size_t got = window_read(xml->fields.window, bytes, size);

    xml->cut = xml->cut || (got == 0 && diag->warnings + diag->errors > before);
    return got;
}

/* Checks the next bytes of a document, which may end, and begin, inside of a character. */
static bool is_malformed(struct arxiv_xml *xml, struct view bytes)
{
    struct buffer *half = &xml->half;
    bool goes_on = true;

    while (half->len > 0 && bytes.len > 0) {
        buffer_put_byte(half, bytes.at[0]);
        bytes = view_skip(bytes, 1);
        if (utf8_find_malformed(buffer_view(half)) == half->len)
            half->len = 0;
        else
            utf8_malformed_length(buffer_view(half), &goes_on);
        if (!goes_on)
            return true;
    }
    bytes = view_skip(bytes, utf8_find_malformed(bytes));
    if (bytes.len == 0)
        return false;
    utf8_malformed_length(bytes, &goes_on);
    if (goes_on)
        buffer_put(half, bytes);
    return !goes_on;
}

static int read_document(void *context, char *bytes, int size)
{
    struct arxiv_xml *xml = context;
    size_t got = xml_documents_read(&xml->documents, bytes, (size_t)size);

    xml->exhausted = got == 0;
    xml->malformed = xml->malformed || is_malformed(xml, (struct view){ bytes, got });
    return (int)got;
}

/* Returns the parser's message in words that suit a reader of papers. */
static struct view describe_broken(const struct arxiv_xml *xml, const xmlError *error)
{
    struct view message = view_of(error->message ? error->message : "unknown reason");

    if (xml->malformed &&
        (error->code == XML_ERR_INVALID_ENCODING || error->code == XML_ERR_INVALID_CHAR ||
         error->code == XML_ERR_INTERNAL_ERROR))
        return VIEW("there is text that is not UTF-8");
    message.len = view_find_byte(message, '\n');
    message.len = view_find(message, VIEW(" use XML_PARSE_HUGE option"));
    return message;
}

/* Reports the first fault of a document. The parser counts lines from the start of the document. */
static void report_broken(void *context, xmlErrorPtr error)
{
    struct arxiv_xml *xml = context;
    struct window *window = xml->fields.window;
    struct place place = { window->input->name, line_of(xml, error->line),
                           (size_t)(error->int2 > 0 ? error->int2 : 1) };
    struct view message = describe_broken(xml, error);
    bool is_whole = xml->documents.has_root && xml->documents.depth == 0;

    if (xml->broken || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE)
        return;
    xml->broken = true;
    if (xml->documents.fault)
        return; /* close_document reports that */
    if (!xml->exhausted || is_whole)
        window_fault(window, place, "the rest of the document is broken XML: %.*s",
                     (int)message.len, message.at);
    else if (!xml->cut)
        diag_warn(window->diag, place, "the document is cut off; what comes before was read");
}

/* Returns false at the end of the input. */
static bool open_document(struct arxiv_xml *xml)
{
    /* By default no entities are replaced, no DTD is loaded, and limits of size hold. */
    const int options = XML_PARSE_NONET | XML_PARSE_NOWARNING;

    if (!xml_documents_next(&xml->documents))
        return false;
    xml->line = xml->first_line = xml->documents.line;
    xml->known = xml->broken = xml->exhausted = xml->malformed = false;
    xml->element = NULL;
    xml->text.len = xml->half.len = 0;
    xml->channel = (struct view){ 0 };
    xml->announced = (struct moment){ 0 };
    xml->fields.form = NO_FORM;
    xml->reader = xml->libxml.xmlReaderForIO(read_document, NULL, xml, NULL, NULL, options);
    if (!xml->reader)
        memory_end();
    xml->libxml.xmlTextReaderSetStructuredErrorHandler(xml->reader, report_broken, xml);
    return true;
}

static void free_document(struct arxiv_xml *xml)
{
    if (xml->reader)
        xml->libxml.xmlFreeTextReader(xml->reader);
    xml->reader = NULL;
}

static void close_document(struct arxiv_xml *xml)
{
    struct window *window = xml->fields.window;

    if (xml->documents.fault)
        window_fault(window, arxiv_xml_place(xml, xml->documents.line),
                     "the document has %s, which arXiv's never have", xml->documents.fault);
    else if (!xml->known && !xml->broken)
        window_fault(window, arxiv_xml_place(xml, xml->first_line), "the document is not %s",
                     xml->kind->document);
    xml->answered = xml->answered || xml->broken || !xml->known;
    free_document(xml);
}

/* ---- Reading ------------------------------------------------------------- */

void arxiv_xml_begin(struct arxiv_xml *xml, const struct arxiv_xml_kind *kind,
                     struct window *window, const struct wanted *wanted)
{
    const char *why;

    free_document(xml);
    xml->kind = kind;
    xml->fields.window = window;
    xml->fields.wanted = wanted;
    xml->fields.bad_values = 0;
    xml->entries = 0;
    xml->answered = xml->cut = false;
    if (!xml->loaded) {
        xml->loaded = libxml_load(&xml->libxml, &why);
        if (!xml->loaded) {
            window->unreadable = EIO;
            diag_error(window->diag, (struct place){ .file = window->input->name },
                       "cannot be read: %s", why);
        }
    }
    xml_documents_begin(&xml->documents, read_window, xml);
}

static void report_input(struct arxiv_xml *xml)
{
    const struct window *window = xml->fields.window;

    if (xml->kind->report)
        xml->kind->report(xml);
    arxiv_xml_fields_report_more(&xml->fields);
    if (xml->entries == 0 && !xml->answered && !xml->cut)
        diag_warn(window->diag, (struct place){ .file = window->input->name }, "has no papers");
}

bool arxiv_xml_next(struct arxiv_xml *xml, struct batch *batch)
{
    bool erred = false;

    xml->record = NULL;
    while (xml->loaded && !xml->record && !erred) {
        if (!xml->reader && !open_document(xml)) {
            report_input(xml);
            return false;
        }
        if (!xml->broken && xml->libxml.xmlTextReaderRead(xml->reader) == 1)
            take_node(xml);
        else
            close_document(xml);
        erred = window_take_error(xml->fields.window);
    }
    *batch = (struct batch){ xml->record, xml->record != NULL, xml->record != NULL, erred };
    return xml->loaded;
}

void arxiv_xml_end(struct arxiv_xml *xml)
{
    free_document(xml);
    entry_free(&xml->fields.entry);
    buffer_free(&xml->text);
    buffer_free(&xml->half);
}

/* ---- Recognition --------------------------------------------------------- */

/* Takes the text up to a tag, and its "<". Declarations and instructions do not begin with a
 * letter. */
static bool take_up_to_tag(struct view *text)
{
    do {
        *text = view_skip(*text, view_find_byte(*text, '<'));
        if (view_starts_with(*text, VIEW("<!--")))
            *text = view_skip(*text, view_find(*text, VIEW("-->")));
        else if (!view_take(text, VIEW("<")))
            return false;
    } while (text->len == 0 || !ascii_is_alpha(text->at[0]));
    return true;
}

bool arxiv_xml_find_root(struct view start, struct view *name, struct view *rest)
{
    size_t end = 0, colon;

    if (!view_starts_with(start, VIEW("<")) || !take_up_to_tag(&start))
        return false;
    while (end < start.len && !ascii_is_blank(start.at[end]) && start.at[end] != '>')
        end++;
    *name = (struct view){ start.at, end };
    *rest = view_skip(start, end);
    colon = view_find_byte(*name, ':');
    if (colon < name->len)
        *name = view_skip(*name, colon + 1);
    return true;
}

bool arxiv_xml_has(struct view text, struct view what)
{
    return view_find(text, what) < text.len;
}
