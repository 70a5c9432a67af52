/* Reads text that has only the most common marks, in one pass: links in brackets, bold text and
 * italics in which nothing is marked, line breaks. A mark is taken only if nothing around it can
 * change its meaning. */
#include "input/inline/inline_reading.h"

struct usual_reading {
    struct inline_text *out;
    struct view source, rest;
    size_t brackets;     /* that are open */
    bool bracket_linked; /* a link is in the innermost of them, so that it is text */
};

static char usual_byte_before(const struct usual_reading *reading)
{
    return reading->rest.at > reading->source.at ? reading->rest.at[-1] : ' ';
}

static void put_usual_link(struct usual_reading *reading, struct view text, struct view address)
{
    struct inline_text *out = reading->out;
    size_t start = out->text.len;

    buffer_put(&out->text, text);
    out->links = memory_grow_array(out->links, out->link_count, &out->link_cap, sizeof *out->links);
    out->links[out->link_count++] =
        (struct inline_link){ .address = address, .start = start, .end = out->text.len };
    reading->bracket_linked = reading->brackets > 0;
}

/* Takes a link, [text](https://…), or a text in brackets that is no link. Of a link in brackets,
 * [[text](https://…)], it takes all but the last bracket. */
static bool take_usual_bracket(struct usual_reading *reading)
{
    struct view rest = reading->rest, inner = view_skip(rest, 1), text, address;
    size_t len;

    if (usual_byte_before(reading) == '!')
        return false;
    if (inline_link_take(&rest, &text, &address)) {
        put_usual_link(reading, text, address);
        reading->rest = rest;
        return true;
    }
    len = inline_plain_length(inner) + 2;
    rest = view_skip(reading->rest, len);
    if (len <= reading->rest.len && reading->rest.at[len - 1] == ']') {
        buffer_put(&reading->out->text, (struct view){ reading->rest.at, len });
        reading->rest = rest;
        return rest.len == 0 || (rest.at[0] != '(' && rest.at[0] != '[');
    }
    if (reading->brackets > 0 || !inline_link_take(&inner, &text, &address))
        return false;
    buffer_put_byte(&reading->out->text, '[');
    reading->brackets = 1;
    put_usual_link(reading, text, address);
    reading->rest = inner;
    return true;
}

/* Takes a ] that ends no link. */
static bool take_usual_closing(struct usual_reading *reading)
{
    if (reading->brackets > 0 && !reading->bracket_linked)
        return false;
    reading->brackets = 0;
    buffer_put_byte(&reading->out->text, ']');
    reading->rest = view_skip(reading->rest, 1);
    return true;
}

static bool is_dark_ascii(char c)
{
    return c > ' ' && c < 0x7F;
}

/* True for a byte that surely begins no blank, also beyond ASCII. */
static bool is_surely_dark(char c)
{
    return is_dark_ascii(c) ||
           ((unsigned char)c >= 0xC3 && (unsigned char)c != 0xE2 && (unsigned char)c != 0xE3);
}

/* True if ** may open and close here whatever stands around, or if a * can do no more than open and
 * close: after a blank, before a letter; after text, before a blank. */
static bool are_usual_marks(size_t count, char before, struct view content, char after)
{
    char first = content.at[0], last = content.at[content.len - 1];

    if (count == 2)
        return is_surely_dark(first) && is_dark_ascii(last);
    return ascii_is_blank(before) && ascii_is_alnum(first) && is_dark_ascii(last) &&
           ascii_is_blank(after);
}

/* Returns how many stars are at the start. */
static size_t count_stars(struct view text)
{
    size_t count = 0;

    while (count < text.len && text.at[count] == '*')
        count++;
    return count;
}

/* Takes *text*, **text** or **[text](https://…)**. */
static bool take_usual_emphasis(struct usual_reading *reading)
{
    struct inline_text *out = reading->out;
    size_t start = out->text.len, stars = count_stars(reading->rest);
    struct view content = view_skip(reading->rest, stars), rest = content, text = content, address;
    bool is_link = rest.len > 0 && rest.at[0] == '[' && inline_link_take(&rest, &text, &address);

    if (!is_link)
        rest = view_skip(rest, inline_plain_length(rest));
    content.len -= rest.len;
    if (stars > 2 || content.len == 0 || count_stars(rest) != stars)
        return false;
    rest = view_skip(rest, stars);
    if (!are_usual_marks(stars, usual_byte_before(reading), content, rest.len ? rest.at[0] : ' '))
        return false;
    if (is_link)
        put_usual_link(reading, text, address);
    else
        buffer_put(&out->text, content);
    out->spans = memory_grow_array(out->spans, out->span_count, &out->span_cap, sizeof *out->spans);
    out->spans[out->span_count++] =
        (struct inline_span){ stars == 2 ? INLINE_STRONG : INLINE_EMPHASIS, start, out->text.len };
    reading->rest = rest;
    return true;
}

/* Drops the blanks of the plain text that begins at `plain`, before a line break. */
static bool take_usual_line_break(struct usual_reading *reading, size_t plain)
{
    struct buffer *text = &reading->out->text;

    while (text->len > plain && ascii_is_blank(text->at[text->len - 1]))
        text->len--;
    buffer_put_byte(text, '\n');
    reading->rest = view_skip(reading->rest, 1);
    return true;
}

/* Takes the _ of a name such as a_b. */
static bool take_usual_underscore(struct usual_reading *reading)
{
    if (!ascii_is_alnum(usual_byte_before(reading)) || reading->rest.len < 2 ||
        !ascii_is_alnum(reading->rest.at[1]))
        return false;
    buffer_put_byte(&reading->out->text, '_');
    reading->rest = view_skip(reading->rest, 1);
    return true;
}

static bool take_usual_break_tag(struct usual_reading *reading)
{
    if (!view_take(&reading->rest, VIEW("<br>")))
        return false;
    buffer_put_byte(&reading->out->text, '\n');
    return true;
}

/* Takes what begins at a special byte, after plain text that begins at `plain`. */
static bool take_usual(struct usual_reading *reading, size_t plain)
{
    switch (reading->rest.at[0]) {
    case '\n':
        return take_usual_line_break(reading, plain);
    case '[':
        return take_usual_bracket(reading);
    case ']':
        return take_usual_closing(reading);
    case '*':
        return take_usual_emphasis(reading);
    case '_':
        return take_usual_underscore(reading);
    case '<':
        return take_usual_break_tag(reading);
    default:
        return false;
    }
}

bool inline_usual_read(struct inline_text *out, struct view source)
{
    enum { LONGEST = 64 * 1024 };
    struct usual_reading reading = { .out = out, .source = source, .rest = source };

    if (source.len > LONGEST)
        return false;
    while (reading.rest.len > 0) {
        size_t plain = out->text.len;

        if (!view_has_byte(VIEW("*[]<"), reading.rest.at[0])) {
            struct view text = { reading.rest.at, inline_plain_length(reading.rest) };

            buffer_put(&out->text, text);
            reading.rest = view_skip(reading.rest, text.len);
            if (reading.rest.len == 0)
                break;
        }
        if (!take_usual(&reading, plain))
            return false;
    }
    return true;
}
