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

/* Groups of a formula that stand in one another are as many as mathml_formula.h says, each of some
 * elements. */
enum { DEEPEST = 1024 };

struct page {
    struct view rest;
    struct view open[DEEPEST]; /* elements, the outermost first */
    size_t depth, articles, titles;
    size_t headline;     /* the depth of the title that is open, or 0 */
    size_t formula;      /* the same of a formula */
    struct view coins;   /* of the tag that was taken */
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

/* ---- COinS ------------------------------------------------------------- */

static int hex_value(char c)
{
    static const char digits[] = "0123456789ABCDEF";

    check(c && strchr(digits, c), format_name, "a percent has two digits of base 16", VIEW(""));
    return (int)(strchr(digits, c) - digits);
}

/* Takes what is before the next ampersand, which is escaped, and decodes it. */
static void take_pair(struct view *rest, struct buffer *name, struct buffer *value)
{
    struct view pair = { rest->at, view_find(*rest, VIEW("&amp;")) };
    size_t equals = view_find_byte(pair, '=');

    *rest = view_skip(*rest, pair.len + VIEW("&amp;").len);
    name->len = value->len = 0;
    buffer_put(name, (struct view){ pair.at, equals });
    for (pair = view_skip(pair, equals + 1); pair.len > 0; pair = view_skip(pair, 1)) {
        if (pair.at[0] == '%' && pair.len > 2) {
            buffer_put_byte(value, (char)(hex_value(pair.at[1]) * 16 + hex_value(pair.at[2])));
            pair = view_skip(pair, 2);
        } else {
            buffer_put_byte(value, pair.at[0]);
        }
    }
}

/* Puts the words between blanks and commas, with a blank before each but the first. */
static void put_words(struct buffer *out, struct view text)
{
    size_t start = out->len;
    bool between = false;

    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.at[i] == ' ' || text.at[i] == ',';

        if (!blank && between && out->len > start)
            buffer_put_byte(out, ' ');
        between = blank;
        if (!blank)
            buffer_put_byte(out, text.at[i]);
    }
}

/* True if only commas that blanks or other commas are next to make more than one blank. */
static bool has_lone_commas(const struct person *person)
{
    const struct view parts[] = { person->family, person->given, person->suffix, person->literal };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (view_find(parts[i], VIEW(",,")) < parts[i].len ||
            view_find(parts[i], VIEW(" ,")) < parts[i].len || view_starts_with(parts[i], VIEW(",")))
            return false;
    }
    return true;
}

/* Zotero divides a name at its first comma, and drops what is behind a second. */
static void check_creator(struct view creator, const struct person *person)
{
    bool whole = person->literal.len > 0;
    struct buffer wanted = { 0 }, given = { 0 };

    put_words(&wanted, whole ? person->literal : person->family);
    buffer_put(&wanted, VIEW(","));
    put_words(&given, person->given);
    if (given.len > 0) {
        buffer_put(&wanted, VIEW(" "));
        buffer_put(&wanted, buffer_view(&given));
    }
    given.len = 0;
    put_words(&given, person->suffix);
    if (given.len > 0) {
        buffer_put(&wanted, VIEW(" "));
        buffer_put(&wanted, buffer_view(&given));
    }
    if (has_lone_commas(person))
        check_equal(format_name, "a name in COinS is the author's", creator, buffer_view(&wanted));
    buffer_free(&wanted);
    buffer_free(&given);
}

static void check_coins(struct view coins, const struct record *record)
{
    struct buffer name = { 0 }, value = { 0 }, title = { 0 };
    size_t authors = 0;

    tex_put_text(&title, bilingual_leading(&record->title, LANGUAGE_EN));
    while (coins.len > 0) {
        take_pair(&coins, &name, &value);
        if (view_equal(buffer_view(&name), VIEW("rft.title"))) {
            check_equal(format_name, "a title in COinS is the record's", buffer_view(&value),
                        buffer_view(&title));
        } else if (!view_equal(buffer_view(&name), VIEW("rft.creator"))) {
            continue;
        } else if (record->author_count == 0) { /* html_coins.c says why */
            check_equal(format_name, "a creator in COinS stands for no author", buffer_view(&value),
                        VIEW(" "));
        } else {
            check(authors < record->author_count, format_name, "COinS has no more authors",
                  buffer_view(&value));
            check_creator(buffer_view(&value), &record->authors[authors++]);
        }
    }
    check(authors == record->author_count, format_name, "COinS has all authors", record->url);
    buffer_free(&name);
    buffer_free(&value);
    buffer_free(&title);
}

/* ---- Elements ---------------------------------------------------------- */

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
static bool take_attributes(struct page *page)
{
    struct view *rest = &page->rest;
    bool is_headline = false;

    page->coins.len = 0;
    while (view_take(rest, VIEW(" "))) {
        struct view name = take_name(rest), value = { 0 };

        if (view_take(rest, VIEW("=\""))) {
            value = (struct view){ rest->at, view_find_byte(*rest, '"') };
            *rest = view_skip(*rest, value.len + 1);
        }
        check_attribute(name, value);
        is_headline = is_headline || view_equal(value, VIEW("headline"));
        if (view_starts_with(value, VIEW("ctx_ver=")))
            page->coins = value;
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
    is_headline = take_attributes(page);
    if (page->coins.len > 0 && page->articles > 0 && page->articles <= expected->count)
        check_coins(page->coins, &expected->records[page->articles - 1]);
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
