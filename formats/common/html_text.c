#include "common/html_text.h"

#include "text/scan.h"
#include "tex/tex.h"
#include "text/utf8.h"

/* Where text that stands as it is may end: markup, C0 and C1 controls, DEL, and
 * what begins U+FDD0 to U+FDEF and the last two code points of each plane. */
/* clang-format off */
#define SPECIALS(kind, half) \
    kind(0, half, ASCII, 0x00, 0x1F) \
    kind(1, half, ASCII, '"', '"') \
    kind(1, half, ASCII, '&', '&') \
    kind(2, half, ASCII, '<', '<') \
    kind(2, half, ASCII, '>', '>') \
    kind(6, half, ASCII, 0x7F, 0x7F) \
    kind(3, half, TWO, 0x80, 0x9F) \
    kind(4, half, THREE, 0xFDD0, 0xFDEF) \
    kind(4, half, THREE, 0xFFFE, 0xFFFF) \
    kind(5, half, FOUR, 0x10000, 0x10FFFF)
/* clang-format on */
static const struct byte_pairs specials = BYTE_PAIRS(SPECIALS);

static bool is_noncharacter(uint32_t code_point)
{
    return (code_point & 0xFFFE) == 0xFFFE || (code_point >= 0xFDD0 && code_point <= 0xFDEF);
}

/* Of what begins with these bytes, most is text. */
static bool is_special(const void *context, struct view text, size_t at)
{
    size_t len;

    (void)context;
    return (unsigned char)text.at[at] < 0xE0 ||
           is_noncharacter(utf8_decode(view_skip(text, at), &len));
}

/* What stands for a special character; nothing for what HTML forbids. */
static struct view reference_to(char c)
{
    switch (c) {
    case '&':
        return VIEW("&amp;");
    case '<':
        return VIEW("&lt;");
    case '>':
        return VIEW("&gt;");
    case '"':
        return VIEW("&quot;");
    case '\t':
    case '\n':
        return VIEW(" ");
    default:
        return VIEW("");
    }
}

void html_put(struct html_text *html, struct view text)
{
    while (text.len > 0) {
        size_t run = scan_pairs(text, &specials, is_special, NULL), len;

        buffer_put(html->out, (struct view){ text.at, run });
        text = view_skip(text, run);
        if (text.len == 0)
            break;
        buffer_put(html->out, reference_to(text.at[0]));
        utf8_decode(text, &len);
        text = view_skip(text, len);
    }
}

/* What each byte becomes, and how long that is (RFC 3986, section 2): itself if it
 * is unreserved or a slash, else its percent-encoding. */
#define STANDS(c)                                                                              \
    (((c) >= 'A' && (c) <= 'Z') || ((c) >= 'a' && (c) <= 'z') || ((c) >= '-' && (c) <= '9') || \
     (c) == '_' || (c) == '~')
#define DIGIT(half) ((half) < 10 ? '0' + (half) : 'A' - 10 + (half))
#define CODE(c)                                                                        \
    {                                                                                  \
        STANDS(c) ? (char)(c) : '%', DIGIT((c) >> 4), DIGIT((c)&15), STANDS(c) ? 1 : 3 \
    }
#define FOUR_CODES(c) CODE(c), CODE((c) + 1), CODE((c) + 2), CODE((c) + 3)
#define ROW(c) FOUR_CODES(c), FOUR_CODES((c) + 4), FOUR_CODES((c) + 8), FOUR_CODES((c) + 12)
static const char codes[256][4] = {
    ROW(0x00), ROW(0x10), ROW(0x20), ROW(0x30), ROW(0x40), ROW(0x50), ROW(0x60), ROW(0x70),
    ROW(0x80), ROW(0x90), ROW(0xA0), ROW(0xB0), ROW(0xC0), ROW(0xD0), ROW(0xE0), ROW(0xF0),
};

void html_put_percent(struct html_text *html, struct view text)
{
    char *at = buffer_reserve(html->out, 3 * text.len + 1);

    for (size_t i = 0; i < text.len; i++) { /* four bytes each time: a branch costs more */
        const char *code = codes[(unsigned char)text.at[i]];

        memcpy(at, code, 4);
        at += code[3];
    }
    html->out->len = (size_t)(at - html->out->at);
}

/* The text as Unicode: itself, or in memory that is used again. */
static struct view unicode_of(struct html_text *html, struct view tex)
{
    if (tex_is_plain(tex))
        return tex;
    html->unicode.len = 0;
    tex_put_text(&html->unicode, tex);
    return buffer_view(&html->unicode);
}

void html_put_tex(struct html_text *html, struct view tex)
{
    html_put(html, unicode_of(html, tex));
}

void html_put_percent_tex(struct html_text *html, struct view tex)
{
    html_put_percent(html, unicode_of(html, tex));
}
