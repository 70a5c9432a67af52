/* Reads answers of arXiv's API, which are Atom (https://info.arxiv.org/help/api). */
#include "input/xml/arxiv_xml.h"

static bool is_api_root(const struct arxiv_xml *xml)
{
    return arxiv_xml_is(xml, ATOM, "feed");
}

static enum arxiv_xml_form api_form(const struct arxiv_xml *xml)
{
    return arxiv_xml_is(xml, ATOM, "entry") ? FORM_API : NO_FORM;
}

/* An error is an entry with a link in the place of the identifier:
 * http://arxiv.org/api/errors#incorrect_id_format_for_1. */
static bool finish_api_entry(struct arxiv_xml *xml)
{
    struct arxiv_xml_fields *fields = &xml->fields;

    if (arxiv_xml_has(fields->id, VIEW("/api/errors"))) {
        arxiv_xml_report_error(xml, fields->line, (struct view){ 0 },
                               fields->entry.record.abstract.in[LANGUAGE_EN]);
        return false;
    }
    arxiv_xml_fields_add_versions(fields);
    return true;
}

/* ---- The reader ---------------------------------------------------------- */

/* True for the namespace of OpenSearch in a tag before the first entry, whose title may name it. */
static bool has_opensearch(struct view text)
{
    text.len = view_find(text, VIEW("<entry"));
    return arxiv_xml_has(text, VIEW("=\"http://a9.com/-/spec/opensearch/1.1/")) ||
           arxiv_xml_has(text, VIEW("='http://a9.com/-/spec/opensearch/1.1/"));
}

/* Other Atom feeds link to arXiv with https, and those of rss.arxiv.org have other identifiers. */
static enum sureness recognises(struct view start)
{
    struct view name, rest;

    if (!arxiv_xml_find_root(start, &name, &rest) || !view_equal(name, VIEW("feed")))
        return NOT_RECOGNISED;
    if (arxiv_xml_has(rest, VIEW("<id>http://arxiv.org/api/")) ||
        arxiv_xml_has(rest, VIEW("<id>https://arxiv.org/api/")) ||
        (has_opensearch(rest) && arxiv_xml_has(rest, VIEW("arxiv.org"))))
        return RECOGNISED_SURELY;
    return arxiv_xml_has(rest, VIEW("<id>http://arxiv.org/abs/")) ? RECOGNISED_LIKELY
                                                                  : NOT_RECOGNISED;
}

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    static const struct arxiv_xml_kind kind = { .document = "an answer of arXiv's API",
                                                .is_root = is_api_root,
                                                .form = api_form,
                                                .finish = finish_api_entry };

    arxiv_xml_begin(state, &kind, window, wanted);
}

static bool next(void *state, struct batch *batch)
{
    return arxiv_xml_next(state, batch);
}

static void end(void *state)
{
    arxiv_xml_end(state);
}

const struct reader reader_api = {
    .name = "api",
    .description = "answers of arXiv's API, in Atom",
    .recognises = recognises,
    .state_size = sizeof(struct arxiv_xml),
    .begin = begin,
    .next = next,
    .end = end,
};
