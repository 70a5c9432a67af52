/* Reads arXiv's daily feeds: Atom and RSS 2.0 of rss.arxiv.org, and those before 2024, in RDF or
 * RSS (https://info.arxiv.org/help/rss.html). */
#include "input/xml/arxiv_xml.h"

#include "input/arxiv_announcement.h"
#include "input/xml/feed_html.h"
#include "record/author_names.h"

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

struct daily_feed {
    struct arxiv_xml xml;
    struct buffer channel, text;
};

static bool is_feed_root(const struct arxiv_xml *xml)
{
    return arxiv_xml_is(xml, ATOM, "feed") || arxiv_xml_is(xml, "", "rss") ||
           arxiv_xml_is(xml, RDF, "RDF");
}

static enum arxiv_xml_form feed_form(const struct arxiv_xml *xml)
{
    return arxiv_xml_is(xml, ATOM, "entry")   ? FORM_ATOM
           : arxiv_xml_is(xml, "", "item")    ? FORM_RSS
           : arxiv_xml_is(xml, RSS_1, "item") ? FORM_RDF
                                              : NO_FORM;
}

/* ---- The channel --------------------------------------------------------- */

/* Takes the subject from "cs.CL updates on arXiv.org", but none from "cs.CL, cs.LG updates …". */
static void take_subject(struct daily_feed *feed, struct view title)
{
    size_t end = view_find(title, VIEW(" updates on "));
    struct view subject = view_trim((struct view){ title.at, end });

    if (end == title.len || !arxiv_is_category(subject))
        return;
    feed->channel.len = 0;
    buffer_put(&feed->channel, subject);
    feed->xml.channel = buffer_view(&feed->channel);
}

/* The day is for entries without one. */
static void close_channel_element(struct arxiv_xml *xml, struct view text)
{
    if (arxiv_xml_is(xml, ATOM, "title") || arxiv_xml_is(xml, "", "title") ||
        arxiv_xml_is(xml, RSS_1, "title"))
        take_subject((struct daily_feed *)xml, text);
    else if (arxiv_xml_is(xml, ATOM, "updated") || arxiv_xml_is(xml, "", "pubDate") ||
             arxiv_xml_is(xml, DUBLIN_CORE, "date"))
        arxiv_xml_fields_read_day(text, &xml->announced);
}

/* ---- Entries ------------------------------------------------------------- */

static struct view plain_text(struct daily_feed *feed, struct view html)
{
    feed->text.len = 0;
    feed_html_put_text(&feed->text, html, &feed->xml.libxml);
    return entry_text(&feed->xml.fields.entry, buffer_view(&feed->text));
}

/* Before 2024 all text was HTML, escaped once more, and the title had the identifier at its end. */
static void read_old_entry(struct daily_feed *feed)
{
    struct arxiv_xml_fields *fields = &feed->xml.fields;
    struct record *record = &fields->entry.record;
    struct view abstract = record->abstract.in[LANGUAGE_EN];

    abstract.len = view_find(abstract, VIEW("DONATE to arXiv"));
    record->abstract.in[LANGUAGE_EN] = plain_text(feed, abstract);
    record->title.in[LANGUAGE_EN] = plain_text(feed, record->title.in[LANGUAGE_EN]);
    fields->creators = plain_text(feed, fields->creators);
}

/* Sets what the suffix or the prefix tells and no element does. */
static void take_announcement(struct arxiv_xml_fields *fields, struct announcement announcement)
{
    struct record *record = &fields->entry.record;

    if (record->arxiv_id.len == 0) {
        arxiv_xml_fields_set_id(fields, announcement.id.id);
        if (record->arxiv_id.len == 0)
            arxiv_xml_fields_set_id(fields, fields->link);
    }
    if (record->version == 0)
        record->version = announcement.id.version;
    if (record->announce == ANNOUNCE_ABSENT)
        record->announce = announcement.announce;
    entry_add_categories(&fields->entry, announcement.category);
}

static bool finish_feed_entry(struct arxiv_xml *xml)
{
    struct arxiv_xml_fields *fields = &xml->fields;
    struct entry *entry = &fields->entry;
    struct record *record = &entry->record;
    struct announcement announcement =
        announcement_take_suffix(&record->title.in[LANGUAGE_EN], &entry->arena);
    bool is_old = announcement.id.id.len > 0;

    if (!is_old)
        announcement = announcement_take_prefix(&record->abstract.in[LANGUAGE_EN], &entry->arena);
    take_announcement(fields, announcement);
    if (fields->skipped)
        return false;
    if (is_old)
        read_old_entry((struct daily_feed *)xml);
    author_names_split_list(fields->creators, &entry->arena, &entry->people);
    return true;
}

/* ---- The reader ---------------------------------------------------------- */

/* By the identifiers of entries or the address of the feed; before 2024, feeds led to the start
 * page of arXiv. Those that refmill writes have other identifiers, and https. Any feed may
 * have the title of arXiv's. */
static enum sureness recognises(struct view start)
{
    struct view name, rest;

    if (!arxiv_xml_find_root(start, &name, &rest) ||
        (!view_equal(name, VIEW("feed")) && !view_equal(name, VIEW("rss")) &&
         !view_equal(name, VIEW("RDF"))))
        return NOT_RECOGNISED;
    return arxiv_xml_has(rest, VIEW("<id>oai:arXiv.org:")) ||
                   arxiv_xml_has(rest, VIEW("<guid isPermaLink=\"false\">oai:arXiv.org:")) ||
                   arxiv_xml_has(rest, VIEW(">http://arxiv.org/<")) ||
                   arxiv_xml_has(rest, VIEW(">http://rss.arxiv.org/")) ||
                   arxiv_xml_has(rest, VIEW(">https://rss.arxiv.org/"))
               ? RECOGNISED_SURELY
               : NOT_RECOGNISED;
}

static void begin(void *state, struct window *window, const struct wanted *wanted)
{
    static const struct arxiv_xml_kind kind = { .document = "a feed of arXiv",
                                                .is_root = is_feed_root,
                                                .form = feed_form,
                                                .close = close_channel_element,
                                                .finish = finish_feed_entry };
    struct daily_feed *feed = state;

    arxiv_xml_begin(&feed->xml, &kind, window, wanted);
}

static bool next(void *state, struct batch *batch)
{
    return arxiv_xml_next(state, batch);
}

static void end(void *state)
{
    struct daily_feed *feed = state;

    arxiv_xml_end(&feed->xml);
    buffer_free(&feed->channel);
    buffer_free(&feed->text);
}

const struct reader reader_feed = {
    .name = "feed",
    .description = "daily feeds of rss.arxiv.org: Atom, RSS, or RDF as before 2024",
    .recognises = recognises,
    .state_size = sizeof(struct daily_feed),
    .begin = begin,
    .next = next,
    .end = end,
};
