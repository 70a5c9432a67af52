/* Archive pages (RFC 5005, section 4), and the current documents before them,
 * as the writers of feeds make them and libxml2 reads them. */
#include "folder.h"

#include <libxml/relaxng.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "output/format_catalogue.h"

/* What an XPath expression, of a string or a number, says of a document. */
struct fact {
    const char *path, *wanted;
};

#define BASE "https://example.org/cs.CL"

static const struct output_head current = {
    .leads = LANGUAGE_ZH,
    .newest = { 1711703271, MOMENT_KNOWN },
    .feed = { .title = "Papers & <more>",
              .url = BASE "?a=1&b=\"",
              .id = "tag:example.org,2024:feed",
              .prev_archive = BASE "-2024-03",
              .next_archive = BASE "-none",
              .current = BASE "-none" },
};

static const struct output_head page = {
    .leads = LANGUAGE_ZH,
    .newest = { 1711703271, MOMENT_KNOWN },
    .channel = { "cs.CL", 5 },
    .feed = { .url = BASE "-2024-03",
              .id = "tag:example.org,2024:feed",
              .month = { "2024-03", 7 },
              .prev_archive = BASE "-2024-02",
              .next_archive = BASE "-2024-04",
              .current = BASE },
};

static const struct output_head first_page = {
    .newest = { 1711703271, MOMENT_KNOWN },
    .feed = { .home = "https://example.org/",
              .title = "Papers",
              .url = BASE "-2024-02",
              .month = { "2024-02", 7 },
              .current = BASE },
};

static xmlDocPtr write_feed(const struct folder *folder, const char *format,
                            const struct output_head *head)
{
    const struct writer *writer =
        format_catalogue_find(&(struct format_catalogue){ 0 }, view_of(format));
    struct path path = folder_path(folder, format);
    struct sink sink, *sinks[] = { &sink };
    struct output_head with_writer = *head;
    const struct record record = { .arxiv_id = VIEW("2403.00001"),
                                   .url = VIEW("https://arxiv.org/abs/2403.00001") };
    void *state = calloc(1, writer->state_size);
    xmlDocPtr document;

    expect(state && sink_open_path(&sink, path.at), format);
    with_writer.writer = writer;
    writer->begin(state, &sink, &with_writer);
    writer->record(state, &record);
    writer->end(state);
    free(state);
    expect(sink_close(&sink) && !sink_commit_all(sinks, 1), format);
    sink_discard(&sink);
    document = xmlReadFile(path.at, NULL, XML_PARSE_NONET | XML_PARSE_PEDANTIC);
    expect(document != NULL, format);
    return document;
}

static void expect_fact(xmlDocPtr document, const struct fact *fact)
{
    xmlXPathContextPtr context = xmlXPathNewContext(document);
    xmlXPathObjectPtr result;
    xmlChar *text;

    xmlXPathRegisterNs(context, BAD_CAST "a", BAD_CAST "http://www.w3.org/2005/Atom");
    xmlXPathRegisterNs(context, BAD_CAST "fh", BAD_CAST "http://purl.org/syndication/history/1.0");
    result = xmlXPathEvalExpression(BAD_CAST fact->path, context);
    expect(result != NULL, fact->path);
    text = xmlXPathCastToString(result);
    expect_text(fact->path, view_of((const char *)text), fact->wanted);
    xmlFree(text);
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(context);
}

static void expect_facts(void **state, const char *format, const struct output_head *head,
                         const struct fact *facts, size_t count)
{
    xmlDocPtr document = write_feed(*state, format, head);

    for (size_t i = 0; i < count; i++)
        expect_fact(document, &facts[i]);
    xmlFreeDoc(document);
}

#define IN_ATOM(attribute, rel) \
    "string(/a:feed/a:link[@rel='" rel "'][@type='application/atom+xml']/@" attribute ")"
#define IN_RSS(attribute, rel) \
    "string(/rss/channel/a:link[@rel='" rel "'][@type='application/rss+xml']/@" attribute ")"

static void a_page_of_atom(void **state)
{
    static const struct fact facts[] = {
        { IN_ATOM("href", "self"), BASE "-2024-03" },
        { IN_ATOM("href", "current"), BASE },
        { IN_ATOM("href", "prev-archive"), BASE "-2024-02" },
        { IN_ATOM("href", "next-archive"), BASE "-2024-04" },
        { "string(/a:feed/a:link[@rel='alternate']/@href)", "https://arxiv.org/list/cs.CL/new" },
        { "count(/a:feed/a:link)", "5" },
        { "count(/a:feed/fh:archive[not(node())])", "1" },
        { "string(/a:feed/a:id)", BASE "-2024-03" },
        { "string(/a:feed/a:title)", "arXiv cs.CL, 2024-03" },
        { "string(/a:feed/a:entry/a:id)", "https://arxiv.org/abs/2403.00001" },
    };

    expect_facts(state, "atom", &page, facts, LENGTH(facts));
}

static void a_page_of_rss(void **state)
{
    static const struct fact facts[] = {
        { IN_RSS("href", "self"), BASE "-2024-03" },
        { IN_RSS("href", "current"), BASE },
        { IN_RSS("href", "prev-archive"), BASE "-2024-02" },
        { IN_RSS("href", "next-archive"), BASE "-2024-04" },
        { "count(/rss/channel/a:link)", "4" },
        { "count(/rss/channel/fh:archive[not(node())])", "1" },
        { "string(/rss/channel/link)", "https://arxiv.org/list/cs.CL/new" },
        { "string(/rss/channel/title)", "arXiv cs.CL, 2024-03" },
    };

    expect_facts(state, "rss", &page, facts, LENGTH(facts));
}

static void the_first_page_has_none_before_it(void **state)
{
    static const struct fact atom[] = {
        { "count(/a:feed/a:link[contains(@rel, '-archive')])", "0" },
        { "count(/a:feed/fh:archive)", "1" },
        { "string(/a:feed/a:title)", "Papers, 2024-02" },
        { "string(/a:feed/a:id)", BASE "-2024-02" },
        { "string(/a:feed/a:link[@rel='alternate']/@href)", "https://example.org/" },
    };
    static const struct fact rss[] = {
        { "count(/rss/channel/a:link[contains(@rel, '-archive')])", "0" },
        { "count(/rss/channel/fh:archive)", "1" },
        { "string(/rss/channel/title)", "Papers, 2024-02" },
        { "string(/rss/channel/link)", "https://example.org/" },
    };

    expect_facts(state, "atom", &first_page, atom, LENGTH(atom));
    expect_facts(state, "rss", &first_page, rss, LENGTH(rss));
}

static void the_current_document_links_to_the_page_before(void **state)
{
    static const struct fact atom[] = {
        { IN_ATOM("href", "self"), BASE "?a=1&b=\"" },
        { IN_ATOM("href", "prev-archive"), BASE "-2024-03" },
        { "count(/a:feed/a:link)", "3" },
        { "count(//fh:*)", "0" },
        { "count(/*/namespace::fh)", "0" },
        { "string(/a:feed/a:id)", "tag:example.org,2024:feed" },
        { "string(/a:feed/a:title)", "Papers & <more>" },
    };
    static const struct fact rss[] = {
        { IN_RSS("href", "self"), BASE "?a=1&b=\"" },
        { IN_RSS("href", "prev-archive"), BASE "-2024-03" },
        { "count(/rss/channel/a:link)", "2" },
        { "count(//fh:*)", "0" },
        { "count(/*/namespace::fh)", "0" },
    };

    expect_facts(state, "atom", &current, atom, LENGTH(atom));
    expect_facts(state, "rss", &current, rss, LENGTH(rss));
}

/* Atom's schema, which is not in the project: without it the test that wants it is not there. */
static const char path[] = "../shared/schemas/atom.rng";

static void atom_passes_the_schema(void **state)
{
    const struct output_head *const heads[] = { &current, &page, &first_page };
    xmlRelaxNGParserCtxtPtr parser;
    xmlRelaxNGPtr schema;

    parser = xmlRelaxNGNewParserCtxt(path);
    schema = xmlRelaxNGParse(parser);
    expect(schema != NULL, path);
    for (size_t i = 0; i < LENGTH(heads); i++) {
        xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);
        xmlDocPtr document = write_feed(*state, "atom", heads[i]);
        expect_number("atom passes the schema", xmlRelaxNGValidateDoc(context, document), 0);
        xmlFreeDoc(document);
        xmlRelaxNGFreeValidCtxt(context);
    }
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(parser);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_create, folder_remove)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_page_of_atom),
        IN_FOLDER(a_page_of_rss),
        IN_FOLDER(the_first_page_has_none_before_it),
        IN_FOLDER(the_current_document_links_to_the_page_before),
    };
    const struct CMUnitTest with_schema[] = { IN_FOLDER(atom_passes_the_schema) };
    int failed = cmocka_run_group_tests_name("feed", tests, NULL, NULL);

    if (access(path, R_OK) == 0)
        failed += cmocka_run_group_tests_name("feed and schema", with_schema, NULL, NULL);
    return failed;
}
