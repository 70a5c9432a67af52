/* Reads answers of arXiv's OAI-PMH interface in the forms arXiv, arXivRaw and oai_dc
 * (https://info.arxiv.org/help/oa), and records in the first two forms outside of answers. */
#include "input/xml/arxiv_xml.h"

#define OAI "http://www.openarchives.org/OAI/2.0/"
#define OAI_DC "http://www.openarchives.org/OAI/2.0/oai_dc/"
#define OAI_ARXIV "http://arxiv.org/OAI/arXiv/"
#define OAI_RAW "http://arxiv.org/OAI/arXivRaw/"

enum { OAI_COUNT_MAX = 1000000000 };

struct oai_answers {
    struct arxiv_xml xml;
    struct buffer id, code; /* of the present record; of the present error */
    bool in_header;
    bool deleted, described; /* the present record: is deleted, has metadata */
    size_t record_line;
    size_t deletions;            /* of any records */
    size_t missed, first_missed; /* deletions of wanted records, and the line of the first */
    size_t token_line;           /* of the last resumptionToken */
    bool goes_on;                /* it has a text: the list goes on */
    uint32_t list_size;          /* as it says; 0 if it does not */
};

/* Some tools have dropped the namespaces, or only that of <arXiv>, which is then in OAI-PMH's. */
static bool is_oai(const struct arxiv_xml *xml, const char *name)
{
    return arxiv_xml_is(xml, OAI, name) || arxiv_xml_is(xml, "", name);
}

static bool is_oai_root(const struct arxiv_xml *xml)
{
    return is_oai(xml, "OAI-PMH");
}

static enum arxiv_xml_form oai_form(const struct arxiv_xml *xml)
{
    if (arxiv_xml_is(xml, OAI_ARXIV, "arXiv") || is_oai(xml, "arXiv"))
        return FORM_ARXIV;
    if (arxiv_xml_is(xml, OAI_RAW, "arXivRaw") || is_oai(xml, "arXivRaw"))
        return FORM_RAW;
    return arxiv_xml_is(xml, OAI_DC, "dc") ? FORM_DC : NO_FORM;
}

/* ---- Around the entries -------------------------------------------------- */

static void open_oai_element(struct arxiv_xml *xml)
{
    struct oai_answers *oai = (struct oai_answers *)xml;
    struct view size;

    if (is_oai(xml, "record")) {
        oai->id.len = 0;
        oai->deleted = oai->described = false;
        oai->record_line = xml->line;
    } else if (is_oai(xml, "header")) {
        oai->in_header = true;
        oai->deleted = view_equal(arxiv_xml_attribute(xml, "status"), VIEW("deleted"));
    } else if (is_oai(xml, "error")) {
        oai->code.len = 0;
        buffer_put(&oai->code, arxiv_xml_attribute(xml, "code"));
    } else if (is_oai(xml, "resumptionToken")) {
        size = arxiv_xml_attribute(xml, "completeListSize");
        oai->token_line = xml->line;
        oai->goes_on = false;
        if (!view_take_number(&size, OAI_COUNT_MAX, &oai->list_size))
            oai->list_size = 0;
    }
}

static void count_deletion(struct oai_answers *oai)
{
    struct view id = buffer_view(&oai->id);

    oai->deletions++;
    view_take_ignoring_case(&id, VIEW("oai:arXiv.org:"));
    if (wanted_has(oai->xml.fields.wanted, id) && oai->missed++ == 0)
        oai->first_missed = oai->record_line;
}

/* A deleted record has a header only (OAI-PMH 2.0, 2.5.1). */
static void end_oai_record(struct oai_answers *oai)
{
    struct arxiv_xml *xml = &oai->xml;
    struct view id = window_shown(buffer_view(&oai->id));

    if (oai->deleted) {
        count_deletion(oai);
    } else if (!oai->described) {
        window_fault(xml->fields.window, arxiv_xml_place(xml, oai->record_line),
                     "the record of '%.*s' has no metadata in the form arXiv, arXivRaw or oai_dc",
                     (int)id.len, id.at);
    }
}

static void close_oai_element(struct arxiv_xml *xml, struct view text)
{
    struct oai_answers *oai = (struct oai_answers *)xml;

    if (is_oai(xml, "identifier") && oai->in_header) {
        oai->id.len = 0;
        buffer_put(&oai->id, text);
    } else if (is_oai(xml, "header")) {
        oai->in_header = false;
    } else if (is_oai(xml, "record")) {
        end_oai_record(oai);
    } else if (is_oai(xml, "error")) {
        arxiv_xml_report_error(xml, xml->line, buffer_view(&oai->code), text);
    } else if (is_oai(xml, "resumptionToken")) {
        oai->goes_on = text.len > 0;
    }
}

static void begin_oai_entry(struct arxiv_xml *xml)
{
    struct oai_answers *oai = (struct oai_answers *)xml;

    oai->described = true;
    if (oai->id.len > 0)
        arxiv_xml_fields_set_id(&xml->fields, buffer_view(&oai->id));
}

static bool finish_oai_entry(struct arxiv_xml *xml)
{
    if (xml->fields.form != FORM_RAW) /* which has the date of each version */
        arxiv_xml_fields_add_versions(&xml->fields);
    return true;
}

/* ---- The whole input ----------------------------------------------------- */

static void report_deletions(const struct oai_answers *oai)
{
    const struct arxiv_xml *xml = &oai->xml;

    if (oai->missed > 0)
        diag_warn(xml->fields.window->diag, arxiv_xml_place(xml, oai->first_missed),
                  "%zu deleted record%s no metadata", oai->missed,
                  oai->missed == 1 ? " has" : "s have");
}

static void report_oai(struct arxiv_xml *xml)
{
    const struct oai_answers *oai = (const struct oai_answers *)xml;
    struct diag *diag = xml->fields.window->diag;
    size_t count = xml->entries + oai->deletions;
    const char *advice = oai->goes_on ? "; ask for the rest with the resumptionToken" : "";

    xml->answered = xml->answered || oai->deletions > 0;
    report_deletions(oai);
    if (count < oai->list_size)
        diag_note(diag, arxiv_xml_place(xml, oai->token_line),
                  "the list has %u records, of which the file has %zu%s", (unsigned)oai->list_size,
                  count, advice);
    else if (oai->goes_on)
        diag_note(diag, arxiv_xml_place(xml, oai->token_line),
                  "the file has only a part of the list%s", advice);
}

/* ---- The reader ---------------------------------------------------------- */

static enum sureness recognises(struct view start)
{
    struct view name, rest;

    if (!arxiv_xml_find_root(start, &name, &rest))
        return NOT_RECOGNISED;
    if (view_equal(name, VIEW("OAI-PMH")))
        return arxiv_xml_has(rest, VIEW("arXiv")) || arxiv_xml_has(rest, VIEW("arxiv"))
                   ? RECOGNISED_SURELY
                   : RECOGNISED_LIKELY;
    return arxiv_xml_has(rest, VIEW("\"http://arxiv.org/OAI/arXiv")) ||
                   arxiv_xml_has(rest, VIEW("'http://arxiv.org/OAI/arXiv"))
               ? RECOGNISED_LIKELY
               : NOT_RECOGNISED;
}

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    static const struct arxiv_xml_kind kind = { .document =
                                                    "an answer of arXiv's OAI-PMH interface",
                                                .is_root = is_oai_root,
                                                .form = oai_form,
                                                .open = open_oai_element,
                                                .close = close_oai_element,
                                                .begin_entry = begin_oai_entry,
                                                .finish = finish_oai_entry,
                                                .report = report_oai };
    struct oai_answers *oai = state;

    oai->id.len = 0;
    oai->in_header = oai->goes_on = false;
    oai->deletions = oai->missed = 0;
    oai->list_size = 0;
    arxiv_xml_begin(&oai->xml, &kind, window, wanted);
}

static bool next(void *state, struct batch *batch)
{
    return arxiv_xml_next(state, batch);
}

static void end(void *state)
{
    struct oai_answers *oai = state;

    arxiv_xml_end(&oai->xml);
    buffer_free(&oai->id);
    buffer_free(&oai->code);
}

const struct reader reader_oai = {
    .name = "oai",
    .description = "answers of arXiv's OAI-PMH interface: arXiv, arXivRaw, oai_dc",
    .recognises = recognises,
    .state_size = sizeof(struct oai_answers),
    .begin = begin,
    .next = next,
    .end = end,
};
