/* JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). An item has the id, times and HTML of an
 * Atom entry. next_url leads to the older archive page. */
#include "record/arxiv_id.h"
#include "common/feed.h"
#include "output/json_writer.h"
#include "record/word_set.h"
#include "tex/tex.h"
#include "output/writer.h"

struct jsonfeed {
    struct json json;
    const struct output_head *head;
    const struct language_terms *terms; /* of the feed's language */
    bool first_written;
    struct buffer value;
};

/* Puts a member with the contents of the scratch buffer, and empties the buffer. */
static void put_member(struct jsonfeed *feed, const char *name)
{
    json_put_text(&feed->json, name, buffer_view(&feed->value));
    feed->value.len = 0;
}

static void put_document_address(struct json *json, const char *name, const char *url)
{
    if (url)
        json_put_text(json, name, view_of(url));
}

static void put_feed_author(struct json *json, struct view name)
{
    json_open_object(json, NULL);
    json_put_text(json, "name", name);
    json_close_object(json);
}

/* The author of the feed stands for items without authors. `_arxiv` documents that extension. */
static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct jsonfeed *feed = state;
    struct json *json = &feed->json;

    feed->head = head;
    feed->terms = language_terms_of_head(head);
    json->out = sink_buffer(sink);
    json_open_object(json, NULL);
    json_put_text(json, "version", VIEW("https://jsonfeed.org/version/1.1"));
    output_head_put_title(&feed->value, head);
    put_member(feed, "title");
    output_head_put_home(&feed->value, head);
    put_member(feed, "home_page_url");
    put_document_address(json, "feed_url", head->feed.url);
    put_document_address(json, "next_url", head->feed.prev_archive);
    json_put_text(json, "description", feed_description(head));
    json_open_list(json, "authors");
    put_feed_author(json, feed_author(head));
    json_close_list(json);
    json_put_text(json, "language", view_of(feed->terms->markup));
    json_open_object(json, "_arxiv");
    json_put_text(json, "about", VIEW("https://info.arxiv.org/help/rss_specifications.html"));
    json_close_object(json);
    json_open_list(json, "items");
}

static void put_item_moment(struct jsonfeed *feed, const char *name, int64_t seconds)
{
    seconds_put_rfc3339(seconds, &feed->value);
    put_member(feed, name);
}

/* Always puts content_html, even if empty, since an item must have one kind of content. */
static void put_item_texts(struct jsonfeed *feed, const struct record *record)
{
    const struct language_terms *terms =
        language_terms_of_title(record, feed->head->leads, feed->terms);

    feed_put_entry_title(&feed->value, record, feed->head->leads);
    put_member(feed, "title");
    feed_put_content(&feed->value, feed->head, record, terms);
    json_put_string(&feed->json, "content_html", buffer_view(&feed->value));
    feed->value.len = 0;
    tex_put_text(&feed->value, bilingual_leading(&record->summary, feed->head->leads));
    put_member(feed, "summary");
    if (terms != feed->terms)
        json_put_text(&feed->json, "language", view_of(terms->markup));
}

static void put_item_authors(struct jsonfeed *feed, const struct record *record)
{
    if (record->author_count == 0 && !feed->head->feed.author)
        return;
    json_open_list(&feed->json, "authors");
    if (record->author_count == 0)
        put_feed_author(&feed->json, feed_papers_author);
    for (size_t i = 0; i < record->author_count; i++) {
        person_put(&feed->value, &record->authors[i]);
        put_feed_author(&feed->json, buffer_view(&feed->value));
        feed->value.len = 0;
    }
    if (record->authors_incomplete && record->author_count > 0)
        put_feed_author(&feed->json, VIEW("et al."));
    json_close_list(&feed->json);
}

static void put_tags(struct jsonfeed *feed, const struct record *record)
{
    struct json *json = &feed->json;
    struct view rest = record->categories, other;
    size_t next = 0;
    bool has_topic = record_next_topic(record, &next).len > 0;

    if (record->primary_category.len == 0 && rest.len == 0 && !has_topic)
        return;
    json_open_list(json, "tags");
    json_put_text(json, NULL, record->primary_category);
    while ((other = word_set_take_other(&rest, record->primary_category)).len > 0)
        json_put_text(json, NULL, other);
    next = 0;
    while ((other = record_next_topic(record, &next)).len > 0) {
        tex_put_text(&feed->value, other);
        put_member(feed, NULL);
    }
    json_close_list(json);
}

/* Puts the PDF as an attachment, and an extension with arXiv's own fields. */
static void put_item_arxiv(struct jsonfeed *feed, const struct record *record)
{
    struct json *json = &feed->json;

    json_open_list(json, "attachments");
    json_open_object(json, NULL);
    arxiv_put_pdf_url(&feed->value, record->arxiv_id, record->version);
    put_member(feed, "url");
    json_put_text(json, "mime_type", VIEW("application/pdf"));
    json_put_text(json, "title", VIEW("pdf"));
    json_close_object(json);
    json_close_list(json);
    json_open_object(json, "_arxiv");
    json_put_text(json, "id", record->arxiv_id);
    if (record->version)
        json_put_number(json, "version", record->version);
    json_put_text(json, "category", record->primary_category);
    json_put_text(json, "announce", announce_name(record->announce));
    json_close_object(json);
}

static void put_record(void *state, const struct record *record)
{
    struct jsonfeed *feed = state;
    struct json *json = &feed->json;

    buffer_put(json->out, feed->first_written ? VIEW(",\n") : VIEW("\n"));
    feed->first_written = true;
    json_open_object(json, NULL);
    feed_put_entry_id(&feed->value, record, feed->head->feed.id_version);
    put_member(feed, "id");
    json_put_text(json, "url", record->url);
    put_item_texts(feed, record);
    put_item_moment(feed, "date_published", feed_published(record, feed->head->feed.id_version));
    put_item_moment(feed, "date_modified", record->updated.seconds);
    put_item_authors(feed, record);
    put_tags(feed, record);
    if (record->arxiv_id.len > 0)
        put_item_arxiv(feed, record);
    json_close_object(json);
}

static void end(void *state)
{
    struct jsonfeed *feed = state;

    buffer_put(feed->json.out, feed->first_written ? VIEW("\n]}\n") : VIEW("]}\n"));
    buffer_free(&feed->value);
}

const struct writer writer_jsonfeed = {
    .name = "jsonfeed",
    .suffixes = { ".feed.json" },
    .description = "JSON Feed 1.1",
    .leads = LANGUAGE_ZH,
    .is_feed = true,
    .media_type = "application/feed+json",
    .can_archive = true,
    .needs = FIELD_BIT(FIELD_URL),
    .state_size = sizeof(struct jsonfeed),
    .begin = begin,
    .record = put_record,
    .end = end,
};
