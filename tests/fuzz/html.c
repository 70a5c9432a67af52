#include <string.h>

#include "check.h"
#include "mathml.h"
#include "tex/tex.h"
#include "text/utf8.h"

static const char format_name[] = "html";

/* What the papers of a page are made of, formulas too; what a page has around them does not come
 * from the input. */
static const char *const elements[] = {
    "a",      "article",    "bdi",   "code",    "data", "details", "div",   "h2",    "h3",
    "h4",     "math",       "mfrac", "mi",      "mn",   "mo",      "mover", "mroot", "mrow",
    "mspace", "msqrt",      "msub",  "msubsup", "msup", "mtable",  "mtd",   "mtext", "mtr",
    "munder", "munderover", "p",     "section", "span", "summary", "time",
};
static const char *const attributes[] = {
    "accent", "accentunder",   "class",    "datetime",    "dir",      "display",   "fence",
    "form",   "href",          "id",       "itemid",      "itemprop", "itemscope", "itemtype",
    "lang",   "linethickness", "lspace",   "mathvariant", "maxsize",  "minsize",   "movablelimits",
    "open",   "rspace",        "stretchy", "title",       "value",    "width",
};

/* Groups of a formula that stand in one another are as many as mathml.c says, each of some
 * elements. */
enum { DEEPEST = 1024 };

struct page {
    struct view rest;
    struct view open[DEEPEST]; /* elements, the outermost first */
    size_t depth, articles, titles;
    size_t headline;     /* the depth of the title that is open, or 0 */
    size_t formula;      /* the same of a formula */
    struct buffer title; /* the text of the title that is open, without formulas */
};

static bool is_one_of(struct view name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (view_equal(name, view_of(names[i])))
            return true;
    }
    return false;
}

/* Takes letters and digits off. */
static struct view take_name(struct view *rest)
{
    size_t len = 0;

    while (len < rest->len && (ascii_is_alpha(rest->at[len]) || ascii_is_digit(rest->at[len])))
        len++;
    *rest = view_skip(*rest, len);
    return (struct view){ rest->at - len, len };
}

/* Takes what a reference stands for off, or a byte of text. */
static char take_character(struct view *text)
{
    static const struct {
        struct view reference;
        char byte;
    } references[] = { { VIEW_ENTRY("&amp;"), '&' },
                       { VIEW_ENTRY("&lt;"), '<' },
                       { VIEW_ENTRY("&gt;"), '>' },
                       { VIEW_ENTRY("&quot;"), '"' } };
    char byte = text->at[0];

    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        if (view_take(text, references[i].reference))
            return references[i].byte;
    }
    check(!strchr("&<>\"", byte) && byte, format_name, "text is escaped", *text);
    *text = view_skip(*text, 1);
    return byte;
}

static bool is_link(struct view value)
{
    struct view scheme = { value.at, view_find(value, VIEW("://")) };

    return view_starts_with(value, VIEW("#")) || view_equal_ignoring_case(scheme, VIEW("http")) ||
           view_equal_ignoring_case(scheme, VIEW("https"));
}

static void check_attribute(struct view name, struct view value)
{
    check(is_one_of(name, attributes, sizeof attributes / sizeof *attributes), format_name,
          "an attribute is one of the format's own", name);
    if (view_equal(name, VIEW("href")))
        check(is_link(value), format_name, "a link leads to the web, or into the page", value);
    while (value.len > 0)
        take_character(&value);
}

/* Returns true if the element is a title. */
static bool take_attributes(struct view *rest)
{
    bool is_headline = false;

    while (view_take(rest, VIEW(" "))) {
        struct view name = take_name(rest), value = { 0 };

        if (view_take(rest, VIEW("=\""))) {
            value = (struct view){ rest->at, view_find_byte(*rest, '"') };
            *rest = view_skip(*rest, value.len + 1);
        }
        check_attribute(name, value);
        is_headline = is_headline || view_equal(value, VIEW("headline"));
    }
    check(view_take(rest, VIEW(">")), format_name, "a tag ends", *rest);
    return is_headline;
}

static bool is_shown(uint32_t c)
{
    return c >= 0x20 && (c < 0x7F || c > 0x9F) && (c < 0xFDD0 || c > 0xFDEF) &&
           (c & 0xFFFE) != 0xFFFE;
}

void check_put_shown(struct buffer *out, struct view text)
{
    while (text.len > 0) {
        size_t len;
        uint32_t c = utf8_decode(text, &len);

        if (c == '\t' || c == '\n')
            buffer_put_byte(out, ' ');
        else if (is_shown(c))
            buffer_put(out, (struct view){ text.at, len });
        text = view_skip(text, len);
    }
}

static void check_title(struct page *page, const struct record *record,
                        const struct expected *expected)
{
    struct view title = bilingual_leading(&record->title, expected->leads);
    struct buffer text = { 0 }, wanted = { 0 };

    if (tex_shows(title)) {
        mathml_put_rest(&text, title, expected->mathml);
    } else {
        buffer_put(&text, record->arxiv_id.len > 0 ? VIEW("arXiv:") : record->url);
        buffer_put(&text, record->arxiv_id);
    }
    check_put_shown(&wanted, buffer_view(&text));
    check_equal(format_name, "a title is the text of the record's", buffer_view(&page->title),
                buffer_view(&wanted));
    page->title.len = 0;
    buffer_free(&text);
    buffer_free(&wanted);
}

static void open_element(struct page *page, struct view name, bool is_headline)
{
    check(page->depth < DEEPEST, format_name, "elements are few in each other", page->rest);
    page->open[page->depth++] = name;
    page->articles += view_equal(name, VIEW("article"));
    if (is_headline)
        page->headline = page->depth;
    if (view_equal(name, VIEW("math"))) {
        check(page->formula == 0, format_name, "no formula is in another", page->rest);
        page->formula = page->depth;
    }
}

static void close_element(struct page *page, struct view name, const struct expected *expected)
{
    check(page->depth > 0 && view_equal(page->open[page->depth - 1], name), format_name,
          "an element ends where it began", page->rest);
    if (page->depth == page->formula)
        page->formula = 0;
    if (page->depth-- != page->headline)
        return;
    page->headline = 0;
    check(++page->titles == page->articles && page->articles <= expected->count, format_name,
          "an article a record, each with a title", page->rest);
    check_title(page, &expected->records[page->articles - 1], expected);
}

static void take_tag(struct page *page, const struct expected *expected)
{
    bool closes = view_take(&page->rest, VIEW("/"));
    struct view name = take_name(&page->rest);
    bool is_headline;

    check(is_one_of(name, elements, sizeof elements / sizeof *elements), format_name,
          "an element is one of the format's own", name);
    is_headline = take_attributes(&page->rest);
    if (closes)
        close_element(page, name, expected);
    else
        open_element(page, name, is_headline);
}

static bool is_over(const struct page *page, const struct expected *expected)
{
    return view_starts_with(page->rest, VIEW("</main>")) ||
           (expected->count == 0 && view_starts_with(page->rest, VIEW("<p>")));
}

void check_html(const char *format, struct view output, const struct expected *expected)
{
    static const struct view start = VIEW_ENTRY("<main>\n");
    struct page page = { .rest = view_skip(output, view_find(output, start) + start.len) };

    check(view_ends_with(output, VIEW("</script>\n</body>\n</html>\n")), format, "a page ends",
          output);
    while (!is_over(&page, expected)) {
        check(page.rest.len > 0, format, "the papers end", output);
        if (view_take(&page.rest, VIEW("<"))) {
            take_tag(&page, expected);
            continue;
        }
        char byte = take_character(&page.rest);
        if (page.headline > 0 && page.formula == 0)
            buffer_put_byte(&page.title, byte);
    }
    check(page.depth == 0 && page.articles == expected->count && page.titles == page.articles,
          format, "an article a record, each with a title", output);
    buffer_free(&page.title);
}
