#include "bytes.h"

#include <string.h>
#include <zlib.h>

#include "folder.h"
#include "input/metadata_file.h"

#define ATOM                                                                                 \
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:arxiv='http://arxiv.org/schemas/atom'>" \
    "<id>http://arxiv.org/api/1</id>"
#define ENTRY ATOM "<entry>"
#define ENTRY_END "</entry></feed>"
#define ID "<id>http://arxiv.org/abs/2403.90001</id>"
#define OAI "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>"
#define ARXIV "<arXiv xmlns='http://arxiv.org/OAI/arXiv/'>"
#define RAW "<arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'>"

static const char *const wanted[] = { "2403.90001", "2403.90002", "0704.9001", "hep-th/9909901",
                                      "math/0309901" };

static struct metadata *want(void)
{
    struct metadata *metadata = metadata_create();

    for (size_t i = 0; i < LENGTH(wanted); i++)
        metadata_want(metadata, view_of(wanted[i]));
    return metadata;
}

/* ---- What was read, as text --------------------------------------------- */

static void put_field(struct buffer *out, const char *name, struct view value)
{
    if (value.len == 0)
        return;
    buffer_put(out, VIEW("; "));
    buffer_put(out, view_of(name));
    buffer_put_byte(out, '=');
    buffer_put(out, value);
}

static void put_authors(struct buffer *out, const struct record *record)
{
    for (size_t i = 0; i < record->author_count; i++) {
        struct buffer name = { 0 };
        person_put_inverted(&name, &record->authors[i]);
        put_field(out, "author", buffer_view(&name));
        buffer_free(&name);
    }
}

static void put_versions(struct buffer *out, const struct record *record)
{
    for (size_t i = 0; i < record->version_count; i++) {
        struct buffer version = { 0 };
        buffer_put_number(&version, record->versions[i].number);
        buffer_put_byte(&version, ' ');
        moment_put(record->versions[i].submitted, &version);
        put_field(out, "version", buffer_view(&version));
        buffer_free(&version);
    }
}

static void put_record(struct buffer *out, const struct record *record)
{
    buffer_put(out, record->arxiv_id);
    if (record->version) {
        buffer_put_byte(out, 'v');
        buffer_put_number(out, record->version);
    }
    put_field(out, "title", record->title.in[LANGUAGE_EN]);
    put_field(out, "abstract", record->abstract.in[LANGUAGE_EN]);
    put_authors(out, record);
    put_field(out, "comment", record->arxiv_comment);
    put_field(out, "journal", record->journal_ref);
    put_field(out, "doi", record->publisher_doi);
    put_field(out, "license", record->license);
    put_field(out, "primary", record->primary_category);
    put_field(out, "categories", record->categories);
    put_versions(out, record);
    buffer_put_byte(out, '\n');
}

static void put_all(struct buffer *out, struct metadata *metadata)
{
    for (size_t i = 0; i < LENGTH(wanted); i++) {
        const struct record *record = metadata_find(metadata, view_of(wanted[i]));
        if (record)
            put_record(out, record);
    }
}

/* ---- Messages ------------------------------------------------------------ */

struct captured {
    FILE *file;
    int before;
};

static struct captured capture_begin(void)
{
    struct captured captured = { tmpfile(), dup(STDERR_FILENO) };

    expect(captured.file && captured.before >= 0, "messages can be kept");
    dup2(fileno(captured.file), STDERR_FILENO);
    return captured;
}

static void capture_end(struct captured *captured, struct buffer *out)
{
    enum { ROOM = 1 << 16 };
    ssize_t got;

    dup2(captured->before, STDERR_FILENO);
    close(captured->before);
    got = pread(fileno(captured->file), buffer_reserve(out, ROOM), ROOM, 0);
    out->len += got > 0 ? (size_t)got : 0;
    fclose(captured->file);
}

/* ---- Cases --------------------------------------------------------------- */

struct row {
    const char *name, *file, *records, *messages;
};

static void expect_row(const struct row *row, int file)
{
    struct buffer records = { 0 }, messages = { 0 };
    struct metadata *metadata = want();
    struct captured captured = capture_begin();
    struct diag diag = { 0 };
    bool good = metadata_file_read_descriptor(metadata, file, "m", &diag);

    capture_end(&captured, &messages);
    expect(good, row->name);
    put_all(&records, metadata);
    expect_text(row->name, buffer_view(&records), row->records);
    expect_text(row->name, buffer_view(&messages), row->messages ? row->messages : "");
    metadata_free(metadata);
    buffer_free(&records);
    buffer_free(&messages);
}

static void expect_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct trickle trickle = trickle_begin(view_of(rows[i].file), 1);
        int file = bytes_in_file(view_of(rows[i].file));

        expect_row(&rows[i], file);
        expect_row(&rows[i], trickle.file);
        trickle_end(&trickle);
        close(file);
    }
}

static const struct row api[] = {
    { "every field",
      ENTRY "<id>http://arxiv.org/abs/2403.90001v3</id><updated>2024-04-02T10:11:12Z</updated>"
            "<published>2024-03-28T17:59:59Z</published><title>A\n  title</title>"
            "<summary>  An\nabstract. </summary><author><name>Ada van Tide</name>"
            "<arxiv:affiliation>Harbour</arxiv:affiliation></author>"
            "<author><name>B. Wick</name></author><arxiv:comment>9 pages</arxiv:comment>"
            "<arxiv:journal_ref>J. 1 (2024)</arxiv:journal_ref><arxiv:doi>10.1/a</arxiv:doi>"
            "<arxiv:primary_category term='cs.LG'/><category term='cs.AI'/>"
            "<category term='cs.LG'/>" ENTRY_END,
      "2403.90001v3; title=A title; abstract=An abstract.; author=van Tide, Ada; author=Wick, B.; "
      "comment=9 pages; journal=J. 1 (2024); doi=10.1/a; primary=cs.LG; categories=cs.LG cs.AI; "
      "version=1 2024-03-28T17:59:59Z; version=3 2024-04-02T10:11:12Z\n",
      NULL },
    { "another order",
      ENTRY "<category term='cs.LG'/><category term='cs.AI'/><author><name>B. Wick</name></author>"
            "<title>T</title><published>2024-03-28T17:59:59Z</published>"
            "<arxiv:primary_category term='cs.AI'/><updated>2024-03-28T17:59:59Z</updated>"
            "<id>http://arxiv.org/abs/2403.90001v1</id>" ENTRY_END,
      "2403.90001v1; title=T; author=Wick, B.; primary=cs.AI; categories=cs.AI cs.LG; "
      "version=1 2024-03-28T17:59:59Z\n",
      NULL },
    { "the primary category is known by its place",
      ENTRY ID "<category term='math.CO'/><category term='cs.AI'/>" ENTRY_END,
      "2403.90001; primary=math.CO; categories=math.CO cs.AI\n", NULL },
    { "classes of MSC and ACM",
      ENTRY ID "<category term='68T45'/><category term='I.2.10; I.4'/><category term='cs.CV'/>"
               "<category term='05C10 (Primary)'/><category/>" ENTRY_END,
      "2403.90001; primary=cs.CV; categories=cs.CV\n", NULL },
    { "an id of the old style", ENTRY "<id>http://arxiv.org/abs/hep-th/9909901v2</id>" ENTRY_END,
      "hep-th/9909901v2\n", NULL },
    { "an id with a subject class",
      ENTRY "<id>http://arxiv.org/abs/math.GT/0309901v1</id>" ENTRY_END, "math/0309901v1\n", NULL },
    { "an id that is no link", ENTRY "<id> 2403.90001v2 </id>" ENTRY_END, "2403.90001v2\n", NULL },
    { "not wanted", ENTRY "<id>http://arxiv.org/abs/2403.99999v1</id><title>T</title>" ENTRY_END,
      "", NULL },
    { "no id", "\n" ENTRY "<id>tag:x</id>" ENTRY_END, "",
      "m:2:1: warning: the entry has 'tag:x' instead of an arXiv id; it is left out\n" },
    { "an error",
      ENTRY "<id>http://arxiv.org/api/errors#incorrect</id><title>Error</title>"
            "<summary>incorrect id format</summary>" ENTRY_END,
      "", "m:1:1: warning: arXiv answered with an error: incorrect id format\n" },
    { "a paper called Error", ENTRY ID "<title>Error</title>" ENTRY_END,
      "2403.90001; title=Error\n", NULL },
    { "several DOIs", ENTRY ID "<arxiv:doi>10.1/a 10.1/b</arxiv:doi>" ENTRY_END,
      "2403.90001; doi=10.1/a\n", NULL },
    { "a link to a DOI", ENTRY ID "<arxiv:doi>https://doi.org/10.1/a</arxiv:doi>" ENTRY_END,
      "2403.90001; doi=10.1/a\n", NULL },
    { "a bad DOI", ENTRY ID "<arxiv:doi>none yet</arxiv:doi><title>T</title>" ENTRY_END,
      "2403.90001; title=T\n", "m:1:1: warning: 'none yet' is not a DOI; it is ignored\n" },
    { "a bad date",
      ENTRY "<id>2403.90001v1</id><published>2024-03-28T25:00:00Z</published>" ENTRY_END,
      "2403.90001v1\n", "m:1:1: warning: '2024-03-28T25:00:00Z' is not a date; it is ignored\n" },
    { "entities and CDATA",
      ENTRY ID "<title>A &amp; B &lt;<![CDATA[ <i> &amp; ]]>&#xE9;</title>"
               "<author><name>J. O&#39;Neil</name></author>" ENTRY_END,
      "2403.90001; title=A & B < <i> &amp; é; author=O'Neil, J.\n", NULL },
    { "an author's name is no title",
      ENTRY ID "<author><title>X</title><name>A. B</name></author>"
               "<source><id>2403.90002</id></source>" ENTRY_END,
      "2403.90001; author=B, A.\n", NULL },
    { "empty elements", ENTRY ID "<title/><summary/><author/><author><name/></author>" ENTRY_END,
      "2403.90001\n", NULL },
    { "entries are apart",
      ENTRY ID "<title>T</title><author><name>A. B</name></author></entry><entry>"
               "<id>2403.90002</id>" ENTRY_END,
      "2403.90001; title=T; author=B, A.\n2403.90002\n", NULL },
    { "a mark, CRLF and a declaration",
      "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?>\r\n" ENTRY "\r\n" ID
      "\r\n<title>A\r\nB</title>\r\n" ENTRY_END "\r\n",
      "2403.90001; title=A B\n", NULL },
    { "Latin 1",
      "<?xml version='1.0' encoding='ISO-8859-1'?>" ENTRY ID "<title>\xE9</title>" ENTRY_END,
      "2403.90001; title=é\n", NULL },
    { "a DOCTYPE in UTF-7",
      "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE feed+AD4-" ENTRY ID ENTRY_END, "",
      "m:1:1: warning: the document has an encoding incompatible with ASCII, which arXiv's never "
      "have; it is left out\n" },
    { "cut XML keeps what came before",
      ENTRY ID "<title>T</title></entry>\n<entry><id>2403.90002</id><title>U",
      "2403.90001; title=T\n",
      "m:2:34: warning: the document is cut off; what comes before was read\n" },
    { "cut, and another behind",
      ENTRY ID "</entry><entry><category term=\"cs<?xml version=\"1.0\"?>" ENTRY
               "<id>2403.90002</id>" ENTRY_END,
      "2403.90001\n2403.90002\n",
      "m:1:198: warning: the document is cut off; what comes before was read\n" },
    { "an unknown entity", ENTRY ID "<title>&eacute;</title>" ENTRY_END, "",
      "m:1:180: warning: the rest of the document is broken XML: Entity 'eacute' not defined; it "
      "is "
      "left out\n" },
    { "CDATA that is not UTF-8", ENTRY ID "<title><![CDATA[\xC1\x81]]></title>" ENTRY_END, "",
      "m:1:1: warning: the entry has text that is not UTF-8; it is left out\n" },
    { "a DOCTYPE",
      "<?xml version='1.0'?>\n<!DOCTYPE feed [<!ENTITY e 'x'>]>" ENTRY ID
      "<title>&e;</title>" ENTRY_END "\n<?xml version='1.0'?>" ENTRY
      "<id>2403.90002</id>" ENTRY_END,
      "2403.90002\n",
      "m:2:1: warning: the document has a DOCTYPE, which arXiv's never have; it is left out\n" },
    { "a DOCTYPE first", "<!DOCTYPE feed [<!ENTITY e 'x'>]>" ENTRY ID ENTRY_END "", "",
      "m:1:1: warning: the document has a DOCTYPE, which arXiv's never have; it is left out\n" },
    { "other XML after it", ENTRY ID ENTRY_END "\n<?xml version='1.0'?><rss/>", "2403.90001\n",
      "m:2:1: warning: the document is not an answer of arXiv's API; it is left out\n" },
    { "no namespace", "<feed><entry>" ID "</entry></feed>", "",
      "m:1:1: warning: the document is not an answer of arXiv's API; it is left out\n" },
    { "a paper twice",
      ENTRY "<id>2403.90001v1</id><title>Old</title><updated>2024-03-01</updated>"
            "</entry>\n<entry><id>2403.90001v2</id><title>New</title>"
            "<updated>2024-03-02</updated>" ENTRY_END,
      "2403.90001v2; title=New; version=2 2024-03-02\n",
      "m:2:1: warning: a paper appears again; its newest entry is used\n" },
    { "nothing", "", "", NULL },
};

static void answers_of_the_api_are_read(void **state)
{
    (void)state;
    expect_rows(api, LENGTH(api));
}

static const struct row oai[] = {
    { "arXiv, every field",
      OAI "<ListRecords><record><header><identifier>oai:arXiv.org:hep-th/9909901</identifier>"
          "</header><metadata>" ARXIV
          "<id>hep-th/9909901</id><created>1999-09-01</created><updated>2000-01-02</updated>"
          "<authors><author><keyname>King</keyname><forenames>M. L.</forenames>"
          "<suffix>Jr.</suffix><affiliation>X</affiliation></author>"
          "<author><keyname>ATLAS Collaboration</keyname></author></authors>"
          "<title>Tides</title><categories>hep-th math.GT</categories><comments>c</comments>"
          "<msc-class>05C10</msc-class><report-no>R</report-no><journal-ref>j</journal-ref>"
          "<doi>10.1/a</doi><license>http://arxiv.org/licenses/x/1.0/</license>"
          "<abstract> text\n </abstract></arXiv></metadata></record></ListRecords></OAI-PMH>",
      "hep-th/9909901; title=Tides; abstract=text; author=King, M. L., Jr.; "
      "author=ATLAS Collaboration; comment=c; journal=j; doi=10.1/a; "
      "license=http://arxiv.org/licenses/x/1.0/; primary=hep-th; categories=hep-th math.GT; "
      "version=1 1999-09-01; version=0 2000-01-02\n",
      NULL },
    { "arXiv, another order, and alone",
      ARXIV
      "<license>no link</license><abstract>a</abstract><categories>math.GT hep-th</categories>"
      "<authors><author><forenames>A.</forenames><keyname>B</keyname></author>"
      "<author><keyname>C</keyname></author></authors><id>math/0309901</id></arXiv>",
      "math/0309901; abstract=a; author=B, A.; author=C; primary=math.GT; "
      "categories=math.GT hep-th\n",
      NULL },
    { "arXivRaw, every field",
      OAI
      "<GetRecord><record><metadata>" RAW "<id>math/0309901</id><submitter>S</submitter>"
      "<version version='v1'><date>Mon, 1 Sep 2003 10:00:00 GMT</date><size>9kb</size></version>"
      "<version version='v2'><date>Tue, 2 Sep 2003 10:00:01 GMT</date></version>"
      "<title>T</title><authors>A. Smith (MIT), C. van der Berg Jr. and D. Roe</authors>"
      "<categories>math.GT cs.AI</categories><comments>c</comments><journal-ref>j</journal-ref>"
      "<doi>10.1/a</doi><license>https://a.b/c</license><abstract>a</abstract>"
      "</arXivRaw></metadata></record></GetRecord></OAI-PMH>",
      "math/0309901v2; title=T; abstract=a; author=Smith, A.; author=van der Berg, C., Jr.; "
      "author=Roe, D.; comment=c; journal=j; doi=10.1/a; license=https://a.b/c; primary=math.GT; "
      "categories=math.GT cs.AI; version=1 2003-09-01T10:00:00Z; version=2 2003-09-02T10:00:01Z\n",
      NULL },
    { "arXivRaw, odd versions",
      RAW "<version><date>Mon, 1 Sep 2003 10:00:00 GMT</date></version>"
          "<version version='2'><date>Mon, 1 Sep 2003 10:00:00 GMT</date></version>"
          "<version version='v10000'><date>Mon, 1 Sep 2003 10:00:00 GMT</date></version>"
          "<version version='v4'><date>Mon, 1 Sep 2003 10:00:00 EST</date></version>"
          "<version version='v3'><date>2003-09-03</date></version>"
          "<id>math/0309901</id></arXivRaw>",
      "math/0309901v3; version=3 2003-09-03\n",
      "m:1:1: warning: 'Mon, 1 Sep 2003 10:00:00 EST' is not a date; it is ignored\n" },
    { "deleted records",
      OAI "<ListRecords>\n<record><header status='deleted'>"
          "<identifier>oai:arXiv.org:0704.9001</identifier></header></record>\n"
          "<record><header status='deleted'><identifier>oai:arXiv.org:0704.9999</identifier>"
          "</header></record><record><header><identifier>oai:arXiv.org:2403.90001</identifier>"
          "</header><metadata>" ARXIV "<id>2403.90001</id></arXiv></metadata></record>"
          "</ListRecords></OAI-PMH>",
      "2403.90001\n", "m:2:1: warning: 1 deleted record has no metadata\n" },
    { "an error", OAI "<error code='noRecordsMatch'>no\nmatch</error></OAI-PMH>", "",
      "m:1:1: warning: arXiv answered with an error: noRecordsMatch: no?match\n" },
    { "deleted, and not wanted",
      OAI "<ListRecords><record><header status='deleted'>"
          "<identifier>oai:arXiv.org:0704.9999</identifier></header></record>"
          "</ListRecords></OAI-PMH>",
      "", NULL },
    { "another form", OAI "<metadata><dc xmlns='http://purl.org/dc/'>x</dc></metadata></OAI-PMH>",
      "", "m: warning: has no papers\n" },
};

static void records_of_oai_are_read(void **state)
{
    (void)state;
    expect_rows(oai, LENGTH(oai));
}

static const struct row json[] = {
    { "every field",
      "{\"id\":\"0704.9001\",\"submitter\":\"S\",\"authors\":\"X. Other\",\"title\":\"A\\n  "
      "title\","
      "\"comments\":\"c\",\"journal-ref\":\"j\",\"doi\":\"10.1/a\",\"report-no\":\"r\","
      "\"categories\":\"hep-ph cs.CV\",\"license\":\"http://a.b/c\",\"abstract\":\"  a\\n\","
      "\"versions\":[{\"version\":\"v1\",\"created\":\"Mon, 2 Apr 2007 19:18:42 GMT\"},"
      "{\"version\":\"v2\",\"created\":\"Tue, 24 Jul 2007 20:10:27 GMT\"}],"
      "\"update_date\":\"2008-11-26\",\"authors_parsed\":[[\"Bal\\u00e1zs\",\"C.\",\"\"],"
      "[\"Berger\",\"E. L.\",\"Jr.\",\"MIT\"]]}\n",
      "0704.9001v2; title=A title; abstract=a; author=Balázs, C.; author=Berger, E. L., Jr.; "
      "comment=c; journal=j; doi=10.1/a; license=http://a.b/c; primary=hep-ph; "
      "categories=hep-ph cs.CV; version=1 2007-04-02T19:18:42Z; version=2 2007-07-24T20:10:27Z\n",
      NULL },
    { "null members",
      "{\"id\":\"0704.9001\",\"authors\":null,\"title\":\"T\",\"comments\":null,\"doi\":null,"
      "\"journal-ref\":null,\"license\":null,\"categories\":null,\"versions\":null,"
      "\"authors_parsed\":null}",
      "0704.9001; title=T\n", NULL },
    { "authors that nobody has parsed",
      "{\"id\":\"0704.9001\",\"authors\":\"C. Bal\\\\'azs, E. Berger "
      "(MIT)\",\"authors_parsed\":[]}\n",
      "0704.9001; author=Balázs, C.; author=Berger, E.\n", NULL },
    { "authors of other kinds",
      "{\"id\":\"0704.9001\",\"authors\":\"A. "
      "B\",\"authors_parsed\":[7,\"x\",[],[\"\",\"\",\"\"],{}]}\n",
      "0704.9001; author=B, A.\n", NULL },
    { "an escaped slash", "{\"id\":\"hep-th\\/9909901\",\"title\":\"T\"}\n",
      "hep-th/9909901; title=T\n", NULL },
    { "an escaped digit", "{\"id\":\"0704.900\\u0031\"}\n", "0704.9001\n", NULL },
    { "an id with a version", "{\"id\":\"0704.9001v3\"}\n", "0704.9001v3\n", NULL },
    { "an id with a subject class", "{\"id\":\"math.GT/0309901v2\"}\n", "math/0309901v2\n", NULL },
    { "an id that is a link", "{\"id\":\"https://arxiv.org/abs/math/0309901v2\"}\n",
      "math/0309901v2\n", NULL },
    { "an id that is not first", "{\"title\":\"the \\\"id\\\": x\",\"id\":\"0704.9001\"}\n",
      "0704.9001; title=the \"id\": x\n", NULL },
    { "a value that is id", "{\"title\":\"id\",\"submitter\":\"id\" , \"id\":\"0704.9001\"}\n",
      "0704.9001; title=id\n", NULL },
    { "white space", " \t{ \"id\" :\t\"0704.9001\" } \r\n", "0704.9001\n", NULL },
    { "a number for an id", "{\"id\":704.9001}\n{\"id\":\"0704.9001\"}\n{}\n[]\n", "0704.9001\n",
      "m:1:1: warning: the object has no arXiv id; 2 such objects are left out\n" },
    { "blank lines, a mark and CRLF",
      "\xEF\xBB\xBF\r\n\n  \r\n{\"id\":\"0704.9001\"}\r\n\n{\"id\":\"2403.90001\"}\r\n\r\n",
      "2403.90001\n0704.9001\n", NULL },
    { "a mark at the first paper", "\xEF\xBB\xBF{\"id\":\"0704.9001\"}", "0704.9001\n", NULL },
    { "a broken line among good ones",
      "{\"id\":\"0704.9001\"}\n{\"id\":\"2403.90001\",\n{\"id\":\"2403.99999\",\n"
      "{\"id\":\"2403.90002\"}\n",
      "2403.90002\n0704.9001\n",
      "m:2:20: warning: the object is not JSON: string or '}' expected near end of file; it is "
      "left out\n" },
    { "the last line is cut", "{\"id\":\"0704.9001\"}\n{\"id\":\"2403.90001\"", "0704.9001\n",
      "m:2:1: warning: the object that begins here is cut off; it is left out\n" },
    { "not UTF-8", "{\"id\":\"0704.9001\",\"title\":\"\xC1\x81\"}\n{\"id\":\"2403.90001\"}\n",
      "2403.90001\n0704.9001; title=\xEF\xBF\xBD\xEF\xBF\xBD\n",
      "m:1:28: warning: byte 0xC1 is not UTF-8; such bytes are replaced by U+FFFD\n" },
    { "a bad DOI", "{\"id\":\"0704.9001\",\"doi\":\"none yet\",\"title\":\"T\"}\n",
      "0704.9001; title=T\n",
      "m:1:1: warning: the field doi of 0704.9001 is not a DOI; it is ignored\n" },
    { "a title that is a number", "{\"id\":\"0704.9001\",\"title\":7,\"comments\":\"c\"}\n",
      "0704.9001; comment=c\n",
      "m:1:1: warning: the field title of 0704.9001 is not a string; it is ignored\n" },
    { "a bad date",
      "{\"id\":\"0704.9001\",\"versions\":[{\"version\":\"v1\","
      "\"created\":\"Mon, 2 Apr 2007 19:18:42 EST\"},7,{\"version\":\"v2\"}]}\n",
      "0704.9001\n",
      "m:1:1: warning: the field created of 0704.9001 is not a date and time of RFC 5322; it is "
      "ignored\n" },
    { "NUL in a string", "{\"id\":\"0704.9001\",\"title\":\"a\\u0000b\"}\n",
      "0704.9001; title=ab\n", NULL },
    { "classes of MSC", "{\"id\":\"0704.9001\",\"categories\":\"05C10 math.CO cs.XX9 cs.AI\"}\n",
      "0704.9001; primary=math.CO; categories=math.CO cs.AI\n", NULL },
    { "a paper twice, the newer first",
      "{\"id\":\"0704.9001\",\"title\":\"New\",\"versions\":[{\"version\":\"v2\",\"created\":"
      "\"Tue, 3 Apr 2007 00:00:00 GMT\"}]}\n{\"id\":\"0704.9001\",\"title\":\"Old\",\"doi\":"
      "\"10.1/a\",\"versions\":[{\"version\":\"v1\",\"created\":\"Mon, 2 Apr 2007 00:00:00 "
      "GMT\"}]}\n",
      "0704.9001v2; title=New; doi=10.1/a; version=2 2007-04-03\n",
      "m:2:1: warning: a paper appears again; its newest entry is used\n" },
};

static void lines_of_the_snapshot_are_read(void **state)
{
    (void)state;
    expect_rows(json, LENGTH(json));
}

/* ---- Long lines ---------------------------------------------------------- */

/* A line that is as long as told, with a paper on either side. */
static void expect_long_line(const char *name, const char *begin, size_t length,
                             const char *records, const char *messages)
{
    struct row row = { name, NULL, records, messages };
    struct buffer text = { 0 };
    size_t start;
    int file;

    buffer_put(&text, VIEW("{\"id\":\"0704.9001\"}\n"));
    start = text.len;
    buffer_put(&text, view_of(begin));
    while (text.len - start < length - 2)
        buffer_put_byte(&text, 'x');
    buffer_put(&text, VIEW("\"}\n{\"id\":\"2403.90002\"}\n"));
    file = bytes_in_file(buffer_view(&text));
    expect_row(&row, file);
    close(file);
    buffer_free(&text);
}

static void lines_may_be_long_but_not_too_long(void **state)
{
    enum { MOST = 16 * 1024 * 1024, WINDOW = 256 * 1024 };
    static const char wanted_line[] = "{\"id\":\"2403.90001\",\"submitter\":\"";
    static const char too_long[] =
        "m:2:1: warning: the object is longer than 16 MB; it is left out\n";
    static const char both[] = "2403.90002\n0704.9001\n";
    static const char three[] = "2403.90001\n2403.90002\n0704.9001\n";

    (void)state;
    for (size_t length = WINDOW - 40; length < WINDOW + 2; length++)
        expect_long_line("about a window", wanted_line, length, three, NULL);
    expect_long_line("several windows", wanted_line, 5 * WINDOW + 17, three, NULL);
    expect_long_line("as long as may be", wanted_line, MOST, three, NULL);
    expect_long_line("a byte more", wanted_line, MOST + 1, both, too_long);
    expect_long_line("much more", wanted_line, MOST + MOST / 2, both, too_long);
    expect_long_line("not wanted", "{\"id\":\"2403.99999\",\"a\":\"", MOST + MOST / 2, both, NULL);
    expect_long_line("not wanted, and longer than a window", "{\"id\":\"2403.99999\",\"a\":\"",
                     2 * WINDOW, both, NULL);
    expect_long_line("no paper", "{\"a\":\"", MOST + MOST / 2, both, too_long);
    expect_long_line("no paper, and longer than a window", "{\"a\":\"", 2 * WINDOW, both,
                     "m:2:1: warning: the object has no arXiv id; 1 such object is left out\n");
}

/* One entry's elements are not limited by the parser, only their size is. */
static void entries_may_be_long_but_not_too_long(void **state)
{
    enum { TIMES = 40000, PIECE = 500 };
    static const struct row row = { "too long", NULL, "0704.9001\n",
                                    "m:1:1: warning: the entry is too long; it is left out\n" };
    struct buffer text = { 0 };
    int file;

    (void)state;
    buffer_put(&text, VIEW(ENTRY "<id>0704.9001</id></entry><entry>" ID));
    for (size_t i = 0; i < TIMES; i++) {
        buffer_put(&text, VIEW("<title>"));
        for (size_t k = 0; k < PIECE; k++)
            buffer_put_byte(&text, 'x');
        buffer_put(&text, VIEW("</title>"));
    }
    buffer_put(&text, VIEW(ENTRY_END));
    file = bytes_in_file(buffer_view(&text));
    expect_row(&row, file);
    close(file);
    buffer_free(&text);
}

/* A line of a few hundred kilobytes with every category that there might be. */
static void there_are_only_so_many_categories(void **state)
{
    struct metadata *metadata = want();
    struct diag diag = { .silent = true };
    struct buffer text = { 0 };
    const struct record *record;
    size_t spaces = 0;
    int file;

    (void)state;
    buffer_put(&text, VIEW("{\"id\":\"0704.9001\",\"categories\":\"cs.ZZ"));
    for (char a = 'A'; a <= 'Z'; a++) {
        for (char b = 'A'; b <= 'Z'; b++) {
            buffer_put(&text, VIEW(" math."));
            buffer_put_byte(&text, a);
            buffer_put_byte(&text, b);
        }
    }
    buffer_put(&text, VIEW("\"}\n"));
    file = bytes_in_file(buffer_view(&text));
    expect(metadata_file_read_descriptor(metadata, file, "m", &diag), "read");
    record = metadata_find(metadata, VIEW("0704.9001"));
    expect(record != NULL, "found");
    for (size_t i = 0; i < record->categories.len; i++)
        spaces += record->categories.at[i] == ' ';
    expect_number("categories", (int64_t)spaces + 1, CATEGORIES_MAX);
    expect_text("primary", record->primary_category, "cs.ZZ");
    metadata_free(metadata);
    close(file);
    buffer_free(&text);
}

/* ---- Files --------------------------------------------------------------- */

static void only_some_warnings_are_shown(void **state)
{
    struct metadata *metadata = want();
    struct captured captured = capture_begin();
    struct buffer text = { 0 }, messages = { 0 };
    struct diag diag = { 0 };
    int file;

    (void)state;
    for (size_t i = 0; i < 13; i++)
        buffer_put(&text, VIEW("{\"id\":\"0704.9001\",}\n"));
    file = bytes_in_file(buffer_view(&text));
    expect(metadata_file_read_descriptor(metadata, file, "m", &diag), "read");
    capture_end(&captured, &messages);
    expect(view_ends_with(buffer_view(&messages), VIEW("m: warning: 3 more like these\n")),
           "the last");
    expect_number("messages", (int64_t)diag.warnings, 11);
    metadata_free(metadata);
    close(file);
    buffer_free(&text);
    buffer_free(&messages);
}

static void files_are_opened_by_name(void **state)
{
    int before = dup(STDIN_FILENO), after;
    struct metadata *metadata = want();
    struct captured captured = capture_begin();
    struct buffer messages = { 0 };
    struct path good = folder_path(*state, "good"), missing = folder_path(*state, "missing"),
                empty = folder_path(*state, "empty"), folder = folder_path(*state, ""),
                other = folder_path(*state, "other");
    struct diag diag = { 0 };
    bool results[5];

    folder_write(good.at, "{\"id\":\"0704.9001\"}\n");
    folder_write(empty.at, "\n");
    results[0] = metadata_file_read(metadata, good.at, &diag);
    results[1] = metadata_file_read(metadata, empty.at, &diag);
    expect_number("empty", (int64_t)diag.warnings, 1);
    results[2] = metadata_file_read(metadata, missing.at, &diag);
    results[3] = metadata_file_read(metadata, folder.at, &diag);
    folder_write(other.at, " [1]");
    results[4] = metadata_file_read(metadata, other.at, &diag);
    capture_end(&captured, &messages);
    after = dup(STDIN_FILENO);
    expect(results[0] && metadata_find(metadata, VIEW("0704.9001")), "good");
    expect(results[1], "an empty file is no error");
    expect(!results[2] && !results[3] && !results[4], "none of them is read");
    expect_number("errors", (int64_t)diag.errors, 3);
    expect(view_find(buffer_view(&messages),
                     VIEW("other:1:1: error: this is not a list of arXiv papers: ")) < messages.len,
           "no reader knows it");
    expect(view_find(buffer_view(&messages), VIEW("empty: warning: is empty\n")) < messages.len,
           "empty");
    expect(view_find(buffer_view(&messages), VIEW("missing: error: cannot be opened: ")) <
               messages.len,
           "missing");
    expect(view_find(buffer_view(&messages), VIEW("/: error: cannot be read: ")) < messages.len,
           "folder");
    expect_number("no file is left open", after, before + 1);
    close(before);
    close(after);
    metadata_free(metadata);
    buffer_free(&messages);
}

static void what_is_packed_is_read(void **state)
{
    static const char line[] = "{\"id\":\"0704.9001\"}\n{\"id\":\"2403.90001\"}\n";
    struct path path = folder_path(*state, "packed.gz");
    gzFile packed = gzopen(path.at, "wb");
    struct metadata *metadata = want();
    struct diag diag = { .silent = true };

    expect(packed && gzwrite(packed, line, sizeof line - 1) > 0 && gzclose(packed) == Z_OK,
           "packed");
    expect(metadata_file_read(metadata, path.at, &diag), "read");
    expect_number("no warning", (int64_t)diag.warnings, 0);
    expect(metadata_find(metadata, VIEW("2403.90001")) != NULL, "unpacked");
    expect(truncate(path.at, 40) == 0, "cut");
    expect(metadata_file_read(metadata, path.at, &diag), "a cut file is no error");
    expect(diag.warnings > 0, "but a warning");
    metadata_free(metadata);
}

/* ---- The store ----------------------------------------------------------- */

struct told {
    const char *title, *doi, *categories;
    const char *day; /* of the version; "" if that is not known */
    unsigned version;
};

static void tell(struct metadata *metadata, const struct told *told)
{
    struct record record = { .arxiv_id = VIEW("2403.90001"), .version = told->version };
    struct version version = { .number = told->version };

    record.title.in[LANGUAGE_EN] = view_of(told->title);
    record.publisher_doi = view_of(told->doi);
    record.categories = view_of(told->categories);
    if (moment_read(view_of(told->day), &version.submitted)) {
        record.versions = &version;
        record.version_count = 1;
    }

    expect(metadata_add(metadata, &record), told->title);
}

static void the_newer_of_two_holds_in_any_order(void **state)
{
    static const struct {
        const char *name;
        struct told newer, older;
        const char *title, *doi, *categories;
    } cases[] = {
        { "by day",
          { "New", "", "", "2024-03-02", 1 },
          { "Old", "", "", "2024-03-01", 2 },
          "New",
          "",
          "" },
        { "a day over none",
          { "New", "", "", "2024-03-02", 0 },
          { "Old", "", "", "", 9 },
          "New",
          "",
          "" },
        { "by version on a day",
          { "New", "", "", "2024-03-02T01:00:00Z", 3 },
          { "Old", "", "", "2024-03-02T02:00:00Z", 2 },
          "New",
          "",
          "" },
        { "what the newer lacks",
          { "New", "", "", "2024-03-02", 1 },
          { "Old", "10.1/a", "cs.AI", "2024-03-01", 1 },
          "New",
          "10.1/a",
          "cs.AI" },
        { "a title that the newer lacks",
          { "", "10.1/b", "cs.LG", "2024-03-02", 1 },
          { "Old", "10.1/a", "cs.AI", "2024-03-01", 1 },
          "Old",
          "10.1/b",
          "cs.LG" },
        { "a day of no version",
          { "New", "", "", "2024-03-02", 0 },
          { "Old", "", "", "2024-03-01", 2 },
          "New",
          "",
          "" },
        { "by version without days",
          { "New", "", "", "", 2 },
          { "Old", "10.1/a", "", "", 1 },
          "New",
          "10.1/a",
          "" },
        { "any version over none",
          { "New", "", "", "", 1 },
          { "Old", "", "", "", 0 },
          "New",
          "",
          "" },
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases) * 2; i++) {
        const struct told *newer = &cases[i / 2].newer, *older = &cases[i / 2].older;
        struct metadata *metadata = want();
        const struct record *record;

        tell(metadata, i % 2 ? newer : older);
        tell(metadata, i % 2 ? older : newer);
        record = metadata_find(metadata, VIEW("2403.90001"));
        expect_text(cases[i / 2].name, record->title.in[LANGUAGE_EN], cases[i / 2].title);
        expect_text(cases[i / 2].name, record->publisher_doi, cases[i / 2].doi);
        expect_text(cases[i / 2].name, record->categories, cases[i / 2].categories);
        metadata_free(metadata);
    }
}

static void the_first_of_those_alike_holds(void **state)
{
    static const struct told alike[] = { { "First", "", "", "2024-03-02", 1 },
                                         { "Second", "10.1/a", "", "2024-03-02", 1 } };
    struct metadata *metadata = want();

    (void)state;
    tell(metadata, &alike[0]);
    tell(metadata, &alike[1]);
    expect_text("title", metadata_find(metadata, VIEW("2403.90001"))->title.in[LANGUAGE_EN],
                "First");
    expect_text("DOI", metadata_find(metadata, VIEW("2403.90001"))->publisher_doi, "10.1/a");
    metadata_free(metadata);
}

static void put_missing(void *context, struct view id)
{
    buffer_put(context, id);
    buffer_put_byte(context, ' ');
}

static void many_papers_are_wanted(void **state)
{
    enum { MANY = 2000 };
    struct metadata *metadata = metadata_create();
    struct buffer missing = { 0 };
    struct record record = { .arxiv_id = VIEW("2403.99999") };
    char id[16];

    (void)state;
    expect(!metadata_wants(metadata, VIEW("2403.10000")), "nothing is wanted");
    expect(!metadata_add(metadata, &record), "and nothing taken");
    for (int i = 0; i < MANY * 2; i++) {
        snprintf(id, sizeof id, "2403.%05d", 10000 + i % MANY);
        metadata_want(metadata, view_of(id));
    }
    expect_number("once each", (int64_t)metadata_count(metadata), MANY);
    for (int i = 0; i < MANY; i++) {
        snprintf(id, sizeof id, "2403.%05d", 10000 + i);
        expect(metadata_wants(metadata, view_of(id)), id);
        expect(!metadata_find(metadata, view_of(id)), "nothing is known");
        record.arxiv_id = view_of(id);
        expect(i == 7 || i == 1999 || metadata_add(metadata, &record), id);
    }
    expect(!metadata_wants(metadata, VIEW("2403.12000")), "another");
    metadata_each_missing(metadata, put_missing, &missing);
    expect_text("missing", buffer_view(&missing), "2403.10007 2403.11999 ");
    expect(metadata_find(metadata, VIEW("2403.10008")) != NULL, "known");
    expect(metadata_find(metadata, VIEW("2403.10009")) != NULL, "another");
    metadata_use_up(metadata);
    expect(metadata_find(metadata, VIEW("2403.10008")) != NULL, "still known");
    expect(metadata_find(metadata, VIEW("2403.10008")) != NULL, "as long as no other is needed");
    expect(!metadata_find(metadata, VIEW("2403.12000")), "one that is not wanted");
    expect(!metadata_find(metadata, VIEW("2403.10008")), "used up");
    expect(metadata_wants(metadata, VIEW("2403.10008")), "but wanted");
    buffer_free(&missing);
    metadata_free(metadata);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_of_the_api_are_read),
        cmocka_unit_test(records_of_oai_are_read),
        cmocka_unit_test(lines_of_the_snapshot_are_read),
        cmocka_unit_test(lines_may_be_long_but_not_too_long),
        cmocka_unit_test(entries_may_be_long_but_not_too_long),
        cmocka_unit_test(there_are_only_so_many_categories),
        cmocka_unit_test(only_some_warnings_are_shown),
        cmocka_unit_test_setup_teardown(files_are_opened_by_name, folder_create, folder_remove),
        cmocka_unit_test_setup_teardown(what_is_packed_is_read, folder_create, folder_remove),
        cmocka_unit_test(the_newer_of_two_holds_in_any_order),
        cmocka_unit_test(the_first_of_those_alike_holds),
        cmocka_unit_test(many_papers_are_wanted),
    };

    return cmocka_run_group_tests_name("metadata_file", tests, NULL, NULL);
}
