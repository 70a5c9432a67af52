/* libxml2 would escape a byte at a time, into a copy of its own, so text goes to
 * it escaped; what bounds the feeds is now how it writes tags and attributes, a
 * call for each name, quote and indent: two fifths of all instructions. */
#include "common/xml.h"

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

/* Where a run of text that stands as it is may end: markup (XML 1.0, section
 * 2.4), a CR, which parsers would take for a line's end (2.11), controls, which
 * XML forbids, and EF before BF, which begin the forbidden U+FFFE and U+FFFF
 * (2.2). */
#define SPECIALS(has, row)                                                          \
    has(0x00, 0x08, row) has(0x0B, 0x1F, row) has('"', '"', row) has('&', '&', row) \
        has('<', '<', row) has('>', '>', row)
#define EF(has, row) has(0xEF, 0xEF, row)
#define BF(has, row) has(0xBF, 0xBF, row)
static const struct byte_pairs specials = { BYTE_SET(SPECIALS), BYTE_SET(EF), BYTE_SET(BF) };

enum escape { NAMED, HEX, BY_LIBXML2, ESCAPES };

/* What stands for a special character; nothing for what XML forbids. */
static struct view reference_to(char c, enum escape escape)
{
    switch (c) {
    case '&':
        return (struct view[ESCAPES]){ VIEW("&amp;"), VIEW("&#x26;"), VIEW("&") }[escape];
    case '<':
        return (struct view[ESCAPES]){ VIEW("&lt;"), VIEW("&#x3C;"), VIEW("<") }[escape];
    case '>':
        return (struct view[ESCAPES]){ VIEW("&gt;"), VIEW("&#x3E;"), VIEW(">") }[escape];
    case '"':
        return (struct view[ESCAPES]){ VIEW("&quot;"), VIEW("\""), VIEW("\"") }[escape];
    case '\r':
        return (struct view[ESCAPES]){ VIEW("&#13;"), VIEW("\r"), VIEW("\r") }[escape];
    default:
        return VIEW("");
    }
}

static bool starts_forbidden(struct view text)
{
    return view_starts_with(text, VIEW("\xEF\xBF\xBE")) ||
           view_starts_with(text, VIEW("\xEF\xBF\xBF"));
}

static size_t plain_run(struct view text)
{
    size_t run = scan_pairs(text, &specials);

    while (run < text.len && text.at[run] == '\xEF' && !starts_forbidden(view_skip(text, run))) {
        run += 2; /* U+FFC0 to U+FFFD */
        run += scan_pairs(view_skip(text, run), &specials);
    }
    return run;
}

/* Makes in xml->text what stands for the text, and a final NUL. */
static void prepare(struct xml *xml, struct view text, enum escape escape)
{
    xml->text.len = 0;
    while (text.len > 0) {
        size_t run = plain_run(text);

        buffer_put(&xml->text, (struct view){ text.at, run });
        text = view_skip(text, run);
        if (text.len == 0)
            break;
        buffer_put(&xml->text, reference_to(text.at[0], escape));
        text = view_skip(text, text.at[0] == '\xEF' ? 3 : 1);
    }
    buffer_put_byte(&xml->text, '\0');
}

void xml_attribute(struct xml *xml, const char *name, struct view value)
{
    prepare(xml, value, BY_LIBXML2);
    xml_constant(xml, name, xml->text.at);
}

void xml_constant(struct xml *xml, const char *name, const char *value)
{
    if (xml->writer)
        check(xml,
              xml->libxml.xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, BAD_CAST value));
}

static void put_text(struct xml *xml, struct view text, enum escape escape)
{
    int length;

    prepare(xml, text, escape);
    length = (int)xml->text.len - 1;
    if (xml->writer)
        check(xml,
              xml->libxml.xmlTextWriterWriteRawLen(xml->writer, BAD_CAST xml->text.at, length));
}

void xml_text(struct xml *xml, struct view text)
{
    put_text(xml, text, NAMED);
}

static void put_element(struct xml *xml, const char *element, struct view text, enum escape escape)
{
    if (text.len == 0)
        return;
    xml_open(xml, element);
    put_text(xml, text, escape);
    xml_close(xml);
}

void xml_element(struct xml *xml, const char *element, struct view text)
{
    put_element(xml, element, text, NAMED);
}

void xml_element_hex(struct xml *xml, const char *element, struct view text)
{
    put_element(xml, element, text, HEX);
}
