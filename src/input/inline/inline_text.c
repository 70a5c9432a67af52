#include "input/inline/inline_text.h"

#include <stdlib.h>

#include "input/inline/inline_reading.h"
#include "text/markup.h"
#include "text/scan.h"

/* A text with more marks than this is plain from there on, which bounds the memory. */
enum { MARKS_MAX = 1 << 20 };

/* ---- Marks */

size_t inline_mark_add(struct inline_reading *reading, size_t start, size_t end)
{
    reading->marks = memory_grow_array(reading->marks, reading->mark_count, &reading->mark_cap,
                                       sizeof *reading->marks);
    reading->marks[reading->mark_count] = (struct inline_mark){ .start = start, .end = end };
    return reading->mark_count++;
}

void inline_mark_drop(struct inline_reading *reading, size_t mark)
{
    reading->mark_count = mark;
    for (size_t i = 0; i < INLINE_STYLES; i++) {
        if (reading->open_tag[i] > mark)
            reading->open_tag[i] = 0;
    }
}

struct inline_link *inline_link_add(struct inline_reading *reading, size_t start, size_t end)
{
    struct inline_text *out = reading->out;
    struct inline_link *link;

    out->links = memory_grow_array(out->links, out->link_count, &out->link_cap, sizeof *out->links);
    link = &out->links[out->link_count++];
    *link = (struct inline_link){ .start = start, .end = end };
    return link;
}

void inline_span_add(struct inline_reading *reading, enum inline_style style, size_t start,
                     size_t end)
{
    struct inline_text *out = reading->out;

    out->spans = memory_grow_array(out->spans, out->span_count, &out->span_cap, sizeof *out->spans);
    out->spans[out->span_count++] = (struct inline_span){ style, start, end };
}

/* ---- Backslashes, line breaks, backquotes */

static char source_byte(struct view source, size_t at)
{
    return at < source.len ? source.at[at] : '\0';
}

/* True at LF and CR LF. */
static bool is_line_end(struct view source, size_t at)
{
    return source_byte(source, at + (source_byte(source, at) == '\r')) == '\n';
}

/* True for an accent of TeX: \'{e}, \"\i, or \'e inside a word, but not for it\'s, in which a
 * generator escaped too much. */
static bool is_tex_accent(struct view source, size_t at)
{
    char before = at > 0 ? source.at[at - 1] : ' ';
    char letter = source_byte(source, at + 2), after = source_byte(source, at + 3);

    if (!view_has_byte(VIEW("'\"`^~"), source_byte(source, at + 1)))
        return false;
    if (letter == '{' || (letter == '\\' && (after == 'i' || after == 'j')))
        return true;
    if (!ascii_is_alpha(before) && before != '-')
        return false;
    return view_has_byte(VIEW("aeiouy"), ascii_lower(letter)) ||
           (view_has_byte(VIEW("cnsz"), ascii_lower(letter)) && ascii_is_alpha(after));
}

/* Returns the offset after the mathematics in dollars that begins at `at`, or after the dollar. It
 * stays as it is, where tex.h will see it again. Two dollars with a link between them are two
 * amounts. */
static size_t skip_dollar(struct tex_math *math, size_t at)
{
    size_t end = tex_math_end(math, at);
    struct view formula = view_skip(math->tex, at);

    formula.len = end ? end - at : 0;
    return view_find(formula, VIEW("](http")) < formula.len || end == 0 ? at + 1 : end;
}

/* Returns the offset after the backslash at `at` and what it makes of TeX, or 0 if it escapes. \$
 * keeps its backslash, so that the dollar is not taken for mathematics later. */
static size_t skip_tex_backslash(struct tex_math *math, size_t at)
{
    char next = source_byte(math->tex, at + 1);
    size_t end = next == '(' ? tex_math_end(math, at) : 0;

    if (end)
        return end;
    if (is_line_end(math->tex, at + 1) ||
        (inline_is_punctuation(next) && next != '$' && !is_tex_accent(math->tex, at)))
        return 0;
    return next == '\0' ? at + 1 : at + 1 + inline_is_punctuation(next);
}

static size_t take_backslash(struct inline_reading *reading, size_t at)
{
    size_t end = skip_tex_backslash(&reading->math, at);

    if (end)
        return end;
    inline_mark_add(reading, at, at + 1);
    return at + 1 + !is_line_end(reading->source, at + 1);
}

/* Drops the blanks before a line break. */
static size_t take_line_break(struct inline_reading *reading, size_t at)
{
    size_t start = at;

    while (start > reading->plain && ascii_is_blank(reading->source.at[start - 1]))
        start--;
    if (start < at)
        inline_mark_add(reading, start, at);
    return at + 1;
}

static size_t ticks_length(const struct inline_reading *reading, size_t at)
{
    size_t end = at;

    while (inline_byte_at(reading, end) == '`')
        end++;
    return end - at;
}

/* Notes where the last run of each length is, from `at` on. */
static void note_last_ticks(struct inline_reading *reading, size_t at)
{
    memset(reading->last_ticks, 0, sizeof reading->last_ticks);
    while ((at += view_find_byte(view_skip(reading->source, at), '`')) < reading->source.len) {
        size_t length = ticks_length(reading, at);

        at += length;
        if (length <= INLINE_TICKS_MAX)
            reading->last_ticks[length] = at;
    }
    reading->ticks_are_known = true;
}

/* Returns where the next run of exactly `length` backquotes is, or the length of the source. After
 * the first search that fails, none is made in vain. */
static size_t find_ticks(struct inline_reading *reading, size_t from, size_t length)
{
    size_t at = from;

    if (length > INLINE_TICKS_MAX ||
        (reading->ticks_are_known && reading->last_ticks[length] <= from))
        return reading->source.len;
    while ((at += view_find_byte(view_skip(reading->source, at), '`')) < reading->source.len) {
        size_t found = ticks_length(reading, at);

        if (found == length)
            return at;
        at += found;
    }
    note_last_ticks(reading, from);
    return at;
}

/* True for ``quotes'' as TeX has them, and `this' and `that': what is between two backquotes has
 * their ends. */
static bool has_tex_quotes(const struct inline_reading *reading, struct view code, size_t length,
                           size_t close)
{
    if (length == 2)
        return view_find(code, VIEW("''")) < code.len;
    return length == 1 && code.len > 0 && code.at[code.len - 1] == ' ' &&
           ascii_is_alnum(inline_byte_at(reading, close + 1)) && view_has_byte(code, '\'');
}

/* A blank at both ends of code only keeps backquotes apart (CommonMark, 6.1). */
static bool is_padded(struct view code)
{
    return code.len > 2 && code.at[0] == ' ' && code.at[code.len - 1] == ' ' &&
           view_trim(code).len > 0;
}

static size_t take_backquote(struct inline_reading *reading, size_t at)
{
    size_t length = ticks_length(reading, at);
    size_t close = find_ticks(reading, at + length, length), open;
    struct view code;
    bool padded;

    if (close == reading->source.len)
        return at + length;
    code = inline_source_part(reading, at + length, close);
    if (has_tex_quotes(reading, code, length, close))
        return at + length;
    padded = is_padded(code);
    open = inline_mark_add(reading, at, at + length + padded);
    inline_span_add(reading, INLINE_CODE, open,
                    inline_mark_add(reading, close - padded, close + length));
    return close + length;
}

/* ---- References */

static size_t take_ampersand(struct inline_reading *reading, size_t at)
{
    char next = inline_byte_at(reading, at + 1);

    if (next == '#' || ascii_is_alpha(next)) {
        size_t mark = inline_mark_add(reading, at, at + 1);
        reading->marks[mark].put = PUT_REFERENCE;
    }
    return at + 1;
}

/* References in prose beyond those of markup_take_reference. libxml2 knows all, but takes longer to
 * load than most lists to read. */
#define REFERENCE(name, character)              \
    {                                           \
        VIEW_ENTRY(name), VIEW_ENTRY(character) \
    }
static const struct {
    struct view name, character;
} references[] = {
    REFERENCE("Aacute", "Á"), REFERENCE("Aring", "Å"),  REFERENCE("Auml", "Ä"),
    REFERENCE("Ccedil", "Ç"), REFERENCE("Eacute", "É"), REFERENCE("Oacute", "Ó"),
    REFERENCE("Oslash", "Ø"), REFERENCE("Ouml", "Ö"),   REFERENCE("Scaron", "Š"),
    REFERENCE("Uacute", "Ú"), REFERENCE("Uuml", "Ü"),   REFERENCE("aacute", "á"),
    REFERENCE("acirc", "â"),  REFERENCE("aelig", "æ"),  REFERENCE("agrave", "à"),
    REFERENCE("alpha", "α"),  REFERENCE("aring", "å"),  REFERENCE("asymp", "≈"),
    REFERENCE("atilde", "ã"), REFERENCE("auml", "ä"),   REFERENCE("bdquo", "„"),
    REFERENCE("beta", "β"),   REFERENCE("bull", "•"),   REFERENCE("ccedil", "ç"),
    REFERENCE("copy", "©"),   REFERENCE("deg", "°"),    REFERENCE("delta", "δ"),
    REFERENCE("eacute", "é"), REFERENCE("ecirc", "ê"),  REFERENCE("egrave", "è"),
    REFERENCE("emsp", " "),   REFERENCE("ensp", " "),   REFERENCE("epsilon", "ε"),
    REFERENCE("euml", "ë"),   REFERENCE("gamma", "γ"),  REFERENCE("ge", "≥"),
    REFERENCE("hellip", "…"), REFERENCE("iacute", "í"), REFERENCE("icirc", "î"),
    REFERENCE("infin", "∞"),  REFERENCE("iuml", "ï"),   REFERENCE("laquo", "«"),
    REFERENCE("larr", "←"),   REFERENCE("ldquo", "“"),  REFERENCE("le", "≤"),
    REFERENCE("lambda", "λ"), REFERENCE("lsquo", "‘"),  REFERENCE("mdash", "—"),
    REFERENCE("micro", "µ"),  REFERENCE("middot", "·"), REFERENCE("minus", "−"),
    REFERENCE("mu", "μ"),     REFERENCE("ndash", "–"),  REFERENCE("ne", "≠"),
    REFERENCE("ntilde", "ñ"), REFERENCE("oacute", "ó"), REFERENCE("ocirc", "ô"),
    REFERENCE("ograve", "ò"), REFERENCE("oslash", "ø"), REFERENCE("otilde", "õ"),
    REFERENCE("ouml", "ö"),   REFERENCE("para", "¶"),   REFERENCE("pi", "π"),
    REFERENCE("plusmn", "±"), REFERENCE("raquo", "»"),  REFERENCE("rarr", "→"),
    REFERENCE("rdquo", "”"),  REFERENCE("reg", "®"),    REFERENCE("rsquo", "’"),
    REFERENCE("sbquo", "‚"),  REFERENCE("scaron", "š"), REFERENCE("sect", "§"),
    REFERENCE("shy", ""),     REFERENCE("sigma", "σ"),  REFERENCE("szlig", "ß"),
    REFERENCE("thinsp", " "), REFERENCE("times", "×"),  REFERENCE("trade", "™"),
    REFERENCE("uacute", "ú"), REFERENCE("ucirc", "û"),  REFERENCE("ugrave", "ù"),
    REFERENCE("uuml", "ü"),   REFERENCE("yacute", "ý"), REFERENCE("zwnj", ""),
};

/* Takes a reference off the start of the text. Returns false if there is none. */
static bool take_named_reference(struct view *text, struct buffer *out)
{
    enum { NAME_MAX_LENGTH = 8 };
    struct view name = view_skip(*text, 1);

    if (name.len > NAME_MAX_LENGTH)
        name.len = NAME_MAX_LENGTH;
    name.len = view_find_byte(name, ';');
    if (name.len + 1 >= text->len || text->at[name.len + 1] != ';')
        return false;
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        if (view_equal(name, references[i].name)) {
            buffer_put(out, references[i].character);
            *text = view_skip(*text, name.len + 2);
            return true;
        }
    }
    return false;
}

/* Appends what the reference means, or its ampersand. Returns the offset after it. */
static size_t put_reference(const struct inline_reading *reading, size_t at)
{
    struct view text = view_skip(reading->source, at);
    struct buffer *out = &reading->out->text;

    if (!markup_take_reference(&text, out) && !take_named_reference(&text, out)) {
        buffer_put_byte(out, '&');
        return at + 1;
    }
    return reading->source.len - text.len;
}

/* ---- Reading */

#define SPECIALS(has, row)                                                          \
    has('\n', '\n', row) has('$', '$', row) has('&', '&', row) has('*', '*', row)   \
        has(':', ':', row) has('<', '<', row) has('[', ']', row) has('_', '`', row) \
            has('~', '~', row)
static const struct byte_set specials = BYTE_SET(SPECIALS);

/* What an address that needs no look has not. */
#define ADDRESS_ENDS(has, row)                                                   \
    has('\0', ' ', row) has('"', '"', row) has('(', ')', row) has('<', '<', row) \
        has('>', '>', row) has('[', ']', row) has('`', '`', row) has('|', '|', row)
static const struct byte_set address_ends = BYTE_SET(ADDRESS_ENDS);

/* Takes what begins at a special byte, and returns the offset after it. */
static size_t take_special(struct inline_reading *reading, size_t at)
{
    switch (reading->source.at[at]) {
    case '\n':
        return take_line_break(reading, at);
    case '\\':
        return take_backslash(reading, at);
    case '`':
        return take_backquote(reading, at);
    case '&':
        return take_ampersand(reading, at);
    case '$':
        return skip_dollar(&reading->math, at);
    case '[':
        return inline_bracket_open(reading, at);
    case ']':
        return inline_bracket_close(reading, at);
    case '<':
        return inline_html_take(reading, at);
    case ':':
        return inline_address_take(reading, at);
    default:
        return inline_emphasis_take(reading, at);
    }
}

/* Marks the source, whose first special byte is at `at`. */
static void mark_source(struct inline_reading *reading, size_t at)
{
    while (at < reading->source.len && reading->mark_count < MARKS_MAX) {
        at = take_special(reading, at);
        reading->plain = at;
        at += scan_run(view_skip(reading->source, at), &specials);
    }
    inline_emphasis_pair(reading, 0);
    if (reading->open_anchor)
        reading->out->links[reading->open_anchor - 1].end =
            inline_mark_add(reading, reading->source.len, reading->source.len);
}

/* Drops ** at the start or the end of the text if it has no partner. */
static void drop_loose_end(const struct inline_reading *reading, struct inline_mark *mark)
{
    if (mark->kept == 2 && (mark->start == reading->first || mark->end == reading->last) &&
        view_equal(inline_source_part(reading, mark->start, mark->end), VIEW("**")))
        mark->kept = 0;
}

/* Writes the text, and where each mark is in it. It is never longer than the source. */
static void write_text(struct inline_reading *reading)
{
    struct buffer *text = &reading->out->text;
    size_t at = 0;

    buffer_reserve(text, reading->source.len);
    for (size_t i = 0; i < reading->mark_count; i++) {
        struct inline_mark *mark = &reading->marks[i];

        mark->out = text->len + (mark->start - at);
        buffer_put(text, inline_source_part(reading, at, mark->start + mark->kept));
        at = mark->end;
        if (mark->put == PUT_REFERENCE)
            at = put_reference(reading, mark->start);
        else if (mark->put == PUT_LINE_BREAK)
            buffer_put_byte(text, '\n');
    }
    buffer_put(text, view_skip(reading->source, at));
}

static int compare_spans(const void *a, const void *b)
{
    const struct inline_span *first = a, *second = b;

    if (first->start != second->start)
        return first->start < second->start ? -1 : 1;
    return first->end == second->end ? 0 : first->end > second->end ? -1 : 1;
}

/* Replaces the numbers of marks by offsets. */
static void place_links_and_spans(struct inline_reading *reading)
{
    const struct inline_mark *marks = reading->marks;
    struct inline_text *out = reading->out;
    bool in_order = true;

    for (size_t i = 0; i < out->link_count; i++) {
        struct inline_link *link = &out->links[i];
        link->start = marks[link->start].out;
        link->end = marks[link->end].out;
    }
    for (size_t i = 0; i < out->span_count; i++) {
        struct inline_span *span = &out->spans[i];
        span->start = marks[span->start].out + marks[span->start].kept;
        span->end = marks[span->end].out;
        in_order = in_order && (i == 0 || compare_spans(span - 1, span) <= 0);
    }
    if (!in_order)
        qsort(out->spans, out->span_count, sizeof *out->spans, compare_spans);
}

/* Begins a text, with the memory of the one before. */
static struct inline_reading *begin_reading(struct inline_text *out, struct view source)
{
    struct inline_reading *reading = out->reading;

    if (!reading) {
        reading = out->reading = memory_take(sizeof *reading);
        *reading = (struct inline_reading){ 0 };
    }
    reading->out = out;
    reading->source = source;
    reading->first = source.len - view_trim_start(source).len;
    reading->last = view_trim_end(source).len;
    reading->plain = reading->mark_count = reading->run_count = reading->bracket_count = 0;
    reading->in_link = reading->open_anchor = 0;
    memset(reading->open_tag, 0, sizeof reading->open_tag);
    reading->no_comment_end = reading->no_raw_end = source.len;
    reading->ticks_are_known = false;
    reading->math = tex_math_of(source);
    return reading;
}

/* Returns the offset of the first special byte from `at` on that is not a colon alone. */
static inline size_t find_special(struct view text, size_t at)
{
    for (;; at++) {
        at += scan_run(view_skip(text, at), &specials);
        if (at == text.len || text.at[at] != ':' ||
            view_starts_with(view_skip(text, at + 1), VIEW("//")))
            return at;
    }
}

/* Returns the offset of the first special byte from `at` on that is not of TeX. Not inlined, so
 * that inline_plain_length need not save registers for most texts. */
__attribute__((noinline)) static size_t find_special_after_tex(struct view text, size_t at)
{
    struct tex_math math = tex_math_of(text);

    while (at < text.len && (text.at[at] == '$' || text.at[at] == '\\')) {
        size_t end = text.at[at] == '$' ? skip_dollar(&math, at) : skip_tex_backslash(&math, at);

        if (end == 0)
            break;
        at = find_special(text, end);
    }
    return at;
}

size_t inline_plain_length(struct view text)
{
    size_t at = find_special(text, 0);

    return at < text.len && (text.at[at] == '$' || text.at[at] == '\\')
               ? find_special_after_tex(text, at)
               : at;
}

bool inline_link_take(struct view *source, struct view *text, struct view *address)
{
    struct view rest = *source;
    bool is_open = view_take(&rest, VIEW("["));
    size_t inner = view_take(&rest, VIEW("[")), len = is_open ? inline_plain_length(rest) : 0;

    rest = view_skip(rest, len);
    if (len == 0 || (inner && !view_take(&rest, VIEW("]"))) ||
        !view_starts_with(rest, VIEW("](http")))
        return false;
    rest = view_skip(rest, 2);
    *address = (struct view){ rest.at, scan_run(rest, &address_ends) };
    rest = view_skip(rest, address->len);
    if (!view_take(&rest, VIEW(")")))
        return false;
    *text = (struct view){ source->at + 1, len + 2 * inner };
    *source = rest;
    return true;
}

void inline_text_read_marked(struct inline_text *out, struct view source)
{
    struct inline_reading *reading;
    size_t plain = scan_run(source, &specials);

    out->text.len = out->link_count = out->span_count = 0;
    reading = begin_reading(out, source);
    mark_source(reading, plain);
    if (reading->mark_count > 0) {
        drop_loose_end(reading, &reading->marks[0]);
        drop_loose_end(reading, &reading->marks[reading->mark_count - 1]);
    }
    write_text(reading);
    place_links_and_spans(reading);
}

void inline_text_read(struct inline_text *out, struct view source)
{
    out->text.len = out->link_count = out->span_count = 0;
    if (!inline_usual_read(out, source))
        inline_text_read_marked(out, source);
}

void inline_text_free(struct inline_text *out)
{
    if (out->reading) {
        free(out->reading->marks);
        free(out->reading->runs);
        free(out->reading->brackets);
        free(out->reading);
    }
    buffer_free(&out->text);
    free(out->links);
    free(out->spans);
    *out = (struct inline_text){ 0 };
}
