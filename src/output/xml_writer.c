/* libxml2 takes a call for each name, quote, indent and value, and escapes a byte
 * at a time into a copy of its own: that bounded the feeds. So it writes the
 * document and the elements that have others, and leaves are made here and given
 * to it in one call for all that follow one another; a unit test holds leaves to
 * what libxml2 makes of them. */
#include "output/xml_writer.h"

#include <limits.h>

#include "text/scan.h"

static void check(struct xml_writer *xml, int result)
{
    if (result < 0)
        sink_fail(xml->sink, "libxml2 cannot write");
}

static int put_bytes(void *sink, const char *bytes, int count)
{
    sink_put_bytes(sink, bytes, (size_t)count);
    return count;
}

bool xml_load(const char **why)
{
    struct libxml libxml;
    return libxml_load(&libxml, why);
}

void xml_begin(struct xml_writer *xml, struct sink *sink)
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

/* The line's end and the indent that libxml2 puts nowhere beside raw text. */
static void put_indent(struct xml_writer *xml)
{
    if (xml->in_tag)
        buffer_put_byte(&xml->text, '\n');
    for (unsigned i = 0; i < xml->depth; i++)
        buffer_put(&xml->text, VIEW("  "));
}

static void put_leaves(struct xml_writer *xml)
{
    if (xml->text.len > INT_MAX)
        sink_fail(xml->sink, "an entry is larger than 2 GiB");
    else if (xml->writer && xml->text.len > 0)
        check(xml, xml->libxml.xmlTextWriterWriteRawLen(xml->writer, BAD_CAST xml->text.at,
                                                        (int)xml->text.len));
    xml->text.len = 0;
}

void xml_open(struct xml_writer *xml, const char *element)
{
    put_leaves(xml);
    if (xml->writer)
        check(xml, xml->libxml.xmlTextWriterStartElement(xml->writer, BAD_CAST element));
    xml->depth++;
    xml->in_tag = true;
}

void xml_close(struct xml_writer *xml)
{
    xml->depth--;
    if (xml->text.len > 0)
        put_indent(xml);
    put_leaves(xml);
    if (xml->writer)
        check(xml, xml->libxml.xmlTextWriterEndElement(xml->writer));
    xml->in_tag = false;
}

void xml_end(struct xml_writer *xml)
{
    while (xml->depth > 0)
        xml_close(xml);
    if (xml->writer) {
        check(xml, xml->libxml.xmlTextWriterEndDocument(xml->writer));
        xml->libxml.xmlFreeTextWriter(xml->writer);
    }
    buffer_free(&xml->text);
}

/* Where a run of text that stands as it is may end: markup (XML 1.0, section
 * 2.4), controls, which XML forbids (2.2) or parsers take for others (2.11,
 * 3.3.3), and EF before BF, which begin the forbidden U+FFFE and U+FFFF. */
/* clang-format off */
#define SPECIALS(kind, half) \
    kind(0, half, ASCII, 0x00, 0x1F) \
    kind(1, half, ASCII, '"', '"') \
    kind(1, half, ASCII, '&', '&') \
    kind(2, half, ASCII, '<', '<') \
    kind(2, half, ASCII, '>', '>') \
    kind(3, half, THREE, 0xFFFE, 0xFFFF)
/* clang-format on */
static const struct byte_pairs specials = BYTE_PAIRS(SPECIALS);

enum escape { TEXT, TEXT_AS_HTML, ATTRIBUTE };

/* What stands for a special character; nothing for what XML forbids. */
static struct view reference_to(char c, enum escape escape)
{
    switch (c) {
    case '&':
        return escape == TEXT_AS_HTML ? VIEW("&#x26;") : VIEW("&amp;");
    case '<':
        return escape == TEXT_AS_HTML ? VIEW("&#x3C;") : VIEW("&lt;");
    case '>':
        return escape == TEXT_AS_HTML ? VIEW("&#x3E;") : VIEW("&gt;");
    case '"':
        return escape == TEXT_AS_HTML ? VIEW("\"") : VIEW("&quot;");
    case '\r':
        return escape == TEXT_AS_HTML ? VIEW("\r") : VIEW("&#13;");
    case '\t':
        return escape == ATTRIBUTE ? VIEW("&#9;") : VIEW("\t");
    case '\n':
        return escape == ATTRIBUTE ? VIEW("&#10;") : VIEW("\n");
    default:
        return VIEW("");
    }
}

static bool is_special(const void *context, struct view text, size_t at)
{
    struct view rest = view_skip(text, at);

    (void)context;
    return rest.at[0] != '\xEF' || view_starts_with(rest, VIEW("\xEF\xBF\xBE")) ||
           view_starts_with(rest, VIEW("\xEF\xBF\xBF"));
}

static void put_escaped(struct xml_writer *xml, struct view text, enum escape escape)
{
    while (text.len > 0) {
        size_t run = scan_pairs(text, &specials, is_special, NULL);

        buffer_put(&xml->text, (struct view){ text.at, run });
        text = view_skip(text, run);
        if (text.len == 0)
            break;
        buffer_put(&xml->text, reference_to(text.at[0], escape));
        text = view_skip(text, text.at[0] == '\xEF' ? 3 : 1);
    }
}

void xml_attribute(struct xml_writer *xml, const char *name, const char *value)
{
    if (xml->writer)
        check(xml,
              xml->libxml.xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, BAD_CAST value));
}

static void put_attributes(struct xml_writer *xml, const struct xml_attribute *attributes,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (attributes[i].value.len == 0)
            continue;
        buffer_put_byte(&xml->text, ' ');
        buffer_put(&xml->text, view_of(attributes[i].name));
        buffer_put(&xml->text, VIEW("=\""));
        if (attributes[i].own)
            buffer_put(&xml->text, attributes[i].value);
        else
            put_escaped(xml, attributes[i].value, ATTRIBUTE);
        buffer_put_byte(&xml->text, '"');
    }
}

static void put_leaf(struct xml_writer *xml, const char *element,
                     const struct xml_attribute *attributes, size_t count, struct view text,
                     enum escape escape)
{
    const struct view name = view_of(element);

    put_indent(xml);
    buffer_put_byte(&xml->text, '<');
    buffer_put(&xml->text, name);
    put_attributes(xml, attributes, count);
    if (text.len > 0) {
        buffer_put_byte(&xml->text, '>');
        put_escaped(xml, text, escape);
        buffer_put(&xml->text, VIEW("</"));
        buffer_put(&xml->text, name);
        buffer_put(&xml->text, VIEW(">\n"));
    } else {
        buffer_put(&xml->text, VIEW("/>\n"));
    }
    xml->in_tag = false;
}

void xml_leaf(struct xml_writer *xml, const char *element, const struct xml_attribute *attributes,
              size_t count, struct view text)
{
    put_leaf(xml, element, attributes, count, text, TEXT);
}

void xml_element(struct xml_writer *xml, const char *element, struct view text)
{
    if (text.len > 0)
        put_leaf(xml, element, NULL, 0, text, TEXT);
}

void xml_element_hex(struct xml_writer *xml, const char *element, struct view text)
{
    if (text.len > 0)
        put_leaf(xml, element, NULL, 0, text, TEXT_AS_HTML);
}
