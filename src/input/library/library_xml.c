/* Reads libraries in XML or HTML: Atom, RSS, and any other papers in elements. Reads only
 * tags. libxml2's reader stops at the first "&nbsp;" or "a < b" of a feed, and takes quadratic
 * time over attributes and namespaces. */
#include "input/library/library.h"
#include "text/scan.h"

struct library_xml {
    struct view rest;
    const struct library_visitor *visitor;
    struct buffer text, scratch; /* of the current element; of an attribute */
    unsigned meaning;            /* of that text */
    struct view prose;           /* the element that is being skipped, if any */
    size_t prose_depth;          /* open elements of that name within each other */
    bool in_entry;               /* links outside are the feed's */
};

struct tag {
    struct view name, attributes;
    bool closes, is_empty;
};

/* Appends the character of &amp; or &#38;, given the name between & and ;. Returns false for
 * any other reference. */
static bool put_reference(struct buffer *out, struct view name)
{
    static const struct {
        struct view name;
        char byte;
    } known[] = {
        { VIEW_ENTRY("amp"), '&' },  { VIEW_ENTRY("lt"), '<' },    { VIEW_ENTRY("gt"), '>' },
        { VIEW_ENTRY("quot"), '"' }, { VIEW_ENTRY("apos"), '\'' }, { VIEW_ENTRY("nbsp"), ' ' },
    };
    uint32_t base = 10, code = 0;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (view_equal(name, known[i].name)) {
            buffer_put_byte(out, known[i].byte);
            return true;
        }
    }
    if (!view_take(&name, VIEW("#")))
        return false;
    if (view_take(&name, VIEW("x")) || view_take(&name, VIEW("X")))
        base = 16;
    for (size_t i = 0; i < name.len && code <= 0x10FFFF; i++) {
        size_t digit = view_find_byte(VIEW("0123456789abcdef"), ascii_lower(name.at[i]));
        if (digit >= base)
            return false;
        code = code * base + (uint32_t)digit;
    }
    if (name.len > 0 && code <= 0x10FFFF)
        buffer_put_code_point(out, code);
    return name.len > 0 && code <= 0x10FFFF;
}

/* Appends the text with known references replaced; others stay. */
static void put_unescaped(struct buffer *out, struct view text)
{
    enum { REFERENCE_MAX = 16 };

    while (text.len > 0) {
        struct view run = { text.at, view_find_byte(text, '&') };
        struct view name;
        buffer_put(out, run);
        text = view_skip(text, run.len);
        if (!view_take(&text, VIEW("&")))
            break;
        name = (struct view){ text.at, text.len < REFERENCE_MAX ? text.len : REFERENCE_MAX };
        name.len = view_find_byte(name, ';');
        if (view_starts_with(view_skip(text, name.len), VIEW(";")) && put_reference(out, name))
            text = view_skip(text, name.len + 1);
        else
            buffer_put_byte(out, '&');
    }
}

static void visit_text(struct library_xml *xml, struct view value)
{
    unsigned meaning = LIBRARY_WHOLE | LIBRARY_ANYWHERE | xml->meaning;

    if (!xml->in_entry)
        meaning &= ~(unsigned)LIBRARY_LINK;
    xml->visitor->value(xml->visitor->context, value, meaning);
}

#define NAME_ENDS(has, row)                                                           \
    has(' ', ' ', row) has('\t', '\t', row) has('\r', '\r', row) has('\n', '\n', row) \
        has('=', '=', row) has('/', '/', row)
static const struct byte_set name_ends = BYTE_SET(NAME_ENDS);

/* Takes a name, up to a blank, "=" or "/", from inside a tag. Returns it without its prefix. */
static struct view take_tag_name(struct view *text)
{
    struct view name = { text->at, scan_run(*text, &name_ends) };
    size_t colon = view_find_byte(name, ':');

    *text = view_trim_start(view_skip(*text, name.len));
    return colon < name.len ? view_skip(name, colon + 1) : name;
}

/* Takes a value, quoted or not, from inside a tag. */
static struct view take_attribute_value(struct view *text)
{
    struct view value = *text;

    if (value.len > 0 && (value.at[0] == '"' || value.at[0] == '\'')) {
        char quote = value.at[0];
        value = view_skip(value, 1);
        value.len = view_find_byte(value, quote);
        *text = view_skip(*text, value.len + 2);
    } else {
        value.len = 0;
        while (value.len < text->len && !ascii_is_blank(value.at[value.len]))
            value.len++;
        *text = view_skip(*text, value.len);
    }
    return value;
}

/* Returns true if an attribute tells what the element is about (HTML, microdata). */
static bool visit_attributes(struct library_xml *xml, struct view text)
{
    bool names_item = false;

    while ((text = view_trim_start(text)).len > 0) {
        struct view name = take_tag_name(&text), value;
        if (!view_take(&text, VIEW("="))) {
            if (name.len == 0)
                text = view_skip(text, 1);
            continue;
        }
        text = view_trim_start(text);
        value = take_attribute_value(&text);
        if (view_equal(name, VIEW("itemid"))) {
            names_item = true;
            xml->meaning = LIBRARY_LINK;
        } else if (!view_equal(name, VIEW("href"))) {
            continue;
        }
        xml->scratch.len = 0;
        put_unescaped(&xml->scratch, value);
        visit_text(xml, buffer_view(&xml->scratch));
    }
    return names_item;
}

static void begin_prose(struct library_xml *xml, const struct tag *tag)
{
    if (!tag->closes && !tag->is_empty)
        xml->prose = tag->name;
    xml->prose_depth = 1;
}

static void take_markup(struct library_xml *xml, const struct tag *tag)
{
    if (xml->text.len > 0)
        visit_text(xml, buffer_view(&xml->text));
    xml->text.len = 0;
    xml->meaning = 0;
    if (view_equal(tag->name, VIEW("entry")) || view_equal(tag->name, VIEW("item")) ||
        view_equal(tag->name, VIEW("article"))) {
        xml->visitor->end(xml->visitor->context);
        xml->in_entry = !tag->closes;
        xml->prose.len = 0;
    }
    if (xml->prose.len > 0) { /* only its end matters */
        if (view_equal(tag->name, xml->prose) && !tag->is_empty)
            xml->prose_depth += tag->closes ? (size_t)-1 : 1;
        if (xml->prose_depth == 0)
            xml->prose.len = 0;
    } else if (library_is_prose(tag->name)) {
        begin_prose(xml, tag);
    } else if (!tag->closes) {
        if (view_equal(tag->name, VIEW("link")) || view_equal(tag->name, VIEW("id")) ||
            view_equal(tag->name, VIEW("guid")))
            xml->meaning = LIBRARY_LINK;
        if (visit_attributes(xml, tag->attributes))
            begin_prose(xml, tag); /* everything else is text for people */
    }
}

/* Returns the length of a tag without ">". It ends before the next "<" at the latest, which
 * cannot be part of a tag, even in quotes. */
static size_t tag_length(struct view text)
{
    char quote = 0;
    size_t at;

    for (at = 1; at < text.len && text.at[at] != '<'; at++) {
        char c = text.at[at];
        if (!quote && c == '>')
            break;
        if (!quote && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = 0;
    }
    return at;
}

/* Reads a tag, or anything else between "<" and ">". */
static void read_markup(struct library_xml *xml)
{
    struct view inside = { xml->rest.at, tag_length(xml->rest) };
    struct tag tag = { { 0 }, { 0 }, false, false };

    xml->rest = view_skip(xml->rest, inside.len);
    view_take(&xml->rest, VIEW(">"));
    inside = view_skip(inside, 1);
    tag.closes = view_take(&inside, VIEW("/"));
    tag.is_empty = view_ends_with(inside, VIEW("/"));
    tag.name = take_tag_name(&inside);
    tag.attributes = inside;
    if (tag.name.len > 0 && tag.name.at[0] != '!')
        take_markup(xml, &tag);
}

/* Takes the text between two marks, the first of which comes next. Without the second, takes
 * all that is left. */
static bool take_between(struct library_xml *xml, struct view start, struct view end,
                         struct view *inside)
{
    if (!view_take(&xml->rest, start))
        return false;
    *inside = (struct view){ xml->rest.at, view_find(xml->rest, end) };
    xml->rest = view_skip(xml->rest, inside->len + end.len);
    return true;
}

void library_read_xml(struct view text, const struct library_visitor *visitor)
{
    struct library_xml xml = { .rest = text, .visitor = visitor };
    struct view inside;

    while (xml.rest.len > 0) {
        struct view after = view_skip(xml.rest, 1);

        if (take_between(&xml, VIEW("<!--"), VIEW("-->"), &inside) ||
            take_between(&xml, VIEW("<?"), VIEW("?>"), &inside))
            continue;
        if (take_between(&xml, VIEW("<![CDATA["), VIEW("]]>"), &inside)) {
            if (xml.prose.len == 0)
                buffer_put(&xml.text, inside);
        } else if (xml.rest.at[0] == '<' && after.len > 0 &&
                   (ascii_is_alpha(after.at[0]) || view_has_byte(VIEW("_/!"), after.at[0]))) {
            read_markup(&xml);
        } else {
            inside = (struct view){ xml.rest.at, 1 + view_find_byte(after, '<') };
            xml.rest = view_skip(xml.rest, inside.len);
            if (xml.prose.len == 0)
                put_unescaped(&xml.text, inside);
        }
    }
    take_markup(&xml, &(struct tag){ .closes = true });
    visitor->end(visitor->context);
    buffer_free(&xml.text);
    buffer_free(&xml.scratch);
}
