/* Fuzz target: any text, controls too, through each of the escapes and back by libraries that read
 * what refmill writes. */
#include <jansson.h>
#include <stdlib.h>

#include "check.h"
#include "mathml.h"
#include "output/json_writer.h"
#include "records.h"
#include "target.h"
#include "text/markup.h"
#include "text/utf8.h"

/* ---- JSON -------------------------------------------------------------- */

static void check_json(struct view text)
{
    struct buffer out = { 0 };
    struct json json = { &out };
    json_t *value;

    json_put_string(&json, NULL, text);
    value = json_loadb(out.at, out.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    check(value != NULL, "JSON", "jansson loads a string", buffer_view(&out));
    check_equal("JSON", "a string is the text",
                (struct view){ json_string_value(value), json_string_length(value) }, text);
    json_decref(value);
    buffer_free(&out);
}

/* ---- XML --------------------------------------------------------------- */

/* Puts the text without what XML 1.0 forbids (production 2). */
static void put_allowed(struct buffer *out, struct view text)
{
    size_t length;

    for (; text.len > 0; text = view_skip(text, length)) {
        uint32_t c = utf8_decode(text, &length);

        if ((c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xFFFE && c != 0xFFFF)
            buffer_put(out, (struct view){ text.at, length });
    }
}

/* The text is escaped twice, as HTML in a feed. */
static void put_twice(struct buffer *out, struct view text)
{
    struct buffer fragment = { 0 };

    markup_put(&fragment, text, MARKUP_FRAGMENT);
    markup_put(out, buffer_view(&fragment), MARKUP_XML_TEXT);
    buffer_free(&fragment);
}

/* Reads an element whose text is the first, with the second as an attribute. Puts what libxml2 says
 * of both. */
static void read_element(struct view text, struct view attribute, struct buffer *text_read,
                         struct buffer *attribute_read)
{
    struct buffer xml = { 0 };
    xmlChar *content, *value;
    xmlDocPtr document;

    buffer_put(&xml, VIEW("<p title=\""));
    buffer_put(&xml, attribute);
    buffer_put(&xml, VIEW("\">"));
    buffer_put(&xml, text);
    buffer_put(&xml, VIEW("</p>"));
    document = mathml_parse("markup", "libxml2 reads it", buffer_view(&xml));
    content = xmlNodeGetContent(xmlDocGetRootElement(document));
    value = xmlGetProp(xmlDocGetRootElement(document), (const xmlChar *)"title");
    buffer_put(text_read, view_of((const char *)content));
    buffer_put(attribute_read, view_of((const char *)value));
    xmlFree(content);
    xmlFree(value);
    xmlFreeDoc(document);
    buffer_free(&xml);
}

static void check_xml(struct view text)
{
    struct buffer escaped = { 0 }, attribute = { 0 }, wanted = { 0 }, came = { 0 }, value = { 0 };

    put_allowed(&wanted, text);
    markup_put(&escaped, text, MARKUP_XML_TEXT);
    markup_put(&attribute, text, MARKUP_XML_ATTRIBUTE);
    read_element(buffer_view(&escaped), buffer_view(&attribute), &came, &value);
    check_equal("XML", "an element has the text", buffer_view(&came), buffer_view(&wanted));
    check_equal("XML", "an attribute has the text", buffer_view(&value), buffer_view(&wanted));
    buffer_free(&escaped);
    buffer_free(&attribute);
    buffer_free(&wanted);
    buffer_free(&came);
    buffer_free(&value);
}

/* What is escaped twice is the text when it is read twice. */
static void check_feed_html(struct view text)
{
    struct buffer twice = { 0 }, once = { 0 }, wanted = { 0 }, came = { 0 }, none = { 0 };

    put_allowed(&wanted, text);
    put_twice(&twice, text);
    read_element(buffer_view(&twice), VIEW(""), &once, &none);
    if (!view_has_byte(buffer_view(&once), '\r')) { /* which ends a line when it is read again */
        read_element(buffer_view(&once), VIEW(""), &came, &none);
        check_equal("HTML in a feed", "an element has the text", buffer_view(&came),
                    buffer_view(&wanted));
    }
    buffer_free(&twice);
    buffer_free(&once);
    buffer_free(&wanted);
    buffer_free(&came);
    buffer_free(&none);
}

/* ---- Pages ------------------------------------------------------------- */

/* What a page has of the text is well-formed XML, too. */
static void check_page(struct view text)
{
    struct buffer escaped = { 0 }, wanted = { 0 }, came = { 0 }, value = { 0 };

    check_put_shown(&wanted, text);
    markup_put(&escaped, text, MARKUP_PAGE);
    read_element(buffer_view(&escaped), buffer_view(&escaped), &came, &value);
    check_equal("page", "an element has the text", buffer_view(&came), buffer_view(&wanted));
    check_equal("page", "an attribute has the text", buffer_view(&value), buffer_view(&wanted));
    buffer_free(&escaped);
    buffer_free(&wanted);
    buffer_free(&came);
    buffer_free(&value);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena arena = { 0 };
    struct view text = records_repair((struct view){ (const char *)bytes, size }, &arena);

    check_json(text);
    check_xml(text);
    check_feed_html(text);
    check_page(text);
    arena_free(&arena);
    return 0;
}
