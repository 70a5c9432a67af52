#include "text/markup.h"

#include <string.h>

#include "text/scan.h"
#include "text/utf8.h"

/* Characters that have a meaning in markup (XML 1.0, 2.4; HTML, 13.1.4). */
/* clang-format off */
#define MARKS(kind, half) \
    kind(0, half, ASCII, '"', '"') \
    kind(0, half, ASCII, '&', '&') \
    kind(1, half, ASCII, '<', '<') \
    kind(1, half, ASCII, '>', '>')

/* Adds the controls that XML forbids (2.2) or parsers replace (2.11, 3.3.3). */
#define XML_SPECIALS(kind, half) \
    MARKS(kind, half) \
    kind(2, half, ASCII, 0x00, 0x1F) \
    kind(3, half, THREE, 0xFFFE, 0xFFFF)

/* Adds controls, DEL, and what begins like a noncharacter. */
#define PAGE_SPECIALS(kind, half) \
    XML_SPECIALS(kind, half) \
    kind(4, half, ASCII, 0x7F, 0x7F) \
    kind(5, half, TWO, 0x80, 0x9F) \
    kind(3, half, THREE, 0xFDD0, 0xFDEF) \
    kind(6, half, FOUR, 0x10000, 0x10FFFF)
/* clang-format on */

static const struct byte_pairs marks = BYTE_PAIRS(MARKS);
static const struct byte_pairs xml_specials = BYTE_PAIRS(XML_SPECIALS);
static const struct byte_pairs page_specials = BYTE_PAIRS(PAGE_SPECIALS);

static uint32_t code_point_at(struct view text, size_t at)
{
    size_t length;
    return utf8_decode(view_skip(text, at), &length);
}

static bool is_xml_special(const void *context, struct view text, size_t at)
{
    (void)context;
    return text.at[at] != '\xEF' || code_point_at(text, at) >= 0xFFFE;
}

/* Most characters that begin like a noncharacter are text. */
static bool is_page_special(const void *context, struct view text, size_t at)
{
    uint32_t c;

    (void)context;
    if ((unsigned char)text.at[at] < 0xE0)
        return true;
    c = code_point_at(text, at);
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static const char escaped[] = "&<>\"\t\n\r";

/* For each place, the characters that cannot be copied, and replacements for those in `escaped`.
 * The rest of them are dropped. */
static const struct {
    const struct byte_pairs *specials;
    bool (*is_special)(const void *context, struct view text, size_t at);
    const char *references[sizeof escaped - 1];
} places[MARKUPS] = {
    [MARKUP_XML_TEXT] = { &xml_specials,
                          is_xml_special,
                          { "&amp;", "&lt;", "&gt;", "&quot;", "\t", "\n", "&#13;" } },
    [MARKUP_XML_ATTRIBUTE] = { &xml_specials,
                               is_xml_special,
                               { "&amp;", "&lt;", "&gt;", "&quot;", "&#9;", "&#10;", "&#13;" } },
    [MARKUP_XML_TEXT_AS_HTML] = { &xml_specials,
                                  is_xml_special,
                                  { "&#x26;", "&#x3C;", "&#x3E;", "\"", "\t", "\n", "\r" } },
    [MARKUP_PAGE] = { &page_specials,
                      is_page_special,
                      { "&amp;", "&lt;", "&gt;", "&quot;", " ", " ", "" } },
    [MARKUP_FRAGMENT] = { &marks, NULL, { "&amp;", "&lt;", "&gt;", "&quot;", "", "", "" } },
};

static size_t unescaped_length(struct view text, enum markup place)
{
    return scan_pairs(text, places[place].specials, places[place].is_special, NULL);
}

void markup_put(struct buffer *out, struct view text, enum markup place)
{
    while (text.len > 0) {
        size_t run = unescaped_length(text, place), length;
        const char *found;

        buffer_put(out, (struct view){ text.at, run });
        text = view_skip(text, run);
        if (text.len == 0)
            break;
        found = memchr(escaped, text.at[0], sizeof escaped - 1);
        if (found)
            buffer_put(out, view_of(places[place].references[found - escaped]));
        utf8_decode(text, &length);
        text = view_skip(text, length);
    }
}

/* Copies the text only if something must be escaped, which is rare. */
void markup_escape(struct buffer *out, size_t start, enum markup place)
{
    size_t plain = start + unescaped_length(view_skip(buffer_view(out), start), place);
    struct buffer copy = { 0 };

    if (plain == out->len)
        return;
    buffer_put(&copy, view_skip(buffer_view(out), plain));
    out->len = plain;
    markup_put(out, buffer_view(&copy), place);
    buffer_free(&copy);
}

enum { LAST_CODE_POINT = 0x10FFFF };

/* Returns the code point of "#225" or "#xE1", or 0. */
static uint32_t numbered_code_point(struct view name)
{
    uint32_t base = 10, code = 0;

    if (!view_take(&name, VIEW("#")))
        return 0;
    if (view_take_ignoring_case(&name, VIEW("x")))
        base = 16;
    for (size_t i = 0; i < name.len && code <= LAST_CODE_POINT; i++) {
        size_t digit = view_find_byte(VIEW("0123456789abcdef"), ascii_lower(name.at[i]));
        if (digit >= base)
            return 0;
        code = code * base + (uint32_t)digit;
    }
    return code > LAST_CODE_POINT || (code >= 0xD800 && code <= 0xDFFF) ? 0 : code;
}

static uint32_t named_code_point(struct view name)
{
    static const struct {
        struct view name;
        char character;
    } known[] = {
        { VIEW_ENTRY("amp"), '&' },  { VIEW_ENTRY("lt"), '<' },    { VIEW_ENTRY("gt"), '>' },
        { VIEW_ENTRY("quot"), '"' }, { VIEW_ENTRY("apos"), '\'' }, { VIEW_ENTRY("nbsp"), ' ' },
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (view_equal_ignoring_case(name, known[i].name))
            return (unsigned char)known[i].character;
    }
    return numbered_code_point(name);
}

bool markup_take_reference(struct view *text, struct buffer *out)
{
    enum { REFERENCE_MAX = 16 };
    struct view name = view_skip(*text, 1);
    uint32_t code;

    if (!view_starts_with(*text, VIEW("&")))
        return false;
    if (name.len > REFERENCE_MAX)
        name.len = REFERENCE_MAX;
    name.len = view_find_byte(name, ';');
    if (name.len == REFERENCE_MAX || name.len + 1 == text->len)
        return false;
    code = named_code_point(name);
    if (code == 0)
        return false;
    buffer_put_code_point(out, code == 0xA0 ? ' ' : code);
    *text = view_skip(*text, name.len + 2);
    return true;
}
