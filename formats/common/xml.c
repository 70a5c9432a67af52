#include "common/xml.h"

#include <string.h>

#include "scan.h"

static void check(struct xml *xml, int result)
{
    if (result < 0)
        sink_fail(xml->sink, "libxml2 cannot write");
}

static int put_bytes(void *sink, const char *bytes, int count)
{
    sink_put_bytes(sink, bytes, (size_t)count);
    return count;
}

void xml_begin(struct xml *xml, struct sink *sink)
{
    xmlOutputBufferPtr output;
    const char *why;

    xml->sink = sink;
    if (!libxml_load(&xml->libxml, &why)) {
        sink_fail(sink, why);
        return;
    }
    output = xml->libxml.xmlOutputBufferCreateIO(put_bytes, NULL, sink, NULL);
    xml->writer = output ? xml->libxml.xmlNewTextWriter(output) : NULL;
    if (!xml->writer) {
        xml->libxml.xmlOutputBufferClose(output);
        sink_fail(sink, "libxml2 has no memory");
        return;
    }
    check(xml, xml->libxml.xmlTextWriterSetIndent(xml->writer, 1));
    check(xml, xml->libxml.xmlTextWriterSetIndentString(xml->writer, BAD_CAST "  "));
    check(xml, xml->libxml.xmlTextWriterStartDocument(xml->writer, "1.0", "UTF-8", NULL));
}

void xml_end(struct xml *xml)
{
    if (xml->writer) {
        check(xml, xml->libxml.xmlTextWriterEndDocument(xml->writer));
        xml->libxml.xmlFreeTextWriter(xml->writer);
    }
    buffer_free(&xml->text);
}

void xml_open(struct xml *xml, const char *element)
{
    if (xml->writer)
        check(xml, xml->libxml.xmlTextWriterStartElement(xml->writer, BAD_CAST element));
}

void xml_close(struct xml *xml)
{
    if (xml->writer)
        check(xml, xml->libxml.xmlTextWriterEndElement(xml->writer));
}

/* Bytes that begin a character which XML forbids: controls (NUL would end
 * libxml2's strings) and, by EF, U+FFFE and U+FFFF. */
#define SUSPECTS(has, row) \
    has(0x00, 0x08, row) has(0x0B, 0x0C, row) has(0x0E, 0x1F, row) has(0xEF, 0xEF, row)
static const struct byte_set suspects = BYTE_SET(SUSPECTS);

/* The text as libxml2 takes it: allowed characters and a final NUL. */
static const xmlChar *prepare(struct xml *xml, struct view text)
{
    xml->text.len = 0;
    while (text.len > 0) {
        size_t run = scan_run(text, &suspects);

        buffer_put(&xml->text, (struct view){ text.at, run });
        text = view_skip(text, run);
        if (text.len == 0)
            break;
        if (!view_take(&text, VIEW("\xEF\xBF\xBE")) && !view_take(&text, VIEW("\xEF\xBF\xBF"))) {
            if (text.at[0] == '\xEF')
                buffer_put_byte(&xml->text, text.at[0]);
            text = view_skip(text, 1);
        }
    }
    buffer_put_byte(&xml->text, '\0');
    return BAD_CAST xml->text.at;
}

void xml_attribute(struct xml *xml, const char *name, struct view value)
{
    if (xml->writer)
        check(xml, xml->libxml.xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name,
                                                           prepare(xml, value)));
}

void xml_text(struct xml *xml, struct view text)
{
    if (xml->writer)
        check(xml, xml->libxml.xmlTextWriterWriteString(xml->writer, prepare(xml, text)));
}

void xml_element(struct xml *xml, const char *element, struct view text)
{
    if (text.len == 0)
        return;
    xml_open(xml, element);
    xml_text(xml, text);
    xml_close(xml);
}

void xml_element_hex(struct xml *xml, const char *element, struct view text)
{
    struct buffer escaped = { 0 };

    if (text.len == 0 || !xml->writer)
        return;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '&')
            buffer_put(&escaped, VIEW("&#x26;"));
        else if (text.at[i] == '<')
            buffer_put(&escaped, VIEW("&#x3C;"));
        else if (text.at[i] == '>')
            buffer_put(&escaped, VIEW("&#x3E;"));
        else
            buffer_put_byte(&escaped, text.at[i]);
    }
    xml_open(xml, element);
    check(xml, xml->libxml.xmlTextWriterWriteRaw(xml->writer, prepare(xml, buffer_view(&escaped))));
    xml_close(xml);
    buffer_free(&escaped);
}
