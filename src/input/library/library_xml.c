/* Reads libraries in XML or HTML: Atom, RSS, and any other papers in elements. Reads only
 * tags. libxml2's reader stops at the first "&nbsp;" or "a < b" of a feed, and takes quadratic
 * time over attributes and namespaces. */
#include "input/library/library.h"
#include "text/markup.h"
#include "text/scan.h"

struct library_xml {
    struct view rest;
    struct library_entry *entry;
    struct buffer text, scratch; /* of the current element; of an attribute */
    unsigned meaning;            /* of that text */
    struct view prose;           /* the element that is being skipped, if any */
    size_t prose_depth;          /* open elements of that name within each other */
    struct view entry_name;      /* the element that is an entry; empty outside, where links are
                                  * the feed's and each identifier is a paper */
    bool entry_ended;
};

struct tag {
    struct view name, attributes;
    bool closes, is_empty;
};

/* Appends the text with known references replaced; others stay. */
static void put_unescaped(struct buffer *out, struct view text)
{
    while (text.len > 0) {
        struct view run = { text.at, view_find_byte(text, '&') };

        buffer_put(out, run);
        text = view_skip(text, run.len);
        if (text.len > 0 && !markup_take_reference(&text, out)) {
            buffer_put_byte(out, '&');
            text = view_skip(text, 1);
        }
    }
}

static void visit_text(struct library_xml *xml, struct view value)
{
    struct library_entry *entry = xml->entry;
    unsigned meaning = LIBRARY_WHOLE | LIBRARY_ANYWHERE | xml->meaning;

    if (xml->entry_name.len == 0)
        meaning &= ~(unsigned)LIBRARY_LINK;
    library_entry_add(entry, value, meaning);
    if (xml->entry_name.len == 0 && entry->count > 0 && !xml->entry_ended) {
        entry->at = xml->rest.at;
        entry->is_list = xml->entry_ended = true;
    }
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

/* Returns true if an attribute tells what the element is about (HTML, microdata, RDF). */
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
        } else if (!view_equal(name, VIEW("href")) && !view_equal(name, VIEW("about"))) {
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

static void end_text(struct library_xml *xml)
{
    if (xml->text.len > 0)
        visit_text(xml, buffer_view(&xml->text));
    xml->text.len = 0;
    xml->meaning = 0;
}

/* True for an element that is one paper. <article> is one if it is an item of microdata. */
static bool is_entry(const struct tag *tag)
{
    static const char *const names[] = { "entry", "item", "record", "mods" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_equal(tag->name, view_of(names[i])))
            return true;
    }
    return view_equal(tag->name, VIEW("article")) &&
           view_find(tag->attributes, VIEW("itemid")) < tag->attributes.len;
}

static void take_tag(struct library_xml *xml, const struct tag *tag)
{
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

/* Takes a tag, or anything else between "<" and ">", off the text. */
static struct tag take_markup(struct view *text)
{
    struct view inside = { text->at, tag_length(*text) };
    struct tag tag = { { 0 }, { 0 }, false, false };

    *text = view_skip(*text, inside.len);
    view_take(text, VIEW(">"));
    inside = view_skip(inside, 1);
    tag.closes = view_take(&inside, VIEW("/"));
    tag.is_empty = view_ends_with(inside, VIEW("/"));
    tag.name = take_tag_name(&inside);
    tag.attributes = inside;
    return tag;
}

/* Takes a tag. Leaves it to the next call if the text before it ended an entry, or if it begins
 * the next entry before the end of this one. */
static void read_markup(struct library_xml *xml)
{
    struct view rest = xml->rest;
    struct tag tag;

    end_text(xml);
    if (xml->entry_ended)
        return;
    tag = take_markup(&rest);
    if (xml->entry_name.len > 0 && view_equal(tag.name, xml->entry_name)) {
        xml->entry_ended = true;
        xml->entry_name.len = xml->prose.len = 0;
        if (!tag.closes)
            return;
    } else if (xml->entry_name.len == 0 && !tag.closes && is_entry(&tag)) {
        library_entry_begin(xml->entry, xml->rest.at);
        xml->entry_name = tag.name;
        xml->prose.len = 0;
    }
    xml->rest = rest;
    if (tag.name.len > 0 && tag.name.at[0] != '!')
        take_tag(xml, &tag);
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

/* Takes what comes next: markup, or text up to the next. */
static void read_piece(struct library_xml *xml)
{
    struct view inside, after = view_skip(xml->rest, 1);

    if (take_between(xml, VIEW("<!--"), VIEW("-->"), &inside) ||
        take_between(xml, VIEW("<?"), VIEW("?>"), &inside))
        return;
    if (take_between(xml, VIEW("<![CDATA["), VIEW("]]>"), &inside)) {
        if (xml->prose.len == 0)
            buffer_put(&xml->text, inside);
    } else if (xml->rest.at[0] == '<' && after.len > 0 &&
               (ascii_is_alpha(after.at[0]) || view_has_byte(VIEW("_/!"), after.at[0]))) {
        read_markup(xml);
    } else {
        inside = (struct view){ xml->rest.at, 1 + view_find_byte(after, '<') };
        xml->rest = view_skip(xml->rest, inside.len);
        if (xml->prose.len == 0)
            put_unescaped(&xml->text, inside);
    }
}

static void begin(void *state, struct view text)
{
    ((struct library_xml *)state)->rest = text;
}

static bool next(void *state, struct library_entry *entry)
{
    struct library_xml *xml = state;

    xml->entry = entry;
    xml->entry_ended = false;
    library_entry_begin(entry, xml->rest.at);
    while (xml->rest.len > 0 && !xml->entry_ended)
        read_piece(xml);
    if (!xml->entry_ended)
        end_text(xml);
    if (xml->rest.len == 0 && xml->entry_name.len > 0) {
        xml->entry_name.len = 0;
        return true;
    }
    return xml->entry_ended;
}

static void end(void *state)
{
    struct library_xml *xml = state;

    buffer_free(&xml->text);
    buffer_free(&xml->scratch);
}

const struct library_format library_xml = {
    .state_size = sizeof(struct library_xml),
    .begin = begin,
    .next = next,
    .end = end,
};
