#include "common/html_text.h"

#include "tex/mathml.h"
#include "tex/tex.h"

/* The output for each byte: the byte itself if it is unreserved or a slash, else its
 * percent-encoding (RFC 3986, section 2). The length of the output is in the fourth place. */
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

    for (size_t i = 0; i < text.len; i++) { /* always copies four bytes: a branch costs more */
        const char *code = codes[(unsigned char)text.at[i]];

        memcpy(at, code, 4);
        at += code[3];
    }
    html->out->len = (size_t)(at - html->out->at);
}

/* Returns the text as Unicode, unchanged or in the scratch memory. */
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
    tex_put_markup(html->out, tex, html->mathml, MARKUP_PAGE);
}

void html_put_percent_tex(struct html_text *html, struct view tex)
{
    html_put_percent(html, unicode_of(html, tex));
}
