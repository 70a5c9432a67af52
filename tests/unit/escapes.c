/* The writers' own escapes, held to those of the libraries that they stand in
 * for, over random and hostile text. */
#include "folder.h"

#include <csv.h>
#include <jansson.h>

#include <libxml/uri.h>
#include <libxml/xmlwriter.h>

#include "common/html_text.h"
#include "output/json_writer.h"
#include "output/format_catalogue.h"
#include "output/xml_writer.h"
#include "tex/tex.h"
#include "text/markup.h"
#include "text/utf8.h"

enum { TEXTS = 3000, PIECES = 40 };

/* The same numbers each time: Knuth's, from MMIX. */
static uint32_t random_below(uint64_t *state, uint32_t limit)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % limit;
}

/* Mostly runs that need no escape, of any length; also every ASCII character,
 * and those that look like what XML or HTML forbids. */
static void make_text(struct buffer *text, uint64_t *state)
{
    static const char *const pieces[] = {
        "plain text of some words ",
        "，",
        "、",
        "中文文本",
        "\xEF\xBF\xBD",
        "\xEF\xBF\xBE",
        "\xEF\xBF\xBF",
        "\xEF\xBE\xBF",
        "\xEF\xBB\xBF",
        "\xEF\xB7\x8F",
        "\xEF\xB7\x90",
        "\xEF\xB7\xAF",
        "\xEF\xB7\xB0",
        "\xF0\x9F\xBF\xBD",
        "\xF0\x9F\xBF\xBE",
        "\xF4\x8F\xBF\xBF",
        "\xC2\x85",
        "\xF0\x9F\x98\x80",
        "\xC3\xA9",
        "\xE2\x80\xA8",
        "&amp;",
        "]]>",
        "\"\"",
        "\\\"",
        "</a>",
        "\r\n",
        "\n\n",
        "=1+1",
    };

    text->len = 0;
    for (uint32_t left = random_below(state, PIECES); left > 0; left--) {
        uint32_t piece = random_below(state, 2 * LENGTH(pieces));

        if (piece < LENGTH(pieces))
            buffer_put(text, view_of(pieces[piece]));
        else
            buffer_put_byte(text, (char)random_below(state, 0x80));
    }
}

static void strings_of_json_are_janssons(void **unused)
{
    struct buffer text = { 0 }, out = { 0 };
    struct json json = { &out };
    uint64_t state = 1;

    (void)unused;
    for (int i = 0; i < TEXTS; i++) {
        json_t *string;
        char *wanted;

        make_text(&text, &state);
        buffer_put_byte(&text, '.');
        string = json_stringn(text.at, text.len);
        wanted = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
        expect(wanted != NULL, "jansson takes the text");
        out.len = 0;
        json_put_text(&json, NULL, buffer_view(&text));
        expect_view("as jansson has it", buffer_view(&out), view_of(wanted));
        free(wanted);
        json_decref(string);
    }
    buffer_free(&text);
    buffer_free(&out);
}

/* Without what XML 1.0 forbids (2.2), and with a final NUL. */
static void put_allowed(struct buffer *out, struct view text)
{
    size_t len;

    out->len = 0;
    for (; text.len > 0; text = view_skip(text, len)) {
        uint32_t c = utf8_decode(text, &len);
        if ((c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xFFFE && c != 0xFFFF)
            buffer_put(out, (struct view){ text.at, len });
    }
    buffer_put_byte(out, '\0');
}

static void expect_file(const char *name, const char *path, struct view wanted)
{
    FILE *file = fopen(path, "r");
    char *text = malloc(wanted.len + 1);

    expect(file && text, path);
    expect_view(name, (struct view){ text, fread(text, 1, wanted.len + 1, file) }, wanted);
    fclose(file);
    free(text);
}

static void close_sink(struct sink *sink)
{
    struct sink *sinks[] = { sink };

    expect(sink_close(sink) && !sink_commit_all(sinks, 1), "it is written");
    sink_discard(sink);
}

static xmlTextWriterPtr begin_plain(xmlBufferPtr memory)
{
    xmlTextWriterPtr plain = xmlNewTextWriterMemory(memory, 0);

    xmlTextWriterSetIndent(plain, 1);
    xmlTextWriterSetIndentString(plain, BAD_CAST "  ");
    xmlTextWriterStartDocument(plain, "1.0", "UTF-8", NULL);
    xmlTextWriterStartElement(plain, BAD_CAST "all");
    return plain;
}

static void put_parent(struct xml_writer *xml, xmlTextWriterPtr plain)
{
    xml_open(xml, "some");
    xmlTextWriterStartElement(plain, BAD_CAST "some");
}

static void close_parent(struct xml_writer *xml, xmlTextWriterPtr plain)
{
    xml_close(xml);
    xmlTextWriterEndElement(plain);
}

/* A leaf, with an attribute, text, both or neither; and parents around some of
 * them, that have others before and behind, or one alone, or none. */
static void put_some(struct xml_writer *xml, xmlTextWriterPtr plain, int turn, struct view text,
                     const char *allowed)
{
    struct xml_attribute value = { "value", turn % 2 ? text : VIEW(""), false };
    bool has_text = turn % 3 > 0 && allowed[0] != '\0';

    if (turn % 5 == 0)
        put_parent(xml, plain);
    if (turn % 35 == 0)
        put_parent(xml, plain);
    xml_leaf(xml, "one", &value, 1, has_text ? text : VIEW(""));
    xmlTextWriterStartElement(plain, BAD_CAST "one");
    if (value.value.len > 0)
        xmlTextWriterWriteAttribute(plain, BAD_CAST "value", BAD_CAST allowed);
    if (has_text)
        xmlTextWriterWriteString(plain, BAD_CAST allowed);
    xmlTextWriterEndElement(plain);
    if (turn % 35 == 3)
        close_parent(xml, plain);
    if (turn % 5 == 3)
        close_parent(xml, plain);
}

static void xml_is_libxml2s(void **state)
{
    struct path path = folder_path(*state, "xml");
    xmlBufferPtr memory = xmlBufferCreate();
    xmlTextWriterPtr plain = begin_plain(memory);
    struct buffer text = { 0 }, allowed = { 0 };
    struct xml_writer xml = { 0 };
    struct sink sink;
    uint64_t random = 2;

    expect(sink_open_path(&sink, path.at), path.at);
    xml_begin(&xml, sink_buffer(&sink));
    xml_open(&xml, "all");
    for (int i = 0; i < TEXTS; i++) {
        make_text(&text, &random);
        put_allowed(&allowed, buffer_view(&text));
        put_some(&xml, plain, i, buffer_view(&text), allowed.at);
    }
    xml_end(&xml);
    close_sink(&sink);
    xmlTextWriterEndDocument(plain);
    xmlFreeTextWriter(plain);
    expect_file("as libxml2 has it", path.at,
                (struct view){ (const char *)memory->content, memory->use });
    xmlBufferFree(memory);
    buffer_free(&text);
    buffer_free(&allowed);
}

/* Without what HTML forbids, with spaces for what folds to them, and with a final
 * NUL. */
static void put_shown(struct buffer *out, struct view text)
{
    size_t len;

    out->len = 0;
    for (; text.len > 0; text = view_skip(text, len)) {
        uint32_t c = utf8_decode(text, &len);
        if (c == '\t' || c == '\n')
            buffer_put_byte(out, ' ');
        else if (c >= 0x20 && (c < 0x7F || c > 0x9F) && (c < 0xFDD0 || c > 0xFDEF) &&
                 (c & 0xFFFE) != 0xFFFE)
            buffer_put(out, (struct view){ text.at, len });
    }
    buffer_put_byte(out, '\0');
}

static void text_of_html_is_libxml2s(void **unused)
{
    struct buffer text = { 0 }, shown = { 0 }, out = { 0 };
    struct html_text html = { .out = &out };
    uint64_t random = 4;

    (void)unused;
    for (int i = 0; i < TEXTS; i++) {
        xmlChar *wanted;

        make_text(&text, &random);
        put_shown(&shown, buffer_view(&text));
        wanted = xmlEncodeSpecialChars(NULL, BAD_CAST shown.at);
        out.len = 0;
        html_put(&html, buffer_view(&text));
        expect_text("as libxml2 has it", buffer_view(&out), (const char *)wanted);
        xmlFree(wanted);
    }
    buffer_free(&text);
    buffer_free(&shown);
    buffer_free(&out);
}

/* Every byte but NUL, of which libxml2 takes none. */
static void percent_encoding_comes_back(void **unused)
{
    static const char kept[] =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~/%";
    struct buffer text = { 0 }, out = { 0 };
    struct html_text html = { .out = &out };
    char *came;

    (void)unused;
    for (int byte = 1; byte < 256; byte++)
        buffer_put_byte(&text, (char)byte);
    html_put_percent(&html, buffer_view(&text));
    for (size_t i = 0; i < out.len; i++)
        expect(strchr(kept, out.at[i]), "what stands is unreserved");
    expect_number("three bytes for each of the others", (int64_t)out.len, 67 + 3 * (255 - 67));
    came = xmlURIUnescapeString(out.at, (int)out.len, NULL);
    expect_text("libxml2 decodes it", buffer_view(&text), came);
    xmlFree(came);
    buffer_free(&text);
    buffer_free(&out);
}

/* A row of the one column that the test leaves. */
static void put_plain_row(struct buffer *out, struct view tex)
{
    struct buffer text = { 0 };
    size_t size;

    tex_put_text(&text, tex);
    size = 2 * text.len + 2;
    out->len += csv_write(buffer_reserve(out, size), size, text.len ? text.at : "", text.len);
    buffer_put(out, VIEW("\r\n"));
    buffer_free(&text);
}

static void cells_of_csv_are_libcsvs(void **state)
{
    const struct writer *writer =
        format_catalogue_find(&(struct format_catalogue){ 0 }, VIEW("csv"));
    const struct output_head head = { .settings.omitted = ~FIELD_BIT(FIELD_TITLE) };
    struct path path = folder_path(*state, "csv");
    struct buffer text = { 0 }, wanted = { 0 };
    void *own = calloc(1, writer->state_size);
    struct sink sink;
    uint64_t random = 3;

    expect(own && sink_open_path(&sink, path.at), path.at);
    writer->begin(own, &sink, &head);
    put_plain_row(&wanted, VIEW("title"));
    for (int i = 0; i < TEXTS; i++) {
        make_text(&text, &random);
        writer->record(own, &(struct record){ .title.in = { buffer_view(&text) } });
        put_plain_row(&wanted, buffer_view(&text));
    }
    writer->end(own);
    free(own);
    close_sink(&sink);
    expect_file("as libcsv has it", path.at, buffer_view(&wanted));
    buffer_free(&text);
    buffer_free(&wanted);
}

static void references_are_resolved(void **state)
{
    static const struct {
        const char *text, *character, *rest;
    } cases[] = {
        { "&amp;lt;", "&", "lt;" },
        { "&#225;", "\xC3\xA1", "" },
        { "&#xE1;b", "\xC3\xA1", "b" },
        { "&QUOT;", "\"", "" },
        { "&nbsp;", " ", "" },
        { "&#160;", " ", "" },
        { "&", "", "&" },
        { "&amp", "", "&amp" },
        { "&eacute;", "", "&eacute;" },
        { "&#;", "", "&#;" },
        { "&#x;", "", "&#x;" },
        { "&#0;", "", "&#0;" },
        { "&#xD800;", "", "&#xD800;" },
        { "&#x110000;", "", "&#x110000;" },
        { "&#99999999999999;", "", "&#99999999999999;" },
        { "a", "", "a" },
        { "", "", "" },
    };
    struct buffer out = { 0 };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct view text = view_of(cases[i].text);

        out.len = 0;
        expect_number(cases[i].text, markup_take_reference(&text, &out),
                      cases[i].character[0] != '\0');
        expect_text(cases[i].text, buffer_view(&out), cases[i].character);
        expect_text(cases[i].text, text, cases[i].rest);
    }
    buffer_free(&out);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_create, folder_remove)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_of_json_are_janssons),
        IN_FOLDER(xml_is_libxml2s),
        cmocka_unit_test(text_of_html_is_libxml2s),
        cmocka_unit_test(percent_encoding_comes_back),
        cmocka_unit_test(references_are_resolved),
        IN_FOLDER(cells_of_csv_are_libcsvs),
    };
    return cmocka_run_group_tests_name("escapes", tests, NULL, NULL);
}
