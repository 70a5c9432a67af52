/* Atom 1.0, RFC 4287. The id of an entry is that of the paper, or with --id-version of its
 * version, so that feed readers recognise it in other channels and on later days. */
#include "record/arxiv_id.h"
#include "common/feed.h"
#include "text/keyed_hash.h"
#include "text/hash_table.h"
#include "record/word_set.h"
#include "tex/tex.h"
#include "output/writer.h"
#include "output/xml_writer.h"

struct atom {
    struct xml_writer xml;
    const struct output_head *head;
    const struct language_terms *terms; /* of the feed's language */
    struct buffer value;
    struct hash_table written; /* id and updated of each entry */
};

/* Puts an element with the contents of the scratch buffer, and empties the buffer. */
static void put_atom_element(struct atom *atom, const char *element)
{
    xml_element(&atom->xml, element, buffer_view(&atom->value));
    atom->value.len = 0;
}

static void put_atom_moment(struct atom *atom, const char *element, int64_t seconds)
{
    seconds_put_rfc3339(seconds, &atom->value);
    put_atom_element(atom, element);
}

/* Puts a <link> to the URL in the scratch buffer, and empties the buffer. */
static void put_atom_link(struct atom *atom, const char *rel, const char *type, struct view title,
                          struct view hreflang)
{
    const struct xml_attribute attributes[] = { { "rel", view_of(rel), true },
                                                { "type", view_of(type), true },
                                                { "title", title, true },
                                                { "hreflang", hreflang, true },
                                                { "href", buffer_view(&atom->value), false } };

    xml_leaf(&atom->xml, "link", attributes, sizeof attributes / sizeof *attributes, VIEW(""));
    atom->value.len = 0;
}

static void put_atom_author(struct atom *atom, struct view name)
{
    xml_open(&atom->xml, "author");
    xml_element(&atom->xml, "name", name);
    xml_close(&atom->xml);
}

/* Puts the metadata of the feed (RFC 4287, 4.1.1), with an author for entries without authors
 * (4.2.1). */
static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct atom *atom = state;
    struct xml_writer *xml = &atom->xml;

    atom->head = head;
    atom->terms = language_terms_of_head(head);
    xml_begin(xml, sink_buffer(sink));
    xml_open(xml, "feed");
    xml_attribute(xml, "xmlns", "http://www.w3.org/2005/Atom");
    xml_attribute(xml, "xmlns:arxiv", FEED_ARXIV_NAMESPACE);
    if (output_head_is_page(head))
        xml_attribute(xml, "xmlns:fh", FEED_HISTORY_NAMESPACE);
    xml_attribute(xml, "xml:lang", atom->terms->markup);
    feed_put_id(&atom->value, head);
    put_atom_element(atom, "id");
    output_head_put_title(&atom->value, head);
    put_atom_element(atom, "title");
    xml_element(xml, "subtitle", feed_description(head));
    put_atom_moment(atom, "updated", head->newest.seconds);
    put_atom_author(atom, feed_author(head));
    output_head_put_home(&atom->value, head);
    put_atom_link(atom, "alternate", "text/html", VIEW(""), VIEW(""));
    feed_put_links(xml, head, "link", head->writer->media_type);
    xml_leaf(xml, "generator", &(struct xml_attribute){ "version", VIEW(REFMILL_VERSION), true }, 1,
             VIEW("refmill"));
}

static void put_atom_category(struct atom *atom, const char *element, struct view category)
{
    const struct xml_attribute attributes[] = { { "term", category, false },
                                                { "scheme", VIEW(FEED_ARXIV_NAMESPACE), true } };

    xml_leaf(&atom->xml, element, attributes, 2, VIEW(""));
}

static void put_atom_categories(struct atom *atom, const struct record *record)
{
    struct view rest = record->categories, other;
    size_t next = 0;

    if (record->primary_category.len > 0)
        put_atom_category(atom, "category", record->primary_category);
    while ((other = word_set_take_other(&rest, record->primary_category)).len > 0)
        put_atom_category(atom, "category", other);
    while ((other = record_next_topic(record, &next)).len > 0) { /* of no scheme */
        tex_put_text(&atom->value, other);
        xml_leaf(&atom->xml, "category",
                 &(struct xml_attribute){ "term", buffer_view(&atom->value), false }, 1, VIEW(""));
        atom->value.len = 0;
    }
    if (record->primary_category.len > 0)
        put_atom_category(atom, "arxiv:primary_category", record->primary_category);
}

static uint64_t hash_of_update(uint64_t id, int64_t seconds)
{
    return keyed_hash_pair(id, (uint64_t)seconds);
}

/* Entries with the same id must differ in `updated` (RFC 4287, 4.1.1), so this moves each repeat
 * that --no-merge produces to the next free second. The number that the table keeps for a second
 * is how many seconds after it are known to be taken, so that no search tries them again. */
static int64_t distinct_update(struct atom *atom, const struct record *record)
{
    int64_t seconds = record->updated.seconds, found = seconds, next;
    uint64_t id, hash;

    feed_put_entry_id(&atom->value, record, atom->head->feed.id_version);
    id = keyed_hash_text(buffer_view(&atom->value));
    atom->value.len = 0;
    while (!hash_table_add(&atom->written, hash = hash_of_update(id, found)))
        found += 1 + (int64_t)hash_table_number(&atom->written, hash);
    for (int64_t at = seconds; at < found; at = next) {
        hash = hash_of_update(id, at);
        next = at + 1 + (int64_t)hash_table_number(&atom->written, hash);
        hash_table_set_number(&atom->written, hash, (uint32_t)(found - at));
    }
    return found;
}

/* `entry` is the language of the entry. */
static void put_summary(struct atom *atom, const struct record *record,
                        const struct language_terms *entry)
{
    enum language language = bilingual_language(&record->summary, atom->head->leads);
    struct view summary = record->summary.in[language];
    const struct language_terms *terms = language_terms_of_text(record, language, summary);
    struct view tag = terms == entry ? VIEW("") : view_of(terms->markup);

    tex_put_text(&atom->value, summary);
    if (atom->value.len == 0)
        return;
    xml_leaf(&atom->xml, "summary", &(struct xml_attribute){ "xml:lang", tag, true }, 1,
             buffer_view(&atom->value));
    atom->value.len = 0;
}

static void put_atom_authors(struct atom *atom, const struct record *record)
{
    for (size_t i = 0; i < record->author_count; i++) {
        person_put(&atom->value, &record->authors[i]);
        put_atom_author(atom, buffer_view(&atom->value));
        atom->value.len = 0;
    }
    if (record->authors_incomplete)
        put_atom_author(atom, VIEW("et al."));
    else if (record->author_count == 0 && atom->head->feed.author)
        put_atom_author(atom, feed_papers_author);
}

static void put_record(void *state, const struct record *record)
{
    struct atom *atom = state;
    struct xml_writer *xml = &atom->xml;
    int64_t updated = distinct_update(atom, record);
    const struct language_terms *terms =
        language_terms_of_title(record, atom->head->leads, atom->terms);

    xml_open(xml, "entry");
    if (terms != atom->terms)
        xml_attribute(xml, "xml:lang", terms->markup);
    feed_put_entry_id(&atom->value, record, atom->head->feed.id_version);
    put_atom_element(atom, "id");
    feed_put_entry_title(&atom->value, record, atom->head->leads);
    put_atom_element(atom, "title");
    put_atom_moment(atom, "published", feed_published(record, atom->head->feed.id_version));
    put_atom_moment(atom, "updated", updated);
    put_atom_authors(atom, record);
    buffer_put(&atom->value, record->url);
    put_atom_link(atom, "alternate", "text/html", VIEW(""),
                  record->arxiv_id.len > 0 ? VIEW("en") : VIEW(""));
    if (record->arxiv_id.len > 0) {
        arxiv_put_pdf_url(&atom->value, record->arxiv_id, record->version);
        put_atom_link(atom, "related", "application/pdf", VIEW("pdf"), VIEW(""));
    }
    put_atom_categories(atom, record);
    xml_element(xml, "arxiv:announce_type", announce_name(record->announce));
    put_summary(atom, record, terms);
    feed_put_content(&atom->value, atom->head, record, terms);
    xml_leaf(xml, "content", &(struct xml_attribute){ "type", VIEW("html"), true }, 1,
             buffer_view(&atom->value));
    atom->value.len = 0;
    xml_close(xml);
}

static void end(void *state)
{
    struct atom *atom = state;
    xml_end(&atom->xml);
    buffer_free(&atom->value);
    hash_table_free(&atom->written);
}

const struct writer writer_atom = {
    .name = "atom",
    .suffixes = { ".atom" },
    .description = "Atom 1.0, a feed",
    .leads = LANGUAGE_ZH,
    .is_feed = true,
    .media_type = "application/atom+xml",
    .can_archive = true,
    .needs = FIELD_BIT(FIELD_URL),
    .state_size = sizeof(struct atom),
    .begin = begin,
    .record = put_record,
    .end = end,
};
