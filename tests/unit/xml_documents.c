#include "bytes.h"

#include "system/decompress.h"
#include "system/xml_documents.h"

#define MARK "\xEF\xBB\xBF"
#define SPACES_9 "         "
#define SPACES_12 "            "
#define SPACES_34 "                                  "
#define DECLARATION "<?xml version=\"1.0\"?>"

/* What a document is, and the line where it begins. */
struct piece {
    const char *text;
    size_t line;
};

static const struct row {
    const char *name, *file;
    struct piece pieces[5];
} rows[] = {
    { "nothing", "", { { 0 } } },
    { "only white space and marks", " \r\n\t" MARK "\n", { { 0 } } },
    { "one", "<a/>", { { "<a/>", 1 } } },
    { "one with space around", "\n <a></a>\n\n", { { "<a></a>\n\n", 2 } } },
    { "two in a line", "<a></a><b></b>", { { "<a></a>", 1 }, { "<b></b>", 1 } } },
    { "two empty elements", "<a/><b/>", { { "<a/>", 1 }, { "<b/>", 1 } } },
    { "with a slash in a value",
      "<a b='/'>/</a><b c=\"/\"/><c/>",
      { { "<a b='/'>/</a>", 1 }, { "<b c=\"/\"/>", 1 }, { "<c/>", 1 } } },
    { "two with declarations",
      DECLARATION "\n<a/>\n" DECLARATION "\n<b/>\n",
      { { DECLARATION "\n<a/>\n", 1 }, { DECLARATION "\n<b/>\n", 3 } } },
    { "marks",
      MARK "<a/>\n" MARK "<b/>" MARK DECLARATION "<c/>",
      { { "<a/>\n", 1 }, { "<b/>", 2 }, { DECLARATION "<c/>", 2 } } },
    { "nested",
      "<a>\n<b><a>x</a></b>\n</a>\n<c/>",
      { { "<a>\n<b><a>x</a></b>\n</a>\n", 1 }, { "<c/>", 4 } } },
    { "comments",
      "<a><!-- </a>\n<b> " DECLARATION " -- > --></a><!-- <c> --><d/>",
      { { "<a>" SPACES_9 "\n" SPACES_34 "</a>" SPACES_12, 1 }, { "<d/>", 2 } } },
    { "a comment first", "<!-- <b/>--><a/><b/>", { { SPACES_12 "<a/>", 1 }, { "<b/>", 1 } } },
    { "a comment alone", "<!---->\n<a/>", { { "       \n<a/>", 1 } } },
    { "CDATA",
      "<a><![CDATA[</a>" DECLARATION "]] ]>]]]></a><b/>",
      { { "<a><![CDATA[</a>" DECLARATION "]] ]>]]]></a>", 1 }, { "<b/>", 1 } } },
    { "instructions",
      "<?xml-stylesheet a?><a><?xmlish </a> ? > ?></a><?b <c> ?><d/>",
      { { "<?xml-stylesheet a?><a><?xmlish </a> ? > ?></a><?b <c> ?>", 1 }, { "<d/>", 1 } } },
    { "quotes",
      "<a b=\"'>/>\" c='\">'>\"'</a><b/>",
      { { "<a b=\"'>/>\" c='\">'>\"'</a>", 1 }, { "<b/>", 1 } } },
    { "quotes in a closing tag", "<a></a \"><b/>", { { "<a></a \">", 1 }, { "<b/>", 1 } } },
    { "an end too much", "<a/></b><c/>", { { "<a/>", 1 }, { "</b><c/>", 1 } } },
    { "cut in text",
      "<a><b>te" DECLARATION "<c/>",
      { { "<a><b>te", 1 }, { DECLARATION "<c/>", 1 } } },
    { "cut in a tag", "<a><b" DECLARATION "<c/>", { { "<a><b", 1 }, { DECLARATION "<c/>", 1 } } },
    { "cut behind <", "<a><" DECLARATION "<c/>", { { "<a><", 1 }, { DECLARATION "<c/>", 1 } } },
    { "cut in a closing tag",
      "<a></" DECLARATION "<c/>",
      { { "<a></", 1 }, { DECLARATION "<c/>", 1 } } },
    { "cut in a value",
      "<a><b c=\"d\ne" DECLARATION "<c f='\"'/>",
      { { "<a><b c=\"d\ne", 1 }, { DECLARATION "<c f='\"'/>", 2 } } },
    { "cut in the root's tag",
      "<a b='" DECLARATION "<c/>",
      { { "<a b='", 1 }, { DECLARATION "<c/>", 1 } } },
    { "cut at the end", "<a><b>te", { { "<a><b>te", 1 } } },
    { "cut in an end", "<a/><!-- x -", { { "<a/>        ", 1 } } },
    { "cut in CDATA", "<a><![CDATA[x]]", { { "<a><![CDATA[x]]", 1 } } },
    { "only a declaration",
      DECLARATION "\n" DECLARATION "<a/>",
      { { DECLARATION "\n", 1 }, { DECLARATION "<a/>", 2 } } },
    { "garbage between",
      "<a/>\nHTTP/1.1 200 OK\n\n" DECLARATION "<b/>",
      { { "<a/>\n", 1 }, { "HTTP/1.1 200 OK\n\n", 2 }, { DECLARATION "<b/>", 4 } } },
    { "garbage behind a root",
      "<a/>x<b/>" DECLARATION "<c/>",
      { { "<a/>", 1 }, { "x<b/>", 1 }, { DECLARATION "<c/>", 1 } } },
    { "garbage first", "x" DECLARATION "<b/>", { { "x", 1 }, { DECLARATION "<b/>", 1 } } },
    { "angles only", "<<<>>><", { { "<<<>>><", 1 } } },
    { "a DOCTYPE", DECLARATION "<!DOCTYPE a><a></a>\n<b/>", { { DECLARATION, 1 }, { "<b/>", 2 } } },
    { "a DOCTYPE first",
      "<!DOCTYPE a SYSTEM 'b'>\n<a><c/></a>\n<b/>",
      { { "", 1 }, { "<b/>", 3 } } },
    { "a DOCTYPE with a subset",
      DECLARATION "<!DOCTYPE a [\n<!ENTITY b \"c\">\n]><a>&b;</a><b/>",
      { { DECLARATION, 1 }, { "<b/>", 3 } } },
    { "a DOCTYPE behind a root",
      "<a/><!DOCTYPE b><b/><c/>",
      { { "<a/>", 1 }, { "", 1 }, { "<c/>", 1 } } },
    { "two DOCTYPEs", "<!DOCTYPE a><a/><!DOCTYPE b><b/>", { { "", 1 }, { "", 1 } } },
    { "a DOCTYPE inside", "<a><b/><!DOCTYPE c></a><d/>", { { "<a><b/>", 1 }, { "<d/>", 1 } } },
    { "encodings like ASCII",
      "<?xml encoding='UTF-8'?><a/><?xml version=\"1.0\" encoding = \"iso-8859-15\" ?><b/>"
      "<?xml encoding='us-ascii'?><c/>",
      { { "<?xml encoding='UTF-8'?><a/>", 1 },
        { "<?xml version=\"1.0\" encoding = \"iso-8859-15\" ?><b/>", 1 },
        { "<?xml encoding='us-ascii'?><c/>", 1 } } },
    { "UTF-7",
      "<?xml version='1.0' encoding='UTF-7'?>+ADw-a/+AD4-\n" DECLARATION "<b/>",
      { { "", 1 }, { DECLARATION "<b/>", 2 } } },
    { "UTF-7 after an encoding that is none",
      "<?xml version=\"encoding='utf-8'\" encoding=\"UTF-7\"?>+ADw-a/+AD4-",
      { { "", 1 } } },
    { "UTF-16, after a root",
      "<a/>\xFE\xFF" DECLARATION "<b/>",
      { { "<a/>", 1 }, { "", 1 }, { DECLARATION "<b/>", 1 } } },
    { "UTF-16, the other way round", "\xFF\xFE<a/>", { { "", 1 } } },
    { "EBCDIC", "\x4C\x6F\xA7\x94\x93<a/>", { { "", 1 } } },
    { "controls are bytes", "<a>\1</a>\2<b/>", { { "<a>\1</a>", 1 }, { "\2<b/>", 1 } } },
};

static struct xml_documents documents;

static size_t read_source(void *context, char *bytes, size_t size)
{
    const char *why;
    return decompress_read(context, bytes, size, &why);
}

static void read_document(struct buffer *out, size_t size)
{
    size_t got;

    do {
        got = xml_documents_read(&documents, buffer_reserve(out, size), size);
        out->len += got;
    } while (got > 0);
}

static void expect_pieces(const struct row *row, int file, size_t size)
{
    struct decompressor *source = decompress_create(file, (struct view){ 0 });
    size_t count = 0;

    xml_documents_begin(&documents, read_source, source);
    while (xml_documents_next(&documents)) {
        const struct piece *piece = &row->pieces[count++];
        struct buffer out = { 0 };

        expect(count < LENGTH(row->pieces) && piece->text, row->name);
        expect_number(row->name, (int64_t)documents.line, (int64_t)piece->line);
        read_document(&out, size);
        expect_text(row->name, buffer_view(&out), piece->text);
        expect(xml_documents_read(&documents, buffer_reserve(&out, 1), 1) == 0, row->name);
        buffer_free(&out);
    }
    expect(!row->pieces[count].text, row->name);
    expect(!xml_documents_next(&documents), row->name);
    decompress_free(source);
}

static void documents_are_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int file = bytes_in_file(view_of(rows[i].file));
        expect_pieces(&rows[i], file, 4096);
        lseek(file, 0, SEEK_SET);
        expect_pieces(&rows[i], file, 1);
        close(file);
    }
}

static void documents_are_told_apart_byte_by_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct trickle trickle = trickle_begin(view_of(rows[i].file), 1);
        expect_pieces(&rows[i], trickle.file, 4096);
        trickle_end(&trickle);
    }
}

/* Whatever stands across the end of the window: moved on a byte at a time. */
static void documents_are_told_apart_across_windows(void **state)
{
    enum { AROUND = 60 };

    (void)state;
    for (size_t fill = XML_DOCUMENTS_WINDOW - AROUND; fill < XML_DOCUMENTS_WINDOW + 2; fill++) {
        struct buffer file = { 0 }, out = { 0 };
        struct decompressor *source;
        int number;

        buffer_put(&file, VIEW("<a>"));
        while (file.len < fill)
            buffer_put_byte(&file, 'x');
        buffer_put(&file,
                   VIEW("<b c='>'/><bbbbbbbbbbbbb/><!-- <d> --><![CDATA[<e>]]><?f <g>?></a>"));
        buffer_put(&file, VIEW("<h/>"));
        number = bytes_in_file(buffer_view(&file));
        source = decompress_create(number, (struct view){ 0 });
        xml_documents_begin(&documents, read_source, source);
        expect(xml_documents_next(&documents), "the first");
        read_document(&out, 4096);
        expect_number("its length", (int64_t)out.len, (int64_t)(file.len - 4));
        expect(xml_documents_next(&documents), "the second");
        out.len = 0;
        read_document(&out, 4096);
        expect_text("the second", buffer_view(&out), "<h/>");
        decompress_free(source);
        close(number);
        buffer_free(&file);
        buffer_free(&out);
    }
}

static void what_is_not_read_is_passed(void **state)
{
    int file = bytes_in_file(VIEW("<a>\n<b/>\n</a><c>\n\n</c>\n<d/>"));
    struct decompressor *source = decompress_create(file, (struct view){ 0 });
    char byte;

    (void)state;
    xml_documents_begin(&documents, read_source, source);
    expect(xml_documents_next(&documents), "the first");
    expect_number("a byte", (int64_t)xml_documents_read(&documents, &byte, 1), 1);
    expect(xml_documents_next(&documents), "the second");
    expect_number("its line", (int64_t)documents.line, 3);
    expect_number("a byte", (int64_t)xml_documents_read(&documents, &byte, 1), 1);
    expect(byte == '<', "of the second");
    expect(xml_documents_next(&documents), "the third");
    expect_number("its line", (int64_t)documents.line, 6);
    decompress_free(source);
    close(file);
}

static void a_document_is_over_where_a_tag_is_too_long(void **state)
{
    enum { LIMIT = 16 * 1024 };
    static const size_t sizes[] = { LIMIT / 2, 3 * LIMIT, 10 * LIMIT };

    (void)state;
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct buffer file = { 0 }, out = { 0 };
        struct decompressor *source;
        int number;

        buffer_put(&file, VIEW("<a><b"));
        while (file.len < sizes[i])
            buffer_put(&file, VIEW(" c='d'"));
        buffer_put(&file, VIEW("/></a><e/>"));
        number = bytes_in_file(buffer_view(&file));
        source = decompress_create(number, (struct view){ 0 });
        xml_documents_begin(&documents, read_source, source);
        expect(xml_documents_next(&documents), "the first");
        read_document(&out, 4096);
        expect(view_ends_with(buffer_view(&out), VIEW("</a>")) == (i == 0), "whole or cut");
        expect(out.len <= 2 * LIMIT, "not much more than may be");
        expect(xml_documents_next(&documents), "the second");
        out.len = 0;
        read_document(&out, 4096);
        expect_text("the second", buffer_view(&out), "<e/>");
        decompress_free(source);
        close(number);
        buffer_free(&file);
        buffer_free(&out);
    }
}

/* Bytes that text in C cannot have, or too many of them. */
static void encodings_hide_nowhere(void **state)
{
    enum { SPACES = 2000 };
    struct buffer padded = { 0 };
    struct view files[] = { VIEW("<\0a\0/\0>\0"), VIEW("\0\0\0<\0\0\0a"), { 0 } };

    (void)state;
    buffer_put(&padded, VIEW("<?xml version='1.0'"));
    while (padded.len < SPACES)
        buffer_put_byte(&padded, ' ');
    buffer_put(&padded, VIEW("encoding='UTF-7'?>+ADw-a/+AD4-"));
    files[2] = buffer_view(&padded);
    for (size_t i = 0; i < LENGTH(files); i++) {
        int file = bytes_in_file(files[i]);
        struct decompressor *source = decompress_create(file, (struct view){ 0 });
        char byte;

        xml_documents_begin(&documents, read_source, source);
        expect(xml_documents_next(&documents), "a document");
        expect(xml_documents_read(&documents, &byte, 1) == 0, "nothing of it");
        expect_text("why", view_of(documents.fault), "an encoding incompatible with ASCII");
        decompress_free(source);
        close(file);
    }
    buffer_free(&padded);
}

static int64_t count_lines(struct view text)
{
    int64_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == '\n';
    return count;
}

/* A text of 20 MB, which libxml2 would refuse, and what comes after it. */
static void a_text_stops_where_it_is_too_long(void **state)
{
    enum { LINES = 2 * 1024 * 1024, LIMIT = 8 * 1024 * 1024 };
    static const char *const around[][2] = { { "<a><b>", "</b></a>" },
                                             { "<a><b><![CDATA[", "]]></b></a>" },
                                             { "<a><b><!--", "--></b></a>" } };

    (void)state;
    for (size_t i = 0; i < LENGTH(around); i++) {
        struct buffer file = { 0 }, out = { 0 };
        struct decompressor *source;
        int number;

        buffer_put(&file, view_of(around[i][0]));
        for (int line = 0; line < LINES; line++)
            buffer_put(&file, VIEW("123456789\n"));
        buffer_put(&file, view_of(around[i][1]));
        buffer_put(&file, VIEW("<c/>"));
        number = bytes_in_file(buffer_view(&file));
        source = decompress_create(number, (struct view){ 0 });
        xml_documents_begin(&documents, read_source, source);
        expect(xml_documents_next(&documents), "the first");
        read_document(&out, 4096);
        expect(out.len > LIMIT - XML_DOCUMENTS_WINDOW && out.len < LIMIT + XML_DOCUMENTS_WINDOW,
               "its length");
        expect(view_ends_with(buffer_view(&out), VIEW("</b></a>")), "its end");
        expect(documents.shortened, "it is shortened");
        expect_number("the lines left out", (int64_t)documents.left_out,
                      LINES - count_lines(buffer_view(&out)));
        expect(xml_documents_next(&documents), "the second");
        expect_number("its line", (int64_t)documents.line, LINES + 1);
        decompress_free(source);
        close(number);
        buffer_free(&file);
        buffer_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_told_apart),
        cmocka_unit_test(documents_are_told_apart_byte_by_byte),
        cmocka_unit_test(documents_are_told_apart_across_windows),
        cmocka_unit_test(what_is_not_read_is_passed),
        cmocka_unit_test(a_document_is_over_where_a_tag_is_too_long),
        cmocka_unit_test(encodings_hide_nowhere),
        cmocka_unit_test(a_text_stops_where_it_is_too_long),
    };

    return cmocka_run_group_tests_name("xml_documents", tests, NULL, NULL);
}
