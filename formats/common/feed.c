#include "common/feed.h"

#include "text/markup.h"
#include "tex/mathml.h"
#include "tex/tex.h"

const struct view feed_papers_author = VIEW_ENTRY("arXiv");

struct view feed_description(const struct output_head *head)
{
    enum translation translation = head->leads == LANGUAGE_EN ? TRANSLATION_ABSENT
                                                              : head->translation;

    if (head->feed.description)
        return view_of(head->feed.description);
    return head->other_translations && translation
               ? VIEW("Papers announced on arXiv, with translations")
               : language_terms_of_translation(translation)->feed;
}

struct view feed_author(const struct output_head *head)
{
    return head->feed.author ? view_of(head->feed.author) : feed_papers_author;
}

void feed_put_id(struct buffer *out, const struct output_head *head)
{
    const struct feed *feed = &head->feed;

    if (feed->id && !output_head_is_page(head))
        buffer_put(out, view_of(feed->id));
    else if (feed->url)
        buffer_put(out, view_of(feed->url));
    else
        output_head_put_home(out, head);
}

bool feed_has_links(const struct output_head *head)
{
    return head->feed.url || head->feed.prev_archive || output_head_is_page(head);
}

void feed_put_links(struct xml_writer *xml, const struct output_head *head, const char *element,
                    const char *type)
{
    const struct feed *feed = &head->feed;
    const struct {
        const char *rel, *href;
    } links[] = {
        { "self", feed->url },
        { "current", output_head_is_page(head) ? feed->current : NULL },
        { "prev-archive", feed->prev_archive },
        { "next-archive", output_head_is_page(head) ? feed->next_archive : NULL },
    };

    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        if (!links[i].href)
            continue;
        xml_leaf(xml, element,
                 (const struct xml_attribute[]){ { "rel", view_of(links[i].rel), true },
                                                 { "type", view_of(type), true },
                                                 { "href", view_of(links[i].href), false } },
                 3, VIEW(""));
    }
    if (output_head_is_page(head)) {
        xml_leaf(xml, "fh:archive", NULL, 0, VIEW(""));
    }
}

void feed_put_entry_id(struct buffer *out, const struct record *record, bool id_version)
{
    buffer_put(out, record->url);
    if (id_version && record->version > 0) {
        buffer_put_byte(out, 'v');
        buffer_put_number(out, record->version);
    }
}

int64_t feed_published(const struct record *record, bool id_version)
{
    return id_version ? record->updated.seconds : record->published.seconds;
}

void feed_put_name(struct buffer *out, const struct record *record)
{
    if (record->arxiv_id.len > 0) {
        buffer_put(out, VIEW("arXiv:"));
        buffer_put(out, record->arxiv_id);
    } else {
        buffer_put(out, record->url);
    }
}

void feed_put_entry_title(struct buffer *out, const struct record *record, enum language leads)
{
    struct view leading = bilingual_leading(&record->title, leads);
    struct view other = bilingual_other(&record->title, leads);
    size_t start = out->len, end;

    tex_put_text(out, leading);
    end = out->len;
    if (other.len > 0 && !view_equal(leading, other)) {
        if (end > start)
            buffer_put(out, VIEW(" | "));
        tex_put_text(out, other);
    }
    if (out->len == start)
        feed_put_name(out, record); /* an entry must have a title */
}

static void put_paragraph(struct buffer *out, const struct output_head *head, struct view tex,
                          const char *before, const char *after)
{
    if (!tex_shows(tex))
        return;
    buffer_put(out, VIEW("<p>"));
    buffer_put(out, view_of(before));
    tex_put_markup(out, tex, head->settings.formulas == FORMULAS_MATHML, MARKUP_FRAGMENT);
    buffer_put(out, view_of(after));
    buffer_put(out, VIEW("</p>"));
}

static void put_code_link(struct buffer *out, struct view url)
{
    size_t start;

    if (url.len == 0)
        return;
    buffer_put(out, VIEW("<p><a href=\""));
    start = out->len;
    buffer_put(out, url);
    markup_escape(out, start, MARKUP_FRAGMENT);
    buffer_put(out, VIEW("\">Code</a></p>"));
}

static void put_content_texts(struct buffer *out, const struct output_head *head,
                              const struct record *record, enum language language)
{
    put_paragraph(out, head, record->summary.in[language], "<strong>", "</strong>");
    put_paragraph(out, head, record->abstract.in[language], "", "");
    if (language != LANGUAGE_EN)
        return;
    put_paragraph(out, head, record->journal_ref, "Journal reference: ", "");
    put_paragraph(out, head, record->arxiv_comment, "Comments: ", "");
    put_code_link(out, record->code_url);
}

/* Puts the texts in one language, the title only if it does not lead. */
static void put_content_language(struct buffer *out, const struct output_head *head,
                                 const struct record *record, enum language language,
                                 const struct language_terms *around)
{
    const struct language_terms *terms = language_terms_of_group(record, language);
    struct view title = record->title.in[language];
    bool leads = language == head->leads, is_own = leads && terms == around; /* needs no mark */
    size_t before = out->len, start;

    if (!is_own) {
        buffer_put(out, VIEW("<div lang=\""));
        buffer_put(out, view_of(terms->markup));
        buffer_put(out, VIEW("\">"));
    }
    start = out->len;
    if (!leads && !view_equal(title, bilingual_leading(&record->title, head->leads)))
        put_paragraph(out, head, title, "<em>", "</em>");
    put_content_texts(out, head, record, language);
    if (out->len == start) /* remove the empty element */
        out->len = before;
    else if (!is_own)
        buffer_put(out, VIEW("</div>"));
}

void feed_put_content(struct buffer *out, const struct output_head *head,
                      const struct record *record, const struct language_terms *around)
{
    put_content_language(out, head, record, head->leads, around);
    put_content_language(out, head, record, language_other(head->leads), around);
}
