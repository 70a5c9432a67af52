/* RSS 2.0, by the RSS Advisory Board's specification 2.0.11 and its best practices profile. */
#include "common/feed.h"
#include "record/word_set.h"
#include "tex/tex.h"
#include "output/writer.h"
#include "output/xml_writer.h"

struct rss {
    struct xml_writer xml;
    const struct output_head *head;
    const struct language_terms *terms; /* of the feed's language */
    struct buffer value;
};

/* Puts an element with the contents of the scratch buffer, and empties the buffer. */
static void put_rss_element(struct rss *rss, const char *element)
{
    xml_element_hex(&rss->xml, element, buffer_view(&rss->value));
    rss->value.len = 0;
}

static void put_rss_moment(struct rss *rss, const char *element, int64_t seconds)
{
    seconds_put_rfc822(seconds, &rss->value);
    put_rss_element(rss, element);
}

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct rss *rss = state;
    struct xml_writer *xml = &rss->xml;

    rss->head = head;
    rss->terms = language_terms_of_head(head);
    xml_begin(xml, sink_buffer(sink));
    xml_open(xml, "rss");
    xml_attribute(xml, "version", "2.0");
    xml_attribute(xml, "xmlns:arxiv", FEED_ARXIV_NAMESPACE);
    xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    if (feed_has_links(head))
        xml_attribute(xml, "xmlns:atom", "http://www.w3.org/2005/Atom");
    if (output_head_is_page(head))
        xml_attribute(xml, "xmlns:fh", FEED_HISTORY_NAMESPACE);
    xml_open(xml, "channel");
    output_head_put_title(&rss->value, head);
    put_rss_element(rss, "title");
    output_head_put_home(&rss->value, head);
    put_rss_element(rss, "link");
    feed_put_links(xml, head, "atom:link", head->writer->media_type);
    xml_element(xml, "description", feed_description(head));
    if (head->feed.author) /* managingEditor would need an e-mail address */
        xml_element(xml, "dc:creator", feed_author(head));
    xml_element(xml, "language", rss->terms->rss);
    put_rss_moment(rss, "lastBuildDate", head->newest.seconds);
    xml_element(xml, "generator", VIEW("refmill " REFMILL_VERSION));
    xml_element(xml, "ttl", VIEW("720")); /* arXiv announces once a day; twice is often enough */
    xml_open(xml, "skipDays");            /* and never on weekends */
    xml_element(xml, "day", VIEW("Saturday"));
    xml_element(xml, "day", VIEW("Sunday"));
    xml_close(xml);
}

static void put_rss_category(struct xml_writer *xml, struct view category)
{
    if (category.len > 0)
        xml_leaf(xml, "category",
                 &(struct xml_attribute){ "domain", VIEW(FEED_ARXIV_NAMESPACE), true }, 1,
                 category);
}

/* Topics are in no domain. */
static void put_rss_topics(struct rss *rss, const struct record *record)
{
    size_t next = 0;
    struct view topic;

    while ((topic = record_next_topic(record, &next)).len > 0) {
        tex_put_text(&rss->value, topic);
        xml_element(&rss->xml, "category", buffer_view(&rss->value));
        rss->value.len = 0;
    }
}

static void put_record(void *state, const struct record *record)
{
    struct rss *rss = state;
    struct xml_writer *xml = &rss->xml;
    struct view rest = record->categories, other;

    xml_open(xml, "item");
    feed_put_entry_title(&rss->value, record, rss->head->leads);
    put_rss_element(rss, "title");
    xml_element_hex(xml, "link", record->url);
    feed_put_entry_id(&rss->value, record, rss->head->feed.id_version);
    xml_leaf(xml, "guid", &(struct xml_attribute){ "isPermaLink", VIEW("true"), true }, 1,
             buffer_view(&rss->value));
    rss->value.len = 0;
    put_rss_moment(rss, "pubDate", feed_published(record, rss->head->feed.id_version));
    for (size_t i = 0; i < record->author_count; i++) { /* together: readers show only one */
        buffer_put(&rss->value, i > 0 ? VIEW(", ") : VIEW(""));
        person_put(&rss->value, &record->authors[i]);
    }
    if (record->authors_incomplete && record->author_count > 0)
        buffer_put(&rss->value, VIEW(", et al."));
    xml_element(xml, "dc:creator", buffer_view(&rss->value));
    rss->value.len = 0;
    put_rss_category(xml, record->primary_category);
    while ((other = word_set_take_other(&rest, record->primary_category)).len > 0)
        put_rss_category(xml, other);
    put_rss_topics(rss, record);
    xml_element(xml, "arxiv:announce_type", announce_name(record->announce));
    feed_put_content(&rss->value, rss->head, record, rss->terms);
    xml_element(xml, "description", buffer_view(&rss->value));
    rss->value.len = 0;
    xml_close(xml);
}

static void end(void *state)
{
    struct rss *rss = state;
    xml_end(&rss->xml);
    buffer_free(&rss->value);
}

const struct writer writer_rss = {
    .name = "rss",
    .suffixes = { ".rss", ".xml" },
    .description = "RSS 2.0, a feed",
    .leads = LANGUAGE_ZH,
    .is_feed = true,
    .media_type = "application/rss+xml",
    .can_archive = true,
    .needs = FIELD_BIT(FIELD_URL),
    .state_size = sizeof(struct rss),
    .begin = begin,
    .record = put_record,
    .end = end,
};
