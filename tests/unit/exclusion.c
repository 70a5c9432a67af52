#include "folder.h"

#include "collection/exclusion.h"
#include "text/keyed_hash.h"

/* One file, and whether the paper of that identifier, or of that link, is left
 * out then. */
struct row {
    const char *name, *text, *paper;
    bool wanted;
};

static struct exclusion *read_text(const struct folder *folder, const char *text)
{
    struct path path = folder_path(folder, "library");
    struct exclusion *exclusion = exclusion_create();
    struct diag diag = { 0 };

    folder_write(path.at, text);
    expect(exclusion_read(exclusion, path.at, &diag), text);
    expect_number(text, (int64_t)diag.errors, 0);
    return exclusion;
}

static bool has(const struct exclusion *exclusion, const char *paper)
{
    struct view name = view_of(paper);
    struct record record = { 0 };

    if (view_starts_with(name, VIEW("http")))
        record.url = name;
    else
        record.arxiv_id = name;
    return exclusion_has(exclusion, &record);
}

static void expect_rows(void **state, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct exclusion *exclusion = read_text(*state, rows[i].text);
        if (has(exclusion, rows[i].paper) != rows[i].wanted)
            fail_msg("%s: %s is %sleft out by \"%s\"", rows[i].name, rows[i].paper,
                     rows[i].wanted ? "not " : "", rows[i].text);
        exclusion_free(exclusion);
    }
}

static void bibtex_by_fields(void **state)
{
    static const struct row rows[] = {
        { "eprint", "@misc{a, eprint = {2403.19588}}", "2403.19588", true },
        { "any version", "@misc{a, eprint = {2403.19588v3}}", "2403.19588", true },
        { "quotes", "@misc{a, eprint = \"2403.19588\"}", "2403.19588", true },
        { "bare", "@misc{a, eprint = 2403.19588, year = 2024}", "2403.19588", true },
        { "parentheses", "@misc(a, eprint = {2403.19588})", "2403.19588", true },
        { "joined", "@misc{a, eprint = \"2403\" # {.19588}}", "2403.19588", true },
        { "case of names", "@MISC{a, EPrint = {2403.19588}}", "2403.19588", true },
        { "mark", "\xEF\xBB\xBF@misc{a, eprint = {2403.19588}}", "2403.19588", true },
        { "CR LF", "@misc{a,\r\n  eprint = {2403.19588},\r\n}\r\n", "2403.19588", true },
        { "old style", "@misc{a, eprint = {hep-th/9901001}}", "hep-th/9901001", true },
        { "class", "@misc{a, eprint = {math.GT/0309136}}", "math/0309136", true },
        { "number", "@misc{a, number = {arXiv:2403.19588}}", "2403.19588", true },
        { "key field", "@misc{a, key = {2403.19588}}", "2403.19588", true },
        { "Mendeley's", "@misc{a, arxivId = {2403.19588}}", "2403.19588", true },
        { "journal", "@misc{a, journal = {arXiv preprint arXiv:2403.19588}}", "2403.19588", true },
        { "blank", "@misc{a, journal = {CoRR, ARXIV: 2403.19588 [cs]}}", "2403.19588", true },
        { "volume", "@article{a, journal = {CoRR}, volume = {abs/2403.19588}}", "2403.19588",
          true },
        { "commands", "@misc{a, journal = {\\textsc{arXiv}:{2403.19588}}}", "2403.19588", true },
        { "doi", "@misc{a, doi = {10.48550/ARXIV.2403.19588}}", "2403.19588", true },
        { "url", "@misc{a, url = {http://export.arxiv.org/abs/2403.19588v2}}", "2403.19588", true },
        { "pdf", "@misc{a, howpublished = {\\url{https://arxiv.org/pdf/2403.19588.pdf}}}",
          "2403.19588", true },
        { "two arguments", "@misc{a, x = {\\href{https://arxiv.org/abs/2403.19588}{2403.19588}}}",
          "2403.19588", true },
        { "not bare elsewhere", "@misc{a, pages = {2403.19588}}", "2403.19588", false },
        { "longer word", "@misc{a, journal = {rxarXiv:2403.19588}}", "2403.19588", false },
        { "longer number", "@misc{a, eprint = {2403.195881}}", "2403.19588", false },
        { "other DOI", "@misc{a, doi = {10.1000/arXiv.2403.19588}}", "2403.19588", false },
        { "other host", "@misc{a, url = {https://notarxiv.org/abs/2403.19588}}", "2403.19588",
          false },
        { "title", "@misc{a, title = {On arXiv:2403.19588}}", "2403.19588", false },
        { "abstract", "@misc{a, abstract = {arXiv:2403.19588}}", "2403.19588", false },
        { "note", "@misc{a, note = {arXiv:2403.19588}}", "2403.19588", true },
        { "journal in old style", "@misc{a, journal = {hep-th/9901001}}", "hep-th/9901001", true },
        { "howpublished in old style", "@misc{a, howpublished = {hep-th/9901001}}",
          "hep-th/9901001", true },
        { "archive by a string",
          "@string{ax = {arXiv}}@misc{a, eprint = {2403.19588}, archiveprefix = ax}", "2403.19588",
          true },
        { "another by a string",
          "@string{ax = {PubMed}}@misc{a, eprint = {2403.19588}, archiveprefix = ax}", "2403.19588",
          false },
        { "note that says more", "@misc{a, note = {see arXiv:2403.19588}}", "2403.19588", false },
        { "note with a number", "@misc{a, note = {2403.19588}}", "2403.19588", false },
        { "comment", "@misc{a, comment = \"arXiv:2403.19588\"}", "2403.19588", false },
        { "annotation", "@misc{a, annotation = {arXiv:2403.19588}}", "2403.19588", false },
        { "file", "@misc{a, file = {:arXiv:2403.19588.pdf}}", "2403.19588", false },
        { "related", "@misc{a, related = {arXiv:2403.19588}}", "2403.19588", false },
        { "crossref", "@misc{a, crossref = {arXiv:2403.19588}}", "2403.19588", false },
        { "behind a brace too many in quotes", "@misc{a, x = \"y} z\", eprint = {2403.19588}}",
          "2403.19588", true },
        { "behind a brace in prose", "@misc{a, abstract = {{x} eprint = {2403.19588}}}",
          "2403.19588", false },
        { "link", "@misc{a, url = {https://example.org/A?b=1\\&c\\_d}}",
          "https://example.org/A?b=1&c_d", true },
        { "case of links", "@misc{a, url = {https://example.org/A}}", "https://example.org/a",
          false },
        { "link in another field", "@misc{a, x = {https://example.org/A}}", "https://example.org/A",
          false },
    };

    expect_rows(state, rows, LENGTH(rows));
}

static void bibtex_by_keys(void **state)
{
    static const struct row rows[] = {
        { "bare", "@misc{2403.19588,}", "2403.19588", true },
        { "alone", "@misc{2403.19588}", "2403.19588", true },
        { "named", "@misc{arxiv2403.19588, title = {x}}", "2403.19588", true },
        { "colon", "@misc{arXiv:2403.19588v1, title = {x}}", "2403.19588", true },
        { "old style", "@misc{hep-th/9901001,}", "hep-th/9901001", true },
        { "hyphen and slash lost", "@misc{arxivhepth.9901001,}", "hep-th/9901001", true },
        { "slash lost", "@misc{arxivmath.0309136,}", "math/0309136", true },
        { "no such archive", "@misc{arxivhipth.9901001,}", "hep-th/9901001", false },
        { "other letters", "@misc{smith2403.19588,}", "2403.19588", false },
        { "suffix", "@misc{arxiv2403.19588a,}", "2403.19588", false },
        { "other keys", "@misc{a, ids = {b, arxiv2403.19588}}", "2403.19588", true },
    };

    expect_rows(state, rows, LENGTH(rows));
}

static void bibtex_between_and_around_entries(void **state)
{
    static const struct row rows[] = {
        { "text", "arXiv:2403.19588\n@misc{a,\nyear = 2024\n}\narXiv:2403.19588", "2403.19588",
          false },
        { "an address", "me@home.org\n@misc{a, eprint = {2403.19588}}", "2403.19588", true },
        { "strings", "@string{x = \"arXiv:2403.19588\"}\n@misc{a}", "2403.19588", false },
        { "preamble", "@preamble{\"arXiv:2403.19588\"}\n@misc{a}", "2403.19588", false },
        { "comment", "@comment{@misc{b, eprint = {2403.19588}}}\n@misc{a}", "2403.19588", false },
        { "comment over lines", "@comment{\n@misc{b, eprint = {2403.19588}}\n}\n@misc{a}",
          "2403.19588", false },
        { "behind a comment", "@comment{x}@misc{a, eprint = {2403.19588}}", "2403.19588", true },
        { "behind a comment without end", "@comment{x\n@misc{a, eprint = {2403.19588}}",
          "2403.19588", true },
        { "a value without end", "@misc{b, title = {x,\n}\n@misc{a, eprint = {2403.19588}}",
          "2403.19588", true },
        { "quotes without end", "@misc{b, title = \"x,\n}\n@misc{a, eprint = {2403.19588}}",
          "2403.19588", true },
        { "an entry without end", "@misc{b, year = 2024,\n@misc{a, eprint = {2403.19588}}",
          "2403.19588", true },
        { "a key without end", "@misc{\n@misc{a, eprint = {2403.19588}}", "2403.19588", true },
        { "a field without value", "@misc{b, eprint =\n@misc{a, eprint = {2403.19588}}",
          "2403.19588", true },
        { "a string without end", "@string{b = {x\n@misc{a, eprint = {2403.19588}}", "2403.19588",
          true },
        { "a brace too many", "@misc{b, title = {x}}}\n@misc{a, eprint = {2403.19588}}",
          "2403.19588", true },
        { "cut", "@misc{a, eprint = {2403.19588", "2403.19588", true },
        { "no key", "@misc{eprint = {2403.19588}}", "2403.19588", true },
        { "no comma", "@misc{a eprint = {2403.19588}}", "2403.19588", true },
        { "no sign", "@misc{a, title {x}, eprint = {2403.19588}}", "2403.19588", true },
    };

    expect_rows(state, rows, LENGTH(rows));
}

static void ris_by_tags(void **state)
{
    static const struct row rows[] = {
        { "URL", "TY  - GEN\nUR  - https://arxiv.org/abs/2403.19588\nER  - \n", "2403.19588",
          true },
        { "DOI", "TY  - GEN\nDO  - 10.48550/arXiv.2403.19588\nER  - \n", "2403.19588", true },
        { "bare", "TY  - GEN\nAN  - 2403.19588\nER  - \n", "2403.19588", true },
        { "bare, CR LF", "TY  - GEN\r\nM1  - 2403.19588\r\nER  - \r\n", "2403.19588", true },
        { "key", "TY  - GEN\nID  - arxiv2403.19588\nER  - \n", "2403.19588", true },
        { "M2", "TY  - GEN\nM2  - arXiv:2403.19588 [cs.CL]\n", "2403.19588", true },
        { "a mark before it", "\xEF\xBB\xBFTY  - GEN\nAN  - 2403.19588\n", "2403.19588", true },
        { "text before it", "exported\n\nTY  - GEN\nAN  - 2403.19588\n", "2403.19588", true },
        { "a line that goes on", "TY  - GEN\nJO  - arXiv preprint\narXiv:2403.19588\n",
          "2403.19588", true },
        { "not bare elsewhere", "TY  - GEN\nSP  - 2403.19588\n", "2403.19588", false },
        { "title", "TY  - GEN\nTI  - On arXiv:2403.19588\n", "2403.19588", false },
        { "abstract", "TY  - GEN\nAB  - after arXiv:2403.19588\n", "2403.19588", false },
        { "author", "TY  - GEN\nAU  - arXiv:2403.19588\n", "2403.19588", false },
        { "translated title", "TY  - GEN\nM2  - titleTranslation: after arXiv:2403.19588\n",
          "2403.19588", false },
        { "an abstract that goes on", "TY  - GEN\nAB  - after\narXiv:2403.19588\n", "2403.19588",
          false },
        { "note", "TY  - GEN\nN1  - arXiv:2403.19588\nER  - \n", "2403.19588", true },
        { "last note", "TY  - GEN\nN1  - arXiv:2403.19588\n", "2403.19588", true },
        { "note that says more", "TY  - GEN\nN1  - see arXiv:2403.19588\n", "2403.19588", false },
        { "note that goes on", "TY  - GEN\nN1  - arXiv:2403.19588\nis better\n", "2403.19588",
          false },
        { "keyword", "TY  - GEN\nKW  - arXiv:2403.19588\n", "2403.19588", false },
        { "link", "TY  - GEN\nUR  - https://example.org/a\nER  - \n", "https://example.org/a",
          true },
    };

    expect_rows(state, rows, LENGTH(rows));
}

#define FEED(inside) "<?xml version=\"1.0\"?>\n<feed><entry>" inside "</entry></feed>"
#define PAGE(inside)                                                                        \
    "<!DOCTYPE html>\n<html><body><article id='x' itemscope itemid='https://arxiv.org/abs/" \
    "2403.19588'>" inside "</article>"
#define LATER "<entry><id>https://arxiv.org/abs/2403.19588v1</id></entry>"

static void feeds_by_elements(void **state)
{
    static const struct row rows[] = {
        { "id", FEED("<id>https://arxiv.org/abs/2403.19588v1</id>"), "2403.19588", true },
        { "href", FEED("<link rel='alternate' href='https://arxiv.org/abs/2403.19588'/>"),
          "2403.19588", true },
        { "bare", FEED("<eprint>2403.19588</eprint>"), "2403.19588", true },
        { "prefix of a name", FEED("<a:doi>10.48550/arXiv.2403.19588</a:doi>"), "2403.19588",
          true },
        { "guid", FEED("<guid>arXiv:2403.19588v1</guid>"), "2403.19588", true },
        { "RSS", "<rss><channel><item><link>https://arxiv.org/abs/2403.19588</link></item>",
          "2403.19588", true },
        { "CDATA", FEED("<link><![CDATA[https://arxiv.org/abs/2403.19588]]></link>"), "2403.19588",
          true },
        { "references", FEED("<id>arXiv&#58;2403&#x2e;19588</id>"), "2403.19588", true },
        { "title", FEED("<title>arXiv:2403.19588</title>"), "2403.19588", false },
        { "summary", FEED("<summary>arXiv:2403.19588</summary>"), "2403.19588", false },
        { "RSS's author", "<rss><item><dc:creator>arXiv:2403.19588</dc:creator></item>",
          "2403.19588", false },
        { "description", FEED("<description><![CDATA[arXiv:2403.19588]]></description>"),
          "2403.19588", false },
        { "an item of a page", PAGE("arXiv:2403.00001"), "2403.19588", true },
        { "its text", PAGE("arXiv:2403.00001"), "2403.00001", false },
        { "its links", PAGE("<a href='https://arxiv.org/abs/2403.00001'>x</a>"), "2403.00001",
          false },
        { "behind an item", PAGE("<p>x") "<p><a href='https://arxiv.org/abs/2403.00001'>",
          "2403.00001", true },
        { "an article that is no item",
          "<html><article><a href='https://arxiv.org/abs/2403.19588'>", "2403.19588", true },
        { "content",
          FEED("<content type='xhtml'><a href='https://arxiv.org/abs/2403.19588'>x</a>"
               "</content>"),
          "2403.19588", false },
        { "encoded", FEED("<content:encoded>arXiv:2403.19588</content:encoded>"), "2403.19588",
          false },
        { "a category", FEED("<category>after arXiv:2403.19588</category>"), "2403.19588", false },
        { "comment", FEED("<arxiv:comment>see arXiv:2403.19588</arxiv:comment>"), "2403.19588",
          false },
        { "nested prose", FEED("<content><content/><content>x</content>arXiv:2403.19588</content>"),
          "2403.19588", false },
        { "an XML comment", FEED("<!-- <id>arXiv:2403.19588</id> -->"), "2403.19588", false },
        { "an instruction", FEED("<?x <id>arXiv:2403.19588</id> ?>"), "2403.19588", false },
        { "behind prose", FEED("<title>x</title><summary/><id>arXiv:2403.19588</id>"), "2403.19588",
          true },
        { "behind HTML", FEED("<summary>a < b &nbsp; <br> &amp <p>x</summary>" LATER), "2403.19588",
          true },
        { "behind prose without end", FEED("<summary>x") LATER, "2403.19588", true },
        { "behind a tag without end", FEED("<a b=\"x") LATER, "2403.19588", true },
        { "behind a DTD", "<!DOCTYPE feed [<!ENTITY a \"x>\">]>\n<feed>" LATER, "2403.19588",
          true },
        { "cut", "<feed><entry><id>https://arxiv.org/abs/2403.19588", "2403.19588", true },
        { "link", FEED("<link href=\"https://example.org/?a=1&amp;b=2\"/>"),
          "https://example.org/?a=1&b=2", true },
        { "other references", FEED("<id>https://example.org/?a=1&b=2;&c;&#x;&#xD800000;</id>"),
          "https://example.org/?a=1&b=2;&c;&#x;&#xD800000;", true },
        { "the feed's link", "<feed><id>https://example.org/</id><entry></entry></feed>",
          "https://example.org/", false },
    };

    expect_rows(state, rows, LENGTH(rows));
}

static void json_by_members(void **state)
{
    static const struct row rows[] = {
        { "number", "[{\"number\":\"arXiv:2403.19588\"}]", "2403.19588", true },
        { "DOI", "[{\"DOI\":\"10.48550/arXiv.2403.19588\"}]", "2403.19588", true },
        { "URL", " {\"items\":[{\"URL\":\"https://arxiv.org/abs/2403.19588\"}]}", "2403.19588",
          true },
        { "whole", "{\"externalIds\":{\"ArXiv\":\"2403.19588\"}}", "2403.19588", true },
        { "container", "[{\"container-title\":\"arXiv preprint arXiv:2403.19588\"}]", "2403.19588",
          true },
        { "key", "[{\"id\":\"arxivhepth.9901001\"}]", "hep-th/9901001", true },
        { "members in alphabetical order",
          "[{\"author\":[{\"family\":\"X\"}],\"id\":\"a\",\"number\":\"arXiv:2403.19588\"}]",
          "2403.19588", true },
        { "escapes", "[{\"DOI\":\"10.48550\\/arXiv\\u002e2403.19588\"}]", "2403.19588", true },
        { "lines", "{\"a\":1}\n{\"arxiv_id\":\"2403.19588\"}\n", "2403.19588", true },
        { "behind a bad line", "{\"a\":\n{\"arxiv_id\":\"2403.19588\"}\n", "2403.19588", true },
        { "behind a bad string", "{\"a\":\"\n{\"arxiv_id\":\"2403.19588\"}\n", "2403.19588", true },
        { "cut", "[\n {\"DOI\":\"10.48550/arXiv.2403.19588\"},\n {\"DOI\":\"", "2403.19588", true },
        { "cut, in an object", "{\"items\":[{\"id\":\"2403.19588\"},{\"id\":", "2403.19588", true },
        { "behind what is not UTF-8", "[{\"a\":\"\xFF\"},{\"id\":\"2403.19588\"}]", "2403.19588",
          true },
        { "a list of strings", "[\"2403.19588\", \"2403.19589\"]", "2403.19589", true },
        { "part of a string", "[{\"page\":\"1 2403.19588\"}]", "2403.19588", false },
        { "abstract", "[{\"abstract\":\"arXiv:2403.19588\"}]", "2403.19588", false },
        { "our comment", "{\"arxiv_comment\":\"see arXiv:2403.19588\"}", "2403.19588", false },
        { "CSL's translated title", "[{\"original-title\":\"On arXiv:2403.19588\"}]", "2403.19588",
          false },
        { "translation", "{\"abstract_zh\":\"arXiv:2403.19588\"}", "2403.19588", false },
        { "note", "[{\"note\":\"arXiv:2403.19588\"}]", "2403.19588", true },
        { "line of a note", "[{\"note\":\"version: 1\\narXiv:2403.19588 [cs.CV]\"}]", "2403.19588",
          true },
        { "note that says more", "[{\"note\":\"see arXiv:2403.19588\"}]", "2403.19588", false },
        { "notes", "[{\"notes\":\"arXiv:2403.19588\"}]", "2403.19588", false },
        { "title", "[{\"title\":\"arXiv:2403.19588\"}]", "2403.19588", false },
        { "references", "{\"title\":\"x\",\"references\":[{\"id\":\"2403.19588\"}]}", "2403.19588",
          false },
        { "outermost references", "{\"references\":[{\"id\":\"2403.19588\"}]}", "2403.19588",
          false },
        { "citations", "{\"citations\":[\"2403.19588\"]}", "2403.19588", false },
        { "a feed's content", "{\"items\":[{\"content_html\":\"arXiv:2403.19588\"}]}", "2403.19588",
          false },
        { "custom", "[{\"custom\":{\"a\":\"arXiv:2403.19588\"}}]", "2403.19588", false },
        { "link", "[{\"URL\":\"https://example.org/a\"}]", "https://example.org/a", true },
        { "link in another member", "[{\"x\":\"https://example.org/a\"}]", "https://example.org/a",
          false },
    };

    expect_rows(state, rows, LENGTH(rows));
}

#define HEAD "# h\n\n| Ref | Title | Summary |\n| --- | --- | --- |\n"

static void digests_by_links(void **state)
{
    static const struct row rows[] = {
        { "row", HEAD "| [^1] | [T [a](b) |](https://arxiv.org/abs/2403.19588) | s |\n",
          "2403.19588", true },
        { "row without room", HEAD "|[^1]|[T](https://arxiv.org/abs/2403.19588)|s|\n", "2403.19588",
          true },
        { "note",
          "[^1]: T\n\n    t\n\n    [https://arxiv.org/abs/2403.19588v2]"
          "(https://arxiv.org/abs/2403.19588v2)\n",
          "2403.19588", true },
        { "bare link", "[^1]: T\n\n    t\n\n    https://arxiv.org/abs/2403.19588\n", "2403.19588",
          true },
        { "enclosed link", "[^1]: T\n\n    t\n\n    <https://arxiv.org/abs/2403.19588>\n",
          "2403.19588", true },
        { "summary", HEAD "| [^1] | T | as [x](https://arxiv.org/abs/2403.19588) |\n", "2403.19588",
          false },
        { "abstract", "[^1]: T\n\n    t\n\n    https://a.org\n\n    as arXiv:2403.19588\n",
          "2403.19588", false },
        { "a link in the abstract",
          "[^1]: T\n\n    t\n\n    https://a.org\n\n    https://arxiv.org/abs/2403.19588\n",
          "2403.19588", false },
        { "link", HEAD "| [^1] | [T](https://example.org/a) | s |\n", "https://example.org/a",
          true },
    };

    expect_rows(state, rows, LENGTH(rows));
}

static void lists_by_lines_and_tables_by_cells(void **state)
{
    static const struct row rows[] = {
        { "alone", "2403.19587\n2403.19588", "2403.19588", true },
        { "blanks, CR LF", "  2403.19588v2 \r\n", "2403.19588", true },
        { "mark",
          "\xEF\xBB\xBF"
          "2403.19588\n",
          "2403.19588", true },
        { "old style", "math.GT/0309136\n", "math/0309136", true },
        { "class", "arXiv:2403.19588v1 [cs.CL]\n", "2403.19588", true },
        { "DOI", "https://doi.org/10.48550/arXiv.2403.19588\n", "2403.19588", true },
        { "in a list's line", "[1] A. Smith. arXiv:2403.19588 2024\n", "2403.19588", true },
        { "comment", "# arXiv:2403.19588\n2403.19587\n", "2403.19588", false },
        { "comment with a comma", "# mine, all\nsee arXiv:2403.19588\n", "2403.19588", true },
        { "a short comment", "2403.19588 is good\n", "2403.19588", true },
        { "not alone",
          "2403.19588 is among so many other words that they make much more than a short comment "
          "on "
          "it\n",
          "2403.19588", false },
        { "cell", "a,b\nx,2403.19588\n", "2403.19588", true },
        { "quotes", "\"a\",\"b\"\n\"x, \"\"y\"\"\",\" arXiv:2403.19588 [cs.CL] \"\n", "2403.19588",
          true },
        { "DOI in a cell", "a,b\nx,10.48550/arXiv.2403.19588\n", "2403.19588", true },
        { "URL in a cell", "a,b\nx,https://arxiv.org/pdf/2403.19588v1.pdf\n", "2403.19588", true },
        { "URL without scheme", "a,b\nx,arxiv.org/abs/2403.19588\n", "2403.19588", true },
        { "tabs", "a\tb\nx, y\t2403.19588\n", "2403.19588", true },
        { "semicolons", "a;b\nx, y;2403.19588\n", "2403.19588", true },
        { "not alone in a cell", "a,b\nx,see arXiv:2403.19588\n", "2403.19588", false },
        { "behind it", "a,b\nx,arXiv:2403.19588 and more\n", "2403.19588", false },
        { "note's column", "id,note\n2403.19587,arXiv:2403.19588\n", "2403.19588", false },
        { "a comment in a table", "# it's 5\" wide\na,b\nx,2403.19588\n", "2403.19588", true },
        { "a row that is a comment", "a,b\n# x,2403.19588\n", "2403.19588", false },
        { "a heading in a cell", "a,b\n\"x\n\n# y\",2403.19588\n", "2403.19588", true },
        { "quotes without end", "a,b\n2403.19588,\"x\ny,z\n", "2403.19588", true },
        { "link", "a,b\nx,https://example.org/a\n", "https://example.org/a", true },
        { "link with another in it", "https://example.org/?u=arxiv.org/abs/2403.19588\n",
          "https://example.org/?u=arxiv.org/abs/2403.19588", true },
        { "nothing", "", "2403.19588", false },
        { "a mark alone", "\xEF\xBB\xBF", "2403.19588", false },
    };

    expect_rows(state, rows, LENGTH(rows));
}

static void formats_are_told_by_content(void **state)
{
    static const struct row rows[] = {
        { "references, no JSON", "[1] arXiv:2403.19588\n", "2403.19588", true },
        { "a note, no JSON", "[^1]: T\n\n    https://arxiv.org/abs/2403.19588\n", "2403.19588",
          true },
        { "BibTeX behind text", "% mine\n@misc{a, abstract = {arXiv:2403.19588}}", "2403.19588",
          false },
        { "RIS in BibTeX", "@misc{a, eprint = {2403.19588}, x = {\nTY  - }}", "2403.19588", true },
        { "an address in a list", "me@home.org\narXiv:2403.19588\n", "2403.19588", true },
    };

    expect_rows(state, rows, LENGTH(rows));
}

static void papers_are_counted_once(void **state)
{
    static const struct {
        const char *text;
        int64_t papers;
    } rows[] = {
        { "", 0 },
        { "2403.19588\narXiv:2403.19588v2\n2403.19587\n", 2 },
        { "@misc{a, eprint = {2403.19588}, url = {https://example.org/a}}", 1 },
        { "@misc{a, url = {https://example.org/a}}@misc{b, url = {https://example.org/a}}", 1 },
        { "@misc{a, url = {https://example.org/a}}@misc{b, url = {https://example.org/b}}", 2 },
        { "@misc{a, title = {x}}", 0 },
        { "TY  - GEN\nUR  - http://a.org/1\nUR  - http://a.org/2\nER  - \nTY  - GEN\n"
          "UR  - http://a.org/3\nER  - \n",
          2 },
        { "<feed><id>http://a.org/</id><entry><id>http://a.org/1</id><link href='http://a.org/2'/>"
          "</entry><entry><id>http://a.org/3</id></entry></feed>",
          2 },
        { "[{\"URL\":\"http://a.org/1\",\"x\":{\"id\":\"http://a.org/2\"}},"
          "{\"URL\":\"http://a.org/3\"}]",
          2 },
        { "{\"url\":\"http://a.org/1\"}\n{\"url\":\"http://a.org/2\"}\n", 2 },
        { "id,url\n2403.19588,http://a.org/1\n,http://a.org/2\n", 2 },
        { HEAD "| [^1] | [T](http://a.org/1) | s |\n| [^2] | [U](http://a.org/2) | s |\n"
               "| [^3] | [V](https://arxiv.org/abs/2403.19588) | s |\n",
          3 },
    };

    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct exclusion *exclusion = read_text(*state, rows[i].text);
        expect_number(rows[i].text, (int64_t)exclusion_count(exclusion), rows[i].papers);
        exclusion_free(exclusion);
    }
}

static void keys_of_bibtex_are_taken(void **state)
{
    static const struct {
        const char *key;
        bool wanted;
    } rows[] = {
        { "Smith2020", true }, { "smith2020", true }, { "alias", true },    { "other", true },
        { "x", false },        { "hidden", false },   { "paren(1)", true }, { "year", false },
    };
    struct exclusion *exclusion = read_text(
        *state,
        "@string{x = {y}}\n@comment{@misc{hidden}}\n@misc{ Smith2020 , ids = {alias, other},"
        " year = 2020}\n@misc{paren(1),}\n@misc{year = 2020}");

    for (size_t i = 0; i < LENGTH(rows); i++)
        expect(hash_table_has(exclusion_keys(exclusion), keyed_hash_folded(view_of(rows[i].key))) ==
                   rows[i].wanted,
               rows[i].key);
    exclusion_free(exclusion);
    exclusion = read_text(*state, "TY  - GEN\nID  - Smith2020\n");
    expect_number("RIS", (int64_t)exclusion_keys(exclusion)->count, 0);
    exclusion_free(exclusion);
}

static void files_add_up(void **state)
{
    struct path first = folder_path(*state, "first"), second = folder_path(*state, "second");
    struct exclusion *exclusion = exclusion_create();
    struct diag diag = { 0 };

    expect(!has(exclusion, "2403.19588"), "nothing is in an empty set");
    folder_write(first.at, "2403.19587\n");
    folder_write(second.at, "@misc{a, eprint = {2403.19588}}");
    expect(exclusion_read(exclusion, first.at, &diag), "first");
    expect(exclusion_read(exclusion, second.at, &diag), "second");
    expect(has(exclusion, "2403.19587") && has(exclusion, "2403.19588"), "both");
    expect_number("papers", (int64_t)exclusion_count(exclusion), 2);
    exclusion_free(exclusion);
}

static void files_that_cannot_be_read_are_errors(void **state)
{
    const struct folder *folder = *state;
    struct exclusion *exclusion = exclusion_create();
    struct diag diag = { 0 };

    expect(!exclusion_read(exclusion, folder_path(folder, "absent").at, &diag), "absent");
    expect_number("absent", (int64_t)diag.errors, 1);
    expect(!exclusion_read(exclusion, folder->path, &diag), "a folder");
    expect_number("a folder", (int64_t)diag.errors, 2);
    exclusion_free(exclusion);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_create, folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(bibtex_by_fields),
        IN_FOLDER(bibtex_by_keys),
        IN_FOLDER(bibtex_between_and_around_entries),
        IN_FOLDER(ris_by_tags),
        IN_FOLDER(feeds_by_elements),
        IN_FOLDER(json_by_members),
        IN_FOLDER(digests_by_links),
        IN_FOLDER(lists_by_lines_and_tables_by_cells),
        IN_FOLDER(formats_are_told_by_content),
        IN_FOLDER(papers_are_counted_once),
        IN_FOLDER(keys_of_bibtex_are_taken),
        IN_FOLDER(files_add_up),
        IN_FOLDER(files_that_cannot_be_read_are_errors),
    };

    return cmocka_run_group_tests_name("exclusion", tests, NULL, NULL);
}
