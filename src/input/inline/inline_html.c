/* HTML in inline text: tags, comments and <address>. */
#include "input/inline/inline_reading.h"

/* What a tag does to the text around it. Tags of other elements, as in "the <think> token", are
 * text. */
enum element_kind {
    ELEMENT_INLINE,
    ELEMENT_BREAK,       /* a line break where it begins and ends */
    ELEMENT_BREAK_AFTER, /* where it ends */
    ELEMENT_RAW,         /* what is in it is no text */
    ELEMENT_ANCHOR,
    ELEMENT_PICTURE,
    ELEMENT_STYLED /* ELEMENT_STYLED + style */
};

#define ELEMENT(name, kind)    \
    {                          \
        VIEW_ENTRY(name), kind \
    }
#define STYLED(name, style)                                             \
    {                                                                   \
        VIEW_ENTRY(name), (enum element_kind)(ELEMENT_STYLED + (style)) \
    }

/* In order. */
static const struct element {
    struct view name;
    enum element_kind kind;
} elements[] = {
    ELEMENT("a", ELEMENT_ANCHOR),
    ELEMENT("abbr", ELEMENT_INLINE),
    ELEMENT("article", ELEMENT_BREAK_AFTER),
    ELEMENT("audio", ELEMENT_INLINE),
    STYLED("b", INLINE_STRONG),
    ELEMENT("big", ELEMENT_INLINE),
    ELEMENT("blockquote", ELEMENT_BREAK_AFTER),
    ELEMENT("br", ELEMENT_BREAK),
    ELEMENT("button", ELEMENT_INLINE),
    ELEMENT("caption", ELEMENT_BREAK_AFTER),
    ELEMENT("center", ELEMENT_INLINE),
    ELEMENT("cite", ELEMENT_INLINE),
    STYLED("code", INLINE_CODE),
    ELEMENT("col", ELEMENT_INLINE),
    ELEMENT("colgroup", ELEMENT_INLINE),
    ELEMENT("dd", ELEMENT_BREAK_AFTER),
    ELEMENT("del", ELEMENT_INLINE),
    ELEMENT("details", ELEMENT_INLINE),
    ELEMENT("dfn", ELEMENT_INLINE),
    ELEMENT("div", ELEMENT_BREAK_AFTER),
    ELEMENT("dl", ELEMENT_BREAK_AFTER),
    ELEMENT("dt", ELEMENT_BREAK_AFTER),
    STYLED("em", INLINE_EMPHASIS),
    ELEMENT("embed", ELEMENT_INLINE),
    ELEMENT("figcaption", ELEMENT_BREAK_AFTER),
    ELEMENT("figure", ELEMENT_BREAK_AFTER),
    ELEMENT("font", ELEMENT_INLINE),
    ELEMENT("footer", ELEMENT_BREAK_AFTER),
    ELEMENT("g", ELEMENT_INLINE),
    ELEMENT("h1", ELEMENT_BREAK_AFTER),
    ELEMENT("h2", ELEMENT_BREAK_AFTER),
    ELEMENT("h3", ELEMENT_BREAK_AFTER),
    ELEMENT("h4", ELEMENT_BREAK_AFTER),
    ELEMENT("h5", ELEMENT_BREAK_AFTER),
    ELEMENT("h6", ELEMENT_BREAK_AFTER),
    ELEMENT("header", ELEMENT_BREAK_AFTER),
    ELEMENT("hr", ELEMENT_BREAK),
    STYLED("i", INLINE_EMPHASIS),
    ELEMENT("iframe", ELEMENT_INLINE),
    ELEMENT("img", ELEMENT_PICTURE),
    ELEMENT("input", ELEMENT_INLINE),
    ELEMENT("ins", ELEMENT_INLINE),
    ELEMENT("kbd", ELEMENT_INLINE),
    ELEMENT("label", ELEMENT_INLINE),
    ELEMENT("li", ELEMENT_BREAK),
    ELEMENT("main", ELEMENT_BREAK_AFTER),
    ELEMENT("mark", ELEMENT_INLINE),
    ELEMENT("nav", ELEMENT_BREAK_AFTER),
    ELEMENT("nobr", ELEMENT_INLINE),
    ELEMENT("ol", ELEMENT_BREAK_AFTER),
    ELEMENT("p", ELEMENT_BREAK),
    ELEMENT("path", ELEMENT_INLINE),
    ELEMENT("picture", ELEMENT_INLINE),
    ELEMENT("pre", ELEMENT_BREAK_AFTER),
    ELEMENT("q", ELEMENT_INLINE),
    ELEMENT("rect", ELEMENT_INLINE),
    ELEMENT("s", ELEMENT_INLINE),
    ELEMENT("samp", ELEMENT_INLINE),
    ELEMENT("script", ELEMENT_RAW),
    ELEMENT("section", ELEMENT_BREAK_AFTER),
    ELEMENT("small", ELEMENT_INLINE),
    ELEMENT("source", ELEMENT_INLINE),
    ELEMENT("span", ELEMENT_INLINE),
    ELEMENT("strike", ELEMENT_INLINE),
    STYLED("strong", INLINE_STRONG),
    ELEMENT("style", ELEMENT_RAW),
    ELEMENT("sub", ELEMENT_INLINE),
    STYLED("summary", INLINE_SUMMARY),
    ELEMENT("sup", ELEMENT_INLINE),
    ELEMENT("svg", ELEMENT_INLINE),
    ELEMENT("table", ELEMENT_BREAK_AFTER),
    ELEMENT("tbody", ELEMENT_INLINE),
    ELEMENT("td", ELEMENT_BREAK_AFTER),
    ELEMENT("tfoot", ELEMENT_INLINE),
    ELEMENT("th", ELEMENT_BREAK_AFTER),
    ELEMENT("thead", ELEMENT_INLINE),
    ELEMENT("time", ELEMENT_INLINE),
    ELEMENT("tr", ELEMENT_BREAK_AFTER),
    ELEMENT("tt", ELEMENT_INLINE),
    ELEMENT("u", ELEMENT_INLINE),
    ELEMENT("ul", ELEMENT_BREAK_AFTER),
    ELEMENT("var", ELEMENT_INLINE),
    ELEMENT("video", ELEMENT_INLINE),
    ELEMENT("wbr", ELEMENT_INLINE),
};

enum { ELEMENT_NAME_MAX = 10 };

/* Returns the element of that name, in any case, or NULL. */
static const struct element *find_html_element(struct view name)
{
    char lower[ELEMENT_NAME_MAX];
    size_t low = 0, high = sizeof elements / sizeof *elements;

    if (name.len > sizeof lower)
        return NULL;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = ascii_lower(name.at[i]);
    name.at = lower;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = view_compare(name, elements[middle].name);

        if (order == 0)
            return &elements[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* ---- The syntax of tags (CommonMark, 6.6) */

struct inline_tag {
    const struct element *element;
    struct view href, alt;
    bool has_href, is_closing;
};

static struct view take_while(struct view *text, bool (*fits)(char))
{
    struct view taken = { text->at, 0 };

    while (taken.len < text->len && fits(text->at[taken.len]))
        taken.len++;
    *text = view_skip(*text, taken.len);
    return taken;
}

static bool fits_attribute_name(char c)
{
    return ascii_is_alnum(c) || view_has_byte(VIEW("_:.-@"), c);
}

static bool fits_unquoted_value(char c)
{
    return (unsigned char)c > ' ' && !view_has_byte(VIEW("\"'<>`"), c);
}

/* Takes a value after =, quoted or not. An unquoted address may have = in it. */
static bool take_html_value(struct view *text, struct view *value)
{
    char quote = text->len > 0 ? text->at[0] : '\0';
    size_t length;

    if (quote != '"' && quote != '\'') {
        *value = take_while(text, fits_unquoted_value);
        return value->len > 0;
    }
    length = view_find_byte(view_skip(*text, 1), quote);
    if (length + 1 >= text->len)
        return false;
    *value = (struct view){ text->at + 1, length };
    *text = view_skip(*text, length + 2);
    return true;
}

/* In a<b and c>d there is no tag: attributes without a value are not for elements of one letter. */
static bool take_html_attribute(struct view *text, struct inline_tag *tag)
{
    struct view name = take_while(text, fits_attribute_name), after = view_trim_start(*text), value;

    if (name.len == 0)
        return false;
    if (!view_take(&after, VIEW("=")))
        return tag->element->name.len > 1;
    after = view_trim_start(after);
    if (!take_html_value(&after, &value))
        return false;
    *text = after;
    if (view_equal_ignoring_case(name, VIEW("href"))) {
        tag->href = value;
        tag->has_href = true;
    } else if (view_equal_ignoring_case(name, VIEW("alt"))) {
        tag->alt = value;
    }
    return true;
}

/* Takes a tag of a known element. Returns false if there is none. */
static bool take_inline_tag(struct view *text, struct inline_tag *tag)
{
    struct view rest = view_skip(*text, 1), name;

    *tag = (struct inline_tag){ .is_closing = view_take(&rest, VIEW("/")) };
    name = rest;
    while (name.len > 0 && ascii_is_alnum(name.at[0]))
        name = view_skip(name, 1);
    tag->element = find_html_element((struct view){ rest.at, rest.len - name.len });
    if (!tag->element)
        return false;
    rest = name;
    for (;;) {
        rest = view_trim_start(rest);
        view_take(&rest, VIEW("/"));
        if (view_take(&rest, VIEW(">"))) {
            *text = rest;
            return true;
        }
        if (rest.at == name.at || !take_html_attribute(&rest, tag))
            return false;
    }
}

/* ---- What tags do */

static void mark_styled(struct inline_reading *reading, enum inline_style style, bool is_closing,
                        size_t mark)
{
    size_t *open = &reading->open_tag[style];

    if (is_closing && *open) {
        inline_span_add(reading, style, *open - 1, mark);
        *open = 0;
    } else if (!is_closing && !*open) {
        *open = mark + 1;
    }
}

static void end_anchor(struct inline_reading *reading, size_t mark)
{
    if (reading->open_anchor)
        reading->out->links[reading->open_anchor - 1].end = mark;
    reading->open_anchor = 0;
}

static void mark_anchor(struct inline_reading *reading, const struct inline_tag *tag, size_t mark)
{
    if (tag->is_closing || tag->has_href)
        end_anchor(reading, mark);
    if (!tag->is_closing && tag->has_href) {
        inline_link_add(reading, mark, mark)->address = view_trim(tag->href);
        reading->open_anchor = reading->out->link_count;
    }
}

/* Returns the offset after the element that begins before `at`, whose content is not text. If it
 * has no end here, only its tag is left out. */
static size_t find_raw_end(struct inline_reading *reading, struct view name, size_t at)
{
    size_t end = at < reading->no_raw_end ? at : reading->source.len;

    while ((end += view_find(view_skip(reading->source, end), VIEW("</"))) < reading->source.len) {
        struct view rest = view_skip(reading->source, end + 2);

        if (view_take_ignoring_case(&rest, name))
            return reading->source.len - view_skip(rest, view_find_byte(rest, '>') + 1).len;
        end += 2;
    }
    if (at < reading->no_raw_end)
        reading->no_raw_end = at;
    return at;
}

static size_t apply_tag(struct inline_reading *reading, const struct inline_tag *tag, size_t at,
                        size_t end)
{
    enum element_kind kind = tag->element->kind;
    size_t mark;

    if (kind == ELEMENT_RAW && !tag->is_closing)
        end = find_raw_end(reading, tag->element->name, end);
    mark = inline_mark_add(reading, at, end);
    if (kind == ELEMENT_BREAK || (kind == ELEMENT_BREAK_AFTER && tag->is_closing))
        reading->marks[mark].put = PUT_LINE_BREAK;
    else if (kind == ELEMENT_ANCHOR)
        mark_anchor(reading, tag, mark);
    else if (kind == ELEMENT_PICTURE)
        inline_link_note_alt(reading, tag->alt);
    else if (kind >= ELEMENT_STYLED)
        mark_styled(reading, (enum inline_style)(kind - ELEMENT_STYLED), tag->is_closing, mark);
    return end;
}

/* ---- Comments and addresses */

/* Returns the offset after <!-- … -->, <!…> or <?…>, or 0. */
static size_t find_comment_end(struct inline_reading *reading, size_t at)
{
    struct view text = view_skip(reading->source, at);
    struct view close = view_starts_with(text, VIEW("<!--")) ? VIEW("-->") : VIEW(">");
    size_t length;

    if (at >= reading->no_comment_end ||
        (close.len == 1 && !ascii_is_alpha(inline_byte_at(reading, at + 2))))
        return 0;
    length = view_find(view_skip(text, 2), close);
    if (length + 2 < text.len)
        return at + 2 + length + close.len;
    reading->no_comment_end = at;
    return 0;
}

/* Returns the length of an address between < and >, or 0. */
static size_t angled_length(struct view text)
{
    size_t length = 0, scheme = 0;

    while (scheme < text.len &&
           (ascii_is_alnum(text.at[scheme]) || view_has_byte(VIEW("+.-_"), text.at[scheme])))
        scheme++;
    if (scheme < 2 || !ascii_is_alpha(text.at[0]) || scheme == text.len ||
        (text.at[scheme] != ':' && text.at[scheme] != '@'))
        return 0;
    for (length = scheme; length < text.len; length++) {
        char c = text.at[length];
        if ((unsigned char)c <= ' ' || c == '<' || c == '>')
            break;
    }
    return length < text.len && text.at[length] == '>' ? length : 0;
}

size_t inline_html_take(struct inline_reading *reading, size_t at)
{
    struct view rest = view_skip(reading->source, at);
    char next = inline_byte_at(reading, at + 1);
    struct inline_tag tag;
    size_t length;

    if (next == '!' || next == '?') {
        size_t end = find_comment_end(reading, at);
        if (end)
            inline_mark_add(reading, at, end);
        return end ? end : at + 1;
    }
    if (take_inline_tag(&rest, &tag))
        return apply_tag(reading, &tag, at, reading->source.len - rest.len);
    length = angled_length(view_skip(reading->source, at + 1));
    if (length == 0)
        return at + 1;
    inline_link_add_bare(reading, at + 1, at + 1 + length, 1);
    return at + length + 2;
}
