#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "check.h"
#include "mathml.h"
#include "common/feed.h"
#include "records.h"
#include "tex/tex.h"

/* ---- XML ---------------------------------------------------------------- */

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static xmlNode *child_of(xmlNode *parent, const char *name)
{
    xmlNode *child = parent ? parent->children : NULL;

    while (child && !is_element(child, name))
        child = child->next;
    return child;
}

/* Puts the text inside, but that of formulas. */
static void put_text_around_formulas(struct buffer *out, const xmlNode *node)
{
    for (node = node->children; node; node = node->next) {
        if (node->type == XML_TEXT_NODE)
            buffer_put(out, view_of((const char *)node->content));
        else if (!is_element(node, "math"))
            put_text_around_formulas(out, node);
    }
}

/* The text inside, empty for NULL; the caller frees the buffer. */
static struct buffer text_of(xmlNode *node)
{
    struct buffer text = { 0 };
    xmlChar *content = node ? xmlNodeGetContent(node) : NULL;

    if (content)
        buffer_put(&text, view_of((const char *)content));
    xmlFree(content);
    return text;
}

/* Takes out what XML has no room for. */
static void drop_forbidden(struct buffer *text)
{
    size_t kept = 0;

    for (size_t i = 0; i < text->len; i++) {
        struct view rest = view_skip(buffer_view(text), i);
        if (view_starts_with(rest, VIEW("\xEF\xBF\xBE")) ||
            view_starts_with(rest, VIEW("\xEF\xBF\xBF")))
            i += 2;
        else
            text->at[kept++] = text->at[i];
    }
    text->len = kept;
}

/* ---- Entries ----------------------------------------------------------- */

/* The one link is to the code of the paper. */
static void check_link(const char *format, const xmlNode *node, struct view html,
                       const struct record *record)
{
    xmlChar *address = xmlGetProp(node, (const xmlChar *)"href");

    check(address && !node->properties->next, format, "a link has an address only", html);
    check_equal(format, "a link is to the paper's code", view_of((const char *)address),
                record->code_url);
    xmlFree(address);
}

/* Only what feed.h names; `lang` and the address of a link are the attributes. */
static void check_tags(const char *format, const xmlNode *node, struct view html,
                       const struct record *record)
{
    static const char *const names[] = { "p", "strong", "em", "div", "a" };

    for (; node; node = node->next) {
        bool known = node->type == XML_TEXT_NODE;

        if (is_element(node, "math")) {
            mathml_check(format, node, html);
            continue;
        }
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            known = known || is_element(node, names[i]);
        check(known, format, "HTML has a, p, strong, em and div only", html);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (is_element(node, "a"))
            check_link(format, node, html, record);
        else
            check(!node->properties || is_element(node, "div"), format, "HTML has no attributes",
                  html);
        check_tags(format, node->children, html, record);
    }
}

static void put_labelled(struct buffer *out, const char *label, struct view tex, bool mathml)
{
    if (tex_shows(tex))
        buffer_put(out, view_of(label));
    mathml_put_rest(out, tex, mathml);
}

static void put_texts(struct buffer *out, const struct record *record, enum language language,
                      bool mathml)
{
    mathml_put_rest(out, record->summary.in[language], mathml);
    mathml_put_rest(out, record->abstract.in[language], mathml);
    if (language != LANGUAGE_EN)
        return;
    put_labelled(out, "Journal reference: ", record->journal_ref, mathml);
    put_labelled(out, "Comments: ", record->arxiv_comment, mathml);
    if (record->code_url.len > 0)
        buffer_put(out, VIEW("Code"));
}

/* The HTML says what the record does, and nothing of it is markup. */
static void check_content(const char *format, struct view html, const struct record *record,
                          const struct expected *expected)
{
    enum language leads = expected->leads;
    struct buffer page = { 0 }, wanted = { 0 }, came = { 0 };
    struct view other = record->title.in[language_other(leads)];
    xmlDocPtr document;

    buffer_put(&page, VIEW("<html>"));
    buffer_put(&page, html);
    buffer_put(&page, VIEW("</html>"));
    document = mathml_parse(format, "HTML is read again", buffer_view(&page));
    check_tags(format, xmlDocGetRootElement(document)->children, html, record);
    put_text_around_formulas(&came, xmlDocGetRootElement(document));
    put_texts(&wanted, record, leads, expected->mathml);
    if (!view_equal(other, bilingual_leading(&record->title, leads)))
        mathml_put_rest(&wanted, other, expected->mathml);
    put_texts(&wanted, record, language_other(leads), expected->mathml);
    drop_forbidden(&wanted);
    check_equal(format, "the content is the record's text", buffer_view(&came),
                buffer_view(&wanted));
    xmlFreeDoc(document);
    buffer_free(&page);
    buffer_free(&came);
    buffer_free(&wanted);
}

static void put_title(struct buffer *out, const struct record *record, enum language leads)
{
    out->len = 0;
    feed_put_entry_title(out, record, leads);
    drop_forbidden(out);
}

/* The record of an entry: the one in its place or, by date, one that has its
 * URL and its title. */
static const struct record *find_record(const struct expected *expected, size_t place,
                                        struct view url, struct view title)
{
    struct buffer text = { 0 };
    size_t i = expected->in_order ? place : 0;

    for (; !expected->in_order && i < expected->count; i++) {
        if (!view_equal(url, expected->records[i].url))
            continue;
        put_title(&text, &expected->records[i], expected->leads);
        if (view_equal(title, buffer_view(&text)))
            break;
    }
    buffer_free(&text);
    return i < expected->count ? &expected->records[i] : NULL;
}

static struct buffer without_forbidden(struct view text)
{
    struct buffer copy = { 0 };

    buffer_put(&copy, text);
    drop_forbidden(&copy);
    return copy;
}

/* A feed of the user's own has arXiv for papers without authors. */
static void check_names(const char *format, struct view names, const struct record *record)
{
    struct buffer came = without_forbidden(names), wanted = { 0 };

    check_put_names(&wanted, record);
    drop_forbidden(&wanted);
    if (record->author_count > 0 || !view_equal(buffer_view(&came), VIEW("arXiv")))
        check_equal(format, "the authors are the record's", buffer_view(&came),
                    buffer_view(&wanted));
    buffer_free(&came);
    buffer_free(&wanted);
}

void check_entry(const char *format, const struct check_entry *entry,
                 const struct expected *expected, size_t place)
{
    struct buffer shown = without_forbidden(entry->title);
    struct buffer content = without_forbidden(entry->html), wanted = { 0 };
    const struct record *record = find_record(expected, place, entry->url, buffer_view(&shown));

    check(record != NULL, format, "an entry has a record's URL and title", entry->title);
    put_title(&wanted, record, expected->leads);
    check_equal(format, "a title is the text of the record's", buffer_view(&shown),
                buffer_view(&wanted));
    check_equal(format, "the URL is the record's", entry->url, record->url);
    check_names(format, entry->names, record);
    check_content(format, buffer_view(&content), record, expected);
    buffer_free(&shown);
    buffer_free(&content);
    buffer_free(&wanted);
}

/* The text of <dc:creator>, or of each <author><name>. */
static struct buffer names_of(xmlNode *entry)
{
    xmlNode *creator = child_of(entry, "creator");
    struct buffer names = { 0 }, name;

    if (creator)
        return text_of(creator);
    for (xmlNode *child = entry->children; child; child = child->next) {
        if (!is_element(child, "author"))
            continue;
        name = text_of(child_of(child, "name"));
        buffer_put(&names, names.len > 0 ? VIEW(", ") : VIEW(""));
        buffer_put(&names, buffer_view(&name));
        buffer_free(&name);
    }
    return names;
}

static void check_element(const char *format, xmlNode *node, const struct expected *expected,
                          size_t place)
{
    bool atom = is_element(node, "entry");
    struct buffer title = text_of(child_of(node, "title"));
    struct buffer url = text_of(child_of(node, atom ? "id" : "guid"));
    struct buffer html = text_of(child_of(node, atom ? "content" : "description"));
    struct buffer names = names_of(node);
    const struct check_entry entry = { buffer_view(&title), buffer_view(&url), buffer_view(&html),
                                       buffer_view(&names) };

    check_entry(format, &entry, expected, place);
    buffer_free(&title);
    buffer_free(&url);
    buffer_free(&html);
    buffer_free(&names);
}

/* No two entries have the same identifier and time (RFC 4287, 4.1.1). */
static void check_apart(const char *format, xmlNode *entry)
{
    struct buffer id = text_of(child_of(entry, "id")), time = text_of(child_of(entry, "updated"));

    for (xmlNode *other = entry->next; other; other = other->next) {
        struct buffer other_id = text_of(child_of(other, "id"));
        struct buffer other_time = text_of(child_of(other, "updated"));

        check(!is_element(other, "entry") ||
                  !view_equal(buffer_view(&id), buffer_view(&other_id)) ||
                  !view_equal(buffer_view(&time), buffer_view(&other_time)),
              format, "entries of one identifier have times of their own", buffer_view(&id));
        buffer_free(&other_id);
        buffer_free(&other_time);
    }
    buffer_free(&id);
    buffer_free(&time);
}

void check_feed(const char *format, struct view output, const struct expected *expected)
{
    xmlDocPtr document = mathml_parse(format, "libxml2 reads it", output);
    xmlNode *root = xmlDocGetRootElement(document);
    bool atom = is_element(root, "feed");
    size_t entries = 0;

    if (!atom)
        root = child_of(root, "channel");
    check(root != NULL, format, "a feed has a channel", output);
    for (xmlNode *node = root->children; node; node = node->next) {
        if (is_element(node, atom ? "entry" : "item"))
            check_element(format, node, expected, entries++);
        if (is_element(node, "entry"))
            check_apart(format, node);
    }
    check(entries == expected->count, format, "an entry a record", output);
    xmlFreeDoc(document);
}
