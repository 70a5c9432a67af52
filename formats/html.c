/* A self-contained HTML5 page in both languages. Reference managers and search engines find the
 * papers as COinS and as schema.org microdata, which marks up the visible text, while JSON-LD would
 * repeat it in a script element. */
#include "record/arxiv_id.h"
#include "common/feed.h"
#include "common/html_coins.h"
#include "common/html_days.h"
#include "common/html_page.h"
#include "text/keyed_hash.h"
#include "text/hash_table.h"
#include "tex/tex.h"
#include "record/word_set.h"

/* Authors beyond these are folded, and so are the abstracts of more papers than a few. */
enum { AUTHORS_SHOWN = 8, AUTHORS_HIDDEN = 3, FEW_PAPERS = 5 };

struct html {
    struct html_text text;
    enum language leads;
    const struct language_terms *terms; /* of the page's language */
    bool channels_stand_in; /* show channels if categories are unknown, but not if omitted */
    bool has_papers, unfolds;
    char level; /* of the heading of a paper */
    struct html_days days;
    struct hash_table ids; /* of the papers that have an id in the page */
};

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct html *html = state;

    html->text.out = sink_buffer(sink);
    html->leads = head->leads;
    html->text.mathml = head->settings.formulas != FORMULAS_TEX;
    html->terms = language_terms_of_head(head);
    html->channels_stand_in = !(head->settings.omitted & FIELD_BIT(FIELD_PRIMARY_CATEGORY));
    html->unfolds = head->counted && head->papers <= FEW_PAPERS;
    html_put_head(&html->text, head);
    html_days_begin(&html->days, &html->text, head, html->terms);
    html_put_own(&html->text, VIEW("<main>\n"));
}

/* Puts an element with the text and its language, or nothing if the text is empty. `start` is its
 * start tag without the '>'. */
static void put_html_tex(struct html_text *text, struct view start,
                         const struct language_terms *terms, struct view tex)
{
    if (!tex_shows(tex))
        return;
    html_put_own(text, start);
    html_put_own(text, VIEW(" lang=\""));
    html_put_own(text, view_of(terms->markup));
    html_put_own(text, VIEW("\" dir=\"auto\">"));
    html_put_tex(text, tex);
    html_put_own(text, VIEW("</p>\n"));
}

static void put_html_titles(struct html *html, const struct record *record)
{
    struct html_text *text = &html->text;
    struct view leading = bilingual_leading(&record->title, html->leads);
    struct view other = bilingual_other(&record->title, html->leads);
    const struct language_terms *terms = language_terms_of_title(record, html->leads, html->terms);

    html_put_own(text, VIEW("<h"));
    buffer_put_byte(text->out, html->level);
    html_put_own(text, VIEW(" class=\"headline\" itemprop=\"headline\" lang=\""));
    html_put_own(text, view_of(terms->markup));
    html_put_own(text, VIEW("\" dir=\"auto\">"));
    html_put_own(text, VIEW("<a itemprop=\"url\" href=\""));
    html_put(text, record->url); /* a web URL: readers accept no other */
    html_put_own(text, VIEW("\">"));
    if (tex_shows(leading)) {
        html_put_tex(text, leading);
    } else {
        text->unicode.len = 0;
        feed_put_name(&text->unicode, record);
        html_put(text, buffer_view(&text->unicode));
    }
    html_put_own(text, VIEW("</a></h"));
    buffer_put_byte(text->out, html->level);
    html_put_own(text, VIEW(">\n"));
    if (!view_equal(leading, other))
        put_html_tex(text, VIEW("<p class=\"title\" itemprop=\"alternativeHeadline\""),
                     language_terms_of_text(record, language_other(html->leads), other), other);
}

static void put_html_author(struct html_text *text, const struct person *person)
{
    html_put_own(text, VIEW("<span itemprop=\"author\" itemscope itemtype=\"https://schema.org/"));
    html_put_own(text, person->literal.len > 0 ? VIEW("Organization") : VIEW("Person"));
    html_put_own(text, VIEW("\"><bdi itemprop=\"name\">"));
    text->unicode.len = 0;
    person_put(&text->unicode, person);
    html_put(text, buffer_view(&text->unicode));
    html_put_own(text, VIEW("</bdi></span>"));
}

/* Puts all authors, but folds those after the first few if they are many. */
static void put_html_authors(struct html *html, const struct record *record)
{
    struct html_text *text = &html->text;
    size_t count = record->author_count;
    bool folds = count >= AUTHORS_SHOWN + AUTHORS_HIDDEN;

    if (count == 0)
        return;
    html_put_own(text, VIEW("<div class=\"authors\">"));
    for (size_t i = 0; i < count; i++) {
        if (folds && i == AUTHORS_SHOWN) {
            html_put_own(text, VIEW(" <details><summary>"));
            html_put_own(text, html->terms->more_authors[0]);
            buffer_put_number(text->out, count - i);
            html_put_own(text, html->terms->more_authors[1]);
            html_put_own(text, VIEW("</summary> "));
        }
        put_html_author(text, &record->authors[i]);
        html_put_own(text, i + 1 < count || record->authors_incomplete ? VIEW(", ") : VIEW(""));
    }
    if (record->authors_incomplete)
        html_put_own(text, VIEW("et al."));
    html_put_own(text, folds ? VIEW("</details></div>\n") : VIEW("</div>\n"));
}

static void put_html_category(struct html_text *text, struct view start, struct view category)
{
    if (category.len == 0)
        return;
    html_put_own(text, start);
    html_put(text, category);
    html_put_own(text, VIEW("</bdi>"));
}

static void put_other_categories(struct html_text *text, struct view start, struct view words,
                                 struct view primary)
{
    struct view other;

    while ((other = word_set_take_other(&words, primary)).len > 0)
        put_html_category(text, start, other);
}

/* Puts the categories that the script filters by. Like --category, uses the channels if the
 * categories are not known. */
static void put_html_categories(struct html *html, const struct record *record)
{
    static const struct view category =
        VIEW_ENTRY(" <bdi class=\"category\" itemprop=\"keywords\">");
    static const struct view channel = VIEW_ENTRY(" <bdi class=\"category\">");
    bool known = record->primary_category.len > 0 || record->categories.len > 0;

    put_html_category(&html->text, category, record->primary_category);
    put_other_categories(&html->text, category, record->categories, record->primary_category);
    if (!known && html->channels_stand_in)
        put_other_categories(&html->text, channel, record->channels, VIEW(""));
}

static void put_html_topics(struct html_text *text, const struct record *record)
{
    size_t next = 0;
    struct view topic;

    while ((topic = record_next_topic(record, &next)).len > 0) {
        html_put_own(text, VIEW(" <bdi class=\"topic\" itemprop=\"keywords\">"));
        html_put_tex(text, topic);
        html_put_own(text, VIEW("</bdi>"));
    }
}

/* Puts arXiv:2403.19588v1 as a link to the paper in this page. */
static void put_identifier(struct html_text *text, const struct record *record)
{
    html_put_own(text, VIEW("<a href=\"#"));
    html_put_percent(text, record->arxiv_id);
    html_put_own(text, VIEW("\"><span itemprop=\"identifier\">arXiv:"));
    html_put(text, record->arxiv_id);
    if (record->version) {
        buffer_put_byte(text->out, 'v');
        buffer_put_number(text->out, record->version);
    }
    html_put_own(text, VIEW("</span></a>"));
}

static void put_links(struct html *html, const struct record *record)
{
    struct html_text *text = &html->text;
    struct view doi = record_doi(record);

    if (record->arxiv_id.len > 0) {
        html_put_own(text, VIEW(" <a href=\""));
        arxiv_put_pdf_url(text->out, record->arxiv_id, record->version);
        html_put_own(text, VIEW("\">PDF</a>"));
    }
    if (doi.len > 0) {
        html_put_own(text, VIEW(" <a itemprop=\"sameAs\" href=\"https://doi.org/"));
        html_put_percent(text, doi);
        html_put_own(text, VIEW("\">DOI</a>"));
    }
    if (record->code_url.len > 0) {
        html_put_own(text, VIEW(" <a href=\""));
        html_put(text, record->code_url);
        html_put_own(text, VIEW("\">"));
        html_put_own(text, html->terms->code);
        html_put_own(text, VIEW("</a>"));
    }
}

static void put_facts(struct html *html, const struct record *record)
{
    struct html_text *text = &html->text;
    size_t before = text->out->len, start;

    html_put_own(text, VIEW("<p class=\"facts\">"));
    start = text->out->len;
    if (record->announce != ANNOUNCE_ABSENT) {
        html_put_own(text, VIEW("<data class=\"kind\" value=\""));
        html_put_own(text, announce_name(record->announce));
        html_put_own(text, VIEW("\">"));
        html_put_own(text, html->terms->kinds[record->announce]);
        html_put_own(text, VIEW("</data> "));
    }
    if (record->arxiv_id.len > 0)
        put_identifier(text, record);
    if (record->date.year) {
        html_put_own(text, VIEW(" <time itemprop=\"datePublished\">"));
        date_put(record->date, text->out);
        html_put_own(text, VIEW("</time>"));
    }
    put_html_categories(html, record);
    put_html_topics(text, record);
    put_links(html, record);
    if (text->out->len == start)
        text->out->len = before;
    else
        html_put_own(text, VIEW("</p>\n"));
}

static void put_html_summary(struct html_text *text, const struct record *record,
                             enum language language)
{
    struct view summary = record->summary.in[language];

    put_html_tex(text, VIEW("<p class=\"summary\""),
                 language_terms_of_text(record, language, summary), summary);
}

static void put_note_of_cut(struct html *html)
{
    html_put_own(&html->text, VIEW("<p class=\"more label\" lang=\""));
    html_put_own(&html->text, view_of(html->terms->markup));
    html_put_own(&html->text, VIEW("\">"));
    html_put_own(&html->text, html->terms->cut);
    html_put_own(&html->text, VIEW("</p>\n"));
}

/* Puts the abstract, below the summary in its language if that does not lead. */
static void put_html_abstract(struct html *html, const struct record *record,
                              enum language language, bool summary)
{
    struct html_text *text = &html->text;
    struct view abstract = record->abstract.in[language];
    const struct language_terms *terms = language_terms_of_text(record, language, abstract);

    if (!tex_shows(abstract))
        return;
    html_put_own(text, VIEW("<div lang=\""));
    html_put_own(text, view_of(terms->markup));
    html_put_own(text, VIEW("\">\n"));
    if (summary)
        put_html_summary(text, record, language);
    html_put_own(text, VIEW("<p itemprop=\"abstract\" dir=\"auto\">"));
    html_put_tex(text, abstract);
    html_put_own(text, VIEW("</p>\n"));
    if (language == LANGUAGE_EN && record->abstract_truncated)
        put_note_of_cut(html);
    html_put_own(text, VIEW("</div>\n"));
}

static bool has_two_summaries(const struct record *record)
{
    return tex_shows(record->summary.in[LANGUAGE_EN]) && tex_shows(record->summary.in[LANGUAGE_ZH]);
}

/* Puts both abstracts, which a wide window shows side by side; folded unless the papers are few. */
static void put_abstracts(struct html *html, const struct record *record)
{
    struct buffer *out = html->text.out;
    size_t before = out->len, start;

    html_put_own(&html->text, VIEW("<details class=\"abstract\""));
    html_put_own(&html->text, html->unfolds ? VIEW(" open") : VIEW(""));
    html_put_own(&html->text, VIEW("><summary>"));
    html_put_own(&html->text, html->terms->abstract);
    html_put_own(&html->text, VIEW("</summary>\n<div class=\"texts\">\n"));
    start = out->len;
    put_html_abstract(html, record, html->leads, false);
    put_html_abstract(html, record, language_other(html->leads), has_two_summaries(record));
    if (out->len == start)
        out->len = before;
    else
        html_put_own(&html->text, VIEW("</div>\n</details>\n"));
}

static void put_html_metadata(struct html_text *text, struct view label, struct view tex)
{
    if (!tex_shows(tex))
        return;
    html_put_own(text, VIEW("<p class=\"more\"><span class=\"label\">"));
    html_put_own(text, label);
    html_put_own(text, VIEW("</span> <bdi lang=\"en\">"));
    html_put_tex(text, tex);
    html_put_own(text, VIEW("</bdi></p>\n"));
}

/* Only the first article of a paper has an id, which must be unique, since --no-merge may repeat
 * the paper. --exclude finds the paper by its itemid (library_xml.c). */
static void open_article(struct html *html, const struct record *record)
{
    struct html_text *text = &html->text;
    bool first = record->arxiv_id.len > 0 &&
                 hash_table_add(&html->ids, keyed_hash_text(record->arxiv_id));

    html_put_own(text, VIEW("<article"));
    if (first) {
        html_put_own(text, VIEW(" id=\""));
        html_put(text, record->arxiv_id);
        html_put_own(text, VIEW("\""));
    }
    html_put_own(text,
                 VIEW(" itemscope itemtype=\"https://schema.org/ScholarlyArticle\" itemid=\""));
    html_put(text, record->url);
    html_put_own(text, VIEW("\">\n"));
}

static void put_record(void *state, const struct record *record)
{
    struct html *html = state;
    struct html_text *text = &html->text;

    html->has_papers = true;
    html->level = html_days_open(&html->days, text, record);
    open_article(html, record);
    html_put_coins(text, record);
    put_html_titles(html, record);
    put_html_authors(html, record);
    put_facts(html, record);
    put_html_summary(text, record, html->leads);
    if (!has_two_summaries(record) || !tex_shows(record->abstract.in[language_other(html->leads)]))
        put_html_summary(text, record, language_other(html->leads));
    put_html_metadata(text, html->terms->journal, record->journal_ref);
    put_html_metadata(text, html->terms->comments, record->arxiv_comment);
    put_abstracts(html, record);
    html_put_own(text, VIEW("</article>\n"));
}

static void end(void *state)
{
    struct html *html = state;

    html_days_end(&html->days, &html->text);
    html_put_foot(&html->text, html->terms, html->has_papers);
    buffer_free(&html->text.unicode);
    hash_table_free(&html->ids);
}

const struct writer writer_html = {
    .name = "html",
    .suffixes = { ".html", ".htm" },
    .description = "a page to read; Zotero's connector saves papers from it",
    .leads = LANGUAGE_ZH,
    .by_day = true,
    .needs = FIELD_BIT(FIELD_URL),
    .state_size = sizeof(struct html),
    .begin = begin,
    .record = put_record,
    .end = end,
};
