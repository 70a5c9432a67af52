#include "input/mail/mail_decoding.h"

#include "text/markup.h"
#include "text/utf8.h"

/* ---- Transfer encodings -------------------------------------------------- */

/* Returns the value of a digit of base 16, or -1. */
static int hex_value(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Appends a line, without its end. Returns false if the next line continues it. */
static bool put_quoted_line(struct buffer *out, struct view line)
{
    line = view_trim_end(line); /* blanks at the end were added on the way */
    for (size_t at = 0; at < line.len; at++) {
        int high = at + 2 < line.len ? hex_value(line.at[at + 1]) : -1;
        int low = high >= 0 ? hex_value(line.at[at + 2]) : -1;

        if (line.at[at] != '=') {
            buffer_put_byte(out, line.at[at]);
        } else if (low >= 0) {
            buffer_put_byte(out, (char)(high * 16 + low));
            at += 2;
        } else if (at + 1 == line.len) {
            return false;
        } else {
            buffer_put_byte(out, '=');
        }
    }
    return true;
}

void mail_put_quoted_printable(struct buffer *out, struct view text)
{
    while (text.len > 0) {
        size_t end = view_find_byte(text, '\n');

        if (put_quoted_line(out, (struct view){ text.at, end }) && end < text.len)
            buffer_put_byte(out, '\n');
        text = view_skip(text, end + 1);
    }
}

/* Returns the six bits of a character, or -1. */
static int base64_value(char c)
{
    if (ascii_is_upper(c))
        return c - 'A';
    if (ascii_is_alpha(c))
        return c - 'a' + 26;
    if (ascii_is_digit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

void mail_put_base64(struct buffer *out, struct view text)
{
    unsigned bits = 0, count = 0;

    for (size_t at = 0; at < text.len; at++) {
        int value = base64_value(text.at[at]);

        if (text.at[at] == '=')
            count = 0; /* padding; another text may follow */
        if (value < 0)
            continue;
        bits = (bits << 6 | (unsigned)value) & 0xFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buffer_put_byte(out, (char)(bits >> count & 0xFF));
        }
    }
}

/* ---- Charsets ------------------------------------------------------------ */

/* Windows-1252 from 0x80 to 0x9F. Where it has nothing, Latin-1 has a control character. */
static const uint16_t windows_1252[] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
};

static void put_from_latin(struct buffer *out, struct view line)
{
    for (size_t at = 0; at < line.len; at++) {
        unsigned char c = (unsigned char)line.at[at];

        if (c == 0xA0)
            buffer_put_byte(out, ' ');
        else
            buffer_put_code_point(out, c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c);
    }
}

/* Copies well-formed text. */
static void put_without_hard_spaces(struct buffer *out, struct view line)
{
    while (line.len > 0) {
        size_t run = view_find(line, VIEW("\xC2\xA0"));

        buffer_put(out, (struct view){ line.at, run });
        if (run < line.len)
            buffer_put_byte(out, ' ');
        line = view_skip(line, run + 2);
    }
}

bool mail_put_utf8(struct buffer *out, struct view text, bool latin)
{
    bool sound = true;

    while (text.len > 0) {
        size_t end = view_find_byte(text, '\n');
        struct view line = { text.at, end < text.len ? end + 1 : end };
        bool malformed = utf8_find_malformed(line) < line.len;

        sound = sound && (latin || !malformed);
        if (malformed || latin)
            put_from_latin(out, line);
        else
            put_without_hard_spaces(out, line);
        text = view_skip(text, line.len);
    }
    return sound;
}

/* ---- HTML ---------------------------------------------------------------- */

/* Where mail_put_html_lines is. */
struct shown_page {
    struct buffer *out;
    size_t line;   /* start of the line in `out` */
    bool verbatim; /* line ends of the source are line ends: inside <pre>, or there is no <br> */
    bool always_verbatim;
    bool after_break; /* a tag ended the line: the next line end of the source is only layout */
};

static void end_page_line(struct shown_page *page)
{
    buffer_put_byte(page->out, '\n');
    page->line = page->out->len;
    page->after_break = true;
}

/* What tags do to lines. */
static const struct html_tag {
    struct view name;
    enum { BREAK, BLOCK, PREFORMATTED, HIDDEN } effect;
} tags[] = {
    { VIEW_ENTRY("br"), BREAK },         { VIEW_ENTRY("pre"), PREFORMATTED },
    { VIEW_ENTRY("style"), HIDDEN },     { VIEW_ENTRY("script"), HIDDEN },
    { VIEW_ENTRY("title"), HIDDEN },     { VIEW_ENTRY("div"), BLOCK },
    { VIEW_ENTRY("p"), BLOCK },          { VIEW_ENTRY("tr"), BLOCK },
    { VIEW_ENTRY("li"), BLOCK },         { VIEW_ENTRY("table"), BLOCK },
    { VIEW_ENTRY("blockquote"), BLOCK }, { VIEW_ENTRY("body"), BLOCK },
};

/* Returns the entry for the inside of a tag, or NULL. */
static const struct html_tag *find_html_tag(struct view inside, bool *ends)
{
    size_t len = 0;

    *ends = view_take(&inside, VIEW("/"));
    while (len < inside.len && ascii_is_alnum(inside.at[len]))
        len++;
    inside.len = len;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (view_equal_ignoring_case(inside, tags[i].name))
            return &tags[i];
    }
    return NULL;
}

/* Takes a tag or a comment off the start of the text. Returns what is inside; nothing, if it is a
 * comment. */
static struct view take_html_tag(struct view *html)
{
    bool comment = view_starts_with(*html, VIEW("<!--"));
    struct view end = comment ? VIEW("-->") : VIEW(">");
    size_t length = view_find(*html, end);
    struct view inside = { html->at + 1, comment ? 0 : length - 1 };

    *html = view_skip(*html, length + end.len);
    return inside;
}

static void pass_html_tag(struct shown_page *page, struct view *html)
{
    bool ends;
    const struct html_tag *tag = find_html_tag(take_html_tag(html), &ends);

    if (!tag)
        return;
    if (tag->effect == HIDDEN && !ends)
        *html = view_skip(*html, view_find(*html, VIEW("</")));
    if (tag->effect == PREFORMATTED)
        page->verbatim = page->always_verbatim || !ends;
    if (tag->effect == BREAK || (tag->effect != HIDDEN && page->out->len > page->line))
        end_page_line(page);
}

static void put_source_line_end(struct shown_page *page)
{
    if (page->after_break && page->out->len == page->line) {
        page->after_break = false;
    } else if (page->verbatim) {
        end_page_line(page);
        page->after_break = false;
    } else {
        buffer_put_byte(page->out, ' ');
    }
}

static bool begins_html_tag(struct view html)
{
    return html.len > 1 && html.at[0] == '<' &&
           (ascii_is_alpha(html.at[1]) || html.at[1] == '/' || html.at[1] == '!' ||
            html.at[1] == '?');
}

void mail_put_html_lines(struct buffer *out, struct view html)
{
    struct shown_page page = { .out = out, .line = out->len };

    page.always_verbatim = page.verbatim = view_find(html, VIEW("<br")) == html.len &&
                                           view_find(html, VIEW("<BR")) == html.len;
    while (html.len > 0) {
        if (begins_html_tag(html)) {
            pass_html_tag(&page, &html);
        } else if (html.at[0] == '\n') {
            put_source_line_end(&page);
            html = view_skip(html, 1);
        } else if (html.at[0] != '&' || !markup_take_reference(&html, out)) {
            if (html.at[0] != '\r')
                buffer_put_byte(out, html.at[0]);
            html = view_skip(html, 1);
        }
    }
}
