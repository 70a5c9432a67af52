#include "tex/tex.h"

#include <string.h>
#include <utf8proc.h>

#include "text/scan.h"
#include "tex/tex_commands.h"
#include "tex/tex_normalize.h"
#include "tex/tex_math.h"
#include "tex/tex_plain.h"
#include "text/utf8.h"

/* What a brace does: it is dropped, is text, or delimits the argument of an unknown command or
 * the text of a link. */
enum { BRACE_DROPPED = 'd', BRACE_KEPT = 'k', BRACE_ARGUMENT = 'a', BRACE_LINK = 'l' };

struct resolver {
    struct view in;
    size_t at;
    struct buffer *out;
    struct buffer braces; /* the open ones, a byte each */
    bool marks;           /* put marks around formulas */
    bool argument;        /* a brace here opens an argument of an unknown command */
    size_t optional_end;  /* where the optional argument before it ends */
    struct tex_math math;
    size_t quote_end;      /* of the open quotation; 0 if none */
    struct buffer urls;    /* views: the URLs of the open BRACE_LINKs */
    struct buffer unended; /* views: the names of environments that have no end left */
};

static char byte_at(const struct resolver *r, size_t at)
{
    return at < r->in.len ? r->in.at[at] : '\0';
}

/* Appends to a list of views. */
static void put_view(struct buffer *list, struct view view)
{
    buffer_put(list, (struct view){ (const char *)&view, sizeof view });
}

static struct view rest_from(const struct resolver *r, size_t at)
{
    return view_skip(r->in, at);
}

/* ---- Mathematics ------------------------------------------------------- */

/* True for a character that a number may stand for: not one that cleaning would drop or fold,
 * or that could pass for the end of a line. */
static bool is_printable(uint32_t c)
{
    return c > 0xA0 && c != 0x1680 && (c < 0x2000 || c > 0x200A) && c != 0x202F && c != 0x205F &&
           c != 0x3000 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF &&
           (c < 0xD800 || c > 0xDFFF) && c <= 0x10FFFF;
}

/* Reads TeX's \char20013, which ends in one space if a letter or a digit follows. */
static size_t take_char(struct view text, uint32_t *code_point)
{
    enum { DIGITS_MAX = 7 };
    struct view rest = text;
    size_t digits = 0;

    *code_point = 0;
    view_take(&rest, VIEW("\\char"));
    for (; digits < rest.len && digits < DIGITS_MAX && ascii_is_digit(rest.at[digits]); digits++)
        *code_point = *code_point * 10 + (uint32_t)(rest.at[digits] - '0');
    if (digits == 0 || !is_printable(*code_point))
        return 0;
    rest = view_skip(rest, digits);
    view_take(&rest, VIEW(" "));
    return text.len - rest.len;
}

/* Reads a character by its number: \char20013, or \unicode{x2013}, MathJax's notation. Returns its
 * length, or 0. */
static size_t take_unicode(struct view text, uint32_t *code_point)
{
    struct view rest = text;
    size_t digits = 0;

    if (view_starts_with(text, VIEW("\\char")))
        return take_char(text, code_point);
    *code_point = 0;
    if (!view_take(&rest, VIEW("\\unicode{x")))
        return 0;
    for (; digits < rest.len && digits < 6 && rest.at[digits] != '}'; digits++) {
        char c = ascii_lower(rest.at[digits]);
        if (!ascii_is_digit(c) && (c < 'a' || c > 'f'))
            return 0;
        *code_point = *code_point * 16 + (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    if (digits == rest.len || rest.at[digits] != '}' || !is_printable(*code_point))
        return 0;
    return text.len - rest.len + digits + 1;
}

static void put_bytes(struct resolver *r, size_t count)
{
    buffer_put(r->out, (struct view){ r->in.at + r->at, count });
    r->at += count;
}

static void put_math(struct resolver *r, size_t end)
{
    struct view inside = { r->in.at + r->at + 1, end - r->at - 2 };
    uint32_t code_point;

    if (inside.len > 0 && take_unicode(inside, &code_point) == inside.len) {
        buffer_put_code_point(r->out, code_point);
        r->at = end;
        return;
    }
    if (r->marks)
        buffer_put_byte(r->out, TEX_MATH_START);
    put_bytes(r, end - r->at);
    if (r->marks)
        buffer_put_byte(r->out, TEX_MATH_END);
}

static void put_math_or_bytes(struct resolver *r, size_t opening)
{
    size_t end = tex_math_end(&r->math, r->at);

    if (end)
        put_math(r, end);
    else
        put_bytes(r, opening);
}

/* ---- Braces ------------------------------------------------------------ */

static bool is_resolved(struct view text)
{
    size_t letters = 1;
    uint32_t code_point;

    if (text.len < 2 || text.at[0] != '\\')
        return false;
    if (take_unicode(text, &code_point))
        return true;
    if (!ascii_is_alpha(text.at[1]))
        return tex_find_accent(text.at[1]) != 0;
    while (letters < text.len && ascii_is_alpha(text.at[letters]))
        letters++;
    return tex_find_command((struct view){ text.at + 1, letters - 1 }) != NULL;
}

/* True for braces that only keep the case of a name, {ResNet} or {Gaussian}: letters, digits,
 * spaces, hyphens and full stops, with a capital among them. */
static bool protects_case(struct view inside)
{
    enum { REACH = 80 };
    bool capital = false;

    for (size_t i = 0; i < inside.len && i < REACH; i++) {
        char c = inside.at[i];
        if (c == '}')
            return capital;
        capital = capital || ascii_is_upper(c);
        if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != ' ' && c != '-' && c != '.')
            return false;
    }
    return false;
}

static void open_brace(struct resolver *r)
{
    struct view inside = rest_from(r, r->at + 1);
    char kind = BRACE_KEPT;

    if (r->argument)
        kind = BRACE_ARGUMENT;
    else if (is_resolved(inside) || protects_case(inside))
        kind = BRACE_DROPPED;
    buffer_put_byte(&r->braces, kind);
    if (kind == BRACE_DROPPED)
        r->at++;
    else
        put_bytes(r, 1);
}

/* Appends the URL of the innermost open link, after its text. */
static void put_url(struct resolver *r)
{
    struct view url;

    r->urls.len -= sizeof url;
    memcpy(&url, r->urls.at + r->urls.len, sizeof url);
    buffer_put(r->out, VIEW(" ("));
    buffer_put(r->out, url);
    buffer_put(r->out, VIEW(")"));
}

static void close_brace(struct resolver *r)
{
    char kind = r->braces.len > 0 ? r->braces.at[--r->braces.len] : BRACE_KEPT;

    if (kind == BRACE_LINK)
        put_url(r);
    if (kind == BRACE_DROPPED || kind == BRACE_LINK)
        r->at++;
    else
        put_bytes(r, 1);
    r->argument = kind == BRACE_ARGUMENT;
}

/* ---- Commands ---------------------------------------------------------- */

static void skip_spaces(struct resolver *r)
{
    while (byte_at(r, r->at) == ' ')
        r->at++;
}

/* Appends a space unless there is one already. */
static void put_space(struct resolver *r)
{
    if (r->out->len == 0 || r->out->at[r->out->len - 1] != ' ')
        buffer_put_byte(r->out, ' ');
    skip_spaces(r);
}

/* Skips the spaces or the empty group that end a command's name. */
static void end_name(struct resolver *r)
{
    if (view_starts_with(rest_from(r, r->at), VIEW("{}")))
        r->at += 2;
    else
        skip_spaces(r);
}

/* Takes an accent command at `*at` and returns its combining character, or 0. */
static uint32_t take_accent(const struct resolver *r, size_t *at)
{
    const struct tex_command *command;
    size_t letters = 0;
    uint32_t mark;

    if (byte_at(r, *at) != '\\')
        return 0;
    mark = tex_find_accent(byte_at(r, *at + 1));
    if (mark) {
        *at += 2;
        return mark;
    }
    while (ascii_is_alpha(byte_at(r, *at + 1 + letters)))
        letters++;
    command = tex_find_command((struct view){ r->in.at + *at + 1, letters });
    if (!command || command->kind != ACCENT)
        return 0;
    *at += 1 + letters;
    while (byte_at(r, *at) == ' ')
        ++*at;
    return command->character;
}

/* Takes the letter under an accent: one of the text, \i or \j. Returns an empty view if there
 * is none. */
static struct view take_base(const struct resolver *r, size_t *at)
{
    struct view rest = rest_from(r, *at), base = { 0 };
    size_t len;

    if (rest.len == 0)
        return base;
    if (rest.at[0] == '\\' && (byte_at(r, *at + 1) == 'i' || byte_at(r, *at + 1) == 'j') &&
        !ascii_is_alpha(byte_at(r, *at + 2))) {
        base = (struct view){ rest.at + 1, 1 };
        *at += 2;
        if (view_starts_with(rest_from(r, *at), VIEW("{}")))
            *at += 2;
        else if (byte_at(r, *at) == ' ')
            ++*at;
        return base;
    }
    switch (utf8proc_category((utf8proc_int32_t)utf8_decode(rest, &len))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LO:
        base = (struct view){ rest.at, len };
        *at += len;
        return base;
    default:
        return base;
    }
}

/* Returns the letter of Latin-1 that the two compose to, or 0. Most accents are such, and
 * normalizing them would take most of the time for a text. */
static uint32_t compose(char base, uint32_t mark)
{
    enum { FIRST = 0xC0, TO_SMALL = 0x20 };
    static const char letters[] = "AAAAAA CEEEEIIII NOOOOO  UUUUY";
    static const unsigned char marks[] = { 0, 1, 2, 3, 8, 0xA, 0, 0x27, 0, 1, 2, 8, 0, 1, 2,
                                           8, 0, 3, 0, 1, 2,   3, 8,    0, 0, 0, 1, 2, 8, 1 };

    for (uint32_t i = 0; i < sizeof marks; i++) {
        if (letters[i] == ascii_upper(base) && mark == 0x300U + marks[i])
            return FIRST + i + (ascii_is_upper(base) ? 0 : TO_SMALL);
    }
    return 0;
}

/* Appends an accent with its argument: \'e, \'{e}, \v{s}, \"{\i}, \'{\^e}. Returns false and
 * takes nothing if there is no letter under it. */
static bool put_accent(struct resolver *r)
{
    enum { MARKS_MAX = 4 };
    uint32_t marks[MARKS_MAX], mark, composed;
    size_t count = 0, depth = 0, at = r->at;
    struct view base;

    for (;;) {
        if (byte_at(r, at) == '{' && count > 0) {
            depth++;
            at++;
        } else if (count < MARKS_MAX && (mark = take_accent(r, &at)) != 0) {
            marks[count++] = mark;
        } else {
            break;
        }
    }
    base = take_base(r, &at);
    if (base.len == 0)
        return false;
    composed = count == 1 && base.len == 1 ? compose(base.at[0], marks[0]) : 0;
    if (composed)
        buffer_put_code_point(r->out, composed);
    else
        buffer_put(r->out, base);
    while (count > 0 && !composed)
        buffer_put_code_point(r->out, marks[--count]);
    for (; depth > 0; depth--) {
        if (byte_at(r, at) == '}')
            at++;
        else
            buffer_put_byte(&r->braces, BRACE_DROPPED);
    }
    r->at = at;
    return true;
}

/* Returns the raw argument in braces at `at`; *end is after it. One that a cut left open
 * extends to the end. */
static struct view take_argument(const struct resolver *r, size_t at, size_t *end)
{
    struct view rest = rest_from(r, at + 1);
    size_t length = 0, depth = 0;

    for (; length < rest.len; length++) {
        if (rest.at[length] == '{')
            depth++;
        else if (rest.at[length] == '}' && depth-- == 0)
            break;
    }
    *end = at + 1 + length + (length < rest.len);
    return (struct view){ rest.at, length };
}

/* \href{url}{text}: resolves the text in place; the URL follows it if it is different. */
static void put_link(struct resolver *r, size_t at)
{
    struct view url = take_argument(r, at, &at);
    bool has_text = byte_at(r, at) == '{';

    if (has_text && view_starts_with(rest_from(r, at + 1), url) &&
        byte_at(r, at + 1 + url.len) == '}') {
        at += url.len + 2; /* the text is the URL */
        has_text = false;
    }
    if (has_text) {
        put_view(&r->urls, url);
        buffer_put_byte(&r->braces, BRACE_LINK);
        at++;
    } else {
        buffer_put(r->out, url);
    }
    r->at = at;
}

/* True if the name is known to have no \end left. Each name is searched for in vain only once. */
static bool is_unended(const struct resolver *r, struct view name)
{
    struct view known;

    for (size_t i = 0; i < r->unended.len; i += sizeof known) {
        memcpy(&known, r->unended.at + i, sizeof known);
        if (view_equal(known, name))
            return true;
    }
    return false;
}

/* Copies \begin{name} … \end{name}. */
static bool put_environment(struct resolver *r, size_t at)
{
    enum { REACH = 32 }; /* no environment has a longer name */
    struct buffer closing = { 0 };
    struct view name = rest_from(r, at + 1);
    size_t found;

    if (byte_at(r, at) != '{')
        return false;
    name.len = view_find_byte((struct view){ name.at, name.len < REACH ? name.len : REACH }, '}');
    at += name.len + 2;
    if (!tex_is_math_environment(name) || is_unended(r, name))
        return false;
    buffer_put(&closing, VIEW("\\end{"));
    buffer_put(&closing, name);
    buffer_put(&closing, VIEW("}"));
    found = at + view_find(rest_from(r, at), buffer_view(&closing));
    if (found < r->in.len)
        put_math(r, found + closing.len);
    else
        put_view(&r->unended, name);
    buffer_free(&closing);
    return found < r->in.len;
}

/* Appends the argument in braces after the name in characters of sub- or superscripts. Returns
 * false and does nothing if it has others than digits and signs. */
static bool put_script(struct resolver *r, size_t at, bool below)
{
    static const struct view plain = VIEW_ENTRY("0123456789+-");
    static const uint32_t subs[] = U"₀₁₂₃₄₅₆₇₈₉₊₋", supers[] = U"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
    struct view argument;

    while (byte_at(r, at) == ' ')
        at++;
    argument = (struct view){ rest_from(r, at + 1).at, 0 };
    while (view_has_byte(plain, byte_at(r, at + 1 + argument.len)))
        argument.len++;
    if (byte_at(r, at) != '{' || byte_at(r, at + 1 + argument.len) != '}')
        return false;
    for (size_t i = 0; i < argument.len; i++) {
        size_t place = view_find_byte(plain, argument.at[i]);
        buffer_put_code_point(r->out, below ? subs[place] : supers[place]);
    }
    r->at = at + 1 + argument.len + 1;
    return true;
}

/* Begins the argument of a font, whose braces go. Returns false if there is none. */
static bool begin_font(struct resolver *r, size_t at)
{
    while (byte_at(r, at) == ' ')
        at++;
    if (byte_at(r, at) != '{')
        return false;
    buffer_put_byte(&r->braces, BRACE_DROPPED);
    r->at = at + 1;
    return true;
}

/* Appends a known, well-formed command; otherwise returns false and does nothing. */
static bool put_command(struct resolver *r, const struct tex_command *command, size_t end)
{
    switch (command->kind) {
    case ACCENT:
        return put_accent(r);
    case LETTER:
        buffer_put_code_point(r->out, command->character);
        r->at = end;
        end_name(r);
        return true;
    case DECLARATION:
        r->at = end;
        end_name(r);
        return true;
    case SYMBOL:
    case LOGO:
        if (command->kind == SYMBOL)
            buffer_put_code_point(r->out, command->character);
        else
            buffer_put(r->out, view_equal(view_of(command->name), VIEW("LaTeXe"))
                                   ? VIEW("LaTeX2e")
                                   : view_of(command->name));
        r->at = end;
        if (view_starts_with(rest_from(r, end), VIEW("{}")))
            r->at += 2;
        return true;
    case SPACE:
        r->at = end;
        end_name(r);
        put_space(r);
        return true;
    case FONT:
        return begin_font(r, end);
    case SUBSCRIPT:
    case SUPERSCRIPT:
        return put_script(r, end, command->kind == SUBSCRIPT) || begin_font(r, end);
    case URL:
    case HREF:
        if (byte_at(r, end) != '{')
            return false;
        if (command->kind == HREF)
            put_link(r, end);
        else
            buffer_put(r->out, take_argument(r, end, &r->at));
        return true;
    default:
        return put_environment(r, end);
    }
}

static void put_named(struct resolver *r)
{
    enum { REACH = 80 };
    size_t end = r->at + 1;
    const struct tex_command *command;
    uint32_t code_point;
    size_t character = take_unicode(rest_from(r, r->at), &code_point);

    if (character) {
        buffer_put_code_point(r->out, code_point);
        r->at += character;
        return;
    }
    while (ascii_is_alpha(byte_at(r, end)))
        end++;
    command = tex_find_command((struct view){ r->in.at + r->at + 1, end - r->at - 1 });
    if (command && put_command(r, command, end))
        return;
    put_bytes(r, end - r->at);
    r->argument = true;
    r->optional_end = 0;
    if (byte_at(r, end) == '[') { /* \cite[p. 3]{x} */
        struct view optional = { r->in.at + end, r->in.len - end };

        if (optional.len > REACH)
            optional.len = REACH;
        r->optional_end = end + view_find_byte(optional, ']') + 1;
    }
}

/* A backslash and a character that is not a letter. */
static void put_symbol(struct resolver *r)
{
    char c = byte_at(r, r->at + 1);

    switch (c) {
    case '(':
    case '[':
        put_math_or_bytes(r, 2);
        return;
    case '&':
    case '%':
    case '_':
    case '#':
    case '$':
    case '{':
    case '}':
        r->at++;
        put_bytes(r, 1);
        return;
    case ',':
    case ';':
    case ':':
    case ' ':
    case '\\':
        r->at += 2;
        put_space(r);
        return;
    case '!':
    case '/':
    case '-':
    case '@':
        r->at += 2;
        return;
    default:
        break;
    }
    if (tex_find_accent(c)) {
        if (put_accent(r))
            return;
        if (view_starts_with(rest_from(r, r->at + 2), VIEW("{}"))) {
            buffer_put_byte(r->out, c); /* \~{} and \^{} stand for the characters */
            r->at += 4;
            return;
        }
    }
    put_bytes(r, 1);
}

/* ---- The whole --------------------------------------------------------- */

/* A tie between words (Fig.~1, by~\cite{x}) becomes a no-break space. "About" (~5 ms), a range
 * (3~5) and a home page (/~name) keep their tilde. */
static void put_tilde(struct resolver *r)
{
    static const struct view never_before = VIEW_ENTRY(" /([{\"");
    char before = r->at > 0 ? r->in.at[r->at - 1] : ' ';
    char after = byte_at(r, r->at + 1);
    bool begins = view_find_byte(never_before, before) < never_before.len;
    bool before_number = ascii_is_digit(before) || (unsigned char)before >= 0x80;

    if (begins || after == ' ' || after == '\0' || (before_number && ascii_is_digit(after))) {
        put_bytes(r, 1);
        return;
    }
    buffer_put(r->out, VIEW("\xC2\xA0"));
    r->at++;
}

/* Returns where the quotation that begins with a lone ` ends with a lone ', or 0. It must not
 * contain other backquotes, TeX, or a space on the inner side of a quote. An apostrophe within
 * a word does not end it. */
static size_t find_quote_end(const struct resolver *r, size_t at)
{
    enum { REACH = 200 };
    static const struct view never_before = VIEW_ENTRY(" ([{-");

    if (at > 0 && view_find_byte(never_before, r->in.at[at - 1]) == never_before.len)
        return 0;
    for (size_t i = at + 1; i < r->in.len && i < at + REACH; i++) {
        char c = r->in.at[i], next = byte_at(r, i + 1);
        if (c == '`' || c == '$' || c == '\\' || (c == ' ' && i == at + 1))
            return 0;
        if (c == '\'' && (next == '\'' || i == at + 1))
            return 0;
        if (c == '\'' && r->in.at[i - 1] != ' ' && !ascii_is_alpha(next) && !ascii_is_digit(next))
            return i;
    }
    return 0;
}

/* A run of one character: two or three hyphens are a dash, two quotes are a double quote, and
 * one is a quote if the other end is there. */
static void put_run(struct resolver *r, char c)
{
    size_t length = 1;

    while (byte_at(r, r->at + length) == c)
        length++;
    if (c == '-' && length == 2)
        buffer_put(r->out, VIEW("–"));
    else if (c == '-' && length == 3)
        buffer_put(r->out, VIEW("—"));
    else if (c == '`' && length == 2)
        buffer_put(r->out, VIEW("“"));
    else if (c == '\'' && length == 2)
        buffer_put(r->out, VIEW("”"));
    else if (c == '`' && length == 1 && (r->quote_end = find_quote_end(r, r->at)) > 0)
        buffer_put(r->out, VIEW("‘"));
    else if (c == '\'' && length == 1 && r->at == r->quote_end && r->at > 0)
        buffer_put(r->out, VIEW("’"));
    else
        buffer_put(r->out, (struct view){ r->in.at + r->at, length });
    r->at += length;
}

/* TEX_SPECIALS, and two hyphens or single quotes in a row. */
/* clang-format off */
#define RESOLVED(kind, half) \
    kind(0, half, ASCII, '\\', '\\') \
    kind(1, half, ASCII, '$', '$') \
    kind(2, half, ASCII, '{', '{') \
    kind(2, half, ASCII, '}', '~') \
    kind(3, half, ASCII, '`', '`') \
    kind(4, half, ASCII, TEX_MATH_START, TEX_MATH_END) \
    kind(5, half, TWICE, '-', '-') \
    kind(6, half, TWICE, '\'', '\'')
/* clang-format on */
static const struct byte_pairs resolved = BYTE_PAIRS(RESOLVED);

static void put_special(struct resolver *r)
{
    bool argument = r->argument;
    char c = r->in.at[r->at];

    r->argument = argument && c == '{';
    switch (c) {
    case '\\':
        if (ascii_is_alpha(byte_at(r, r->at + 1)))
            put_named(r);
        else
            put_symbol(r);
        break;
    case '$':
        put_math_or_bytes(r, byte_at(r, r->at + 1) == '$' ? 2 : 1);
        break;
    case '{':
        open_brace(r);
        r->argument = false;
        break;
    case '}':
        close_brace(r);
        break;
    case '~':
        put_tilde(r);
        break;
    case TEX_MATH_START:
    case TEX_MATH_END:
        r->at++;
        break;
    default:
        put_run(r, c);
        break;
    }
}

static void resolve(struct view tex, bool marks, struct buffer *out)
{
    size_t from = out->len;
    struct resolver r = { .in = tex, .out = out, .marks = marks, .math = tex_math_of(tex) };

    while (r.at < tex.len) {
        size_t plain = scan_pairs(rest_from(&r, r.at), &resolved, NULL, NULL);

        if (r.quote_end > 0 && r.quote_end >= r.at && r.quote_end < r.at + plain)
            plain = r.quote_end - r.at;
        if (plain > 0) {
            put_bytes(&r, plain);
            r.argument = r.at == r.optional_end;
        }
        if (r.at < tex.len)
            put_special(&r);
    }
    while (r.urls.len > 0) /* links that a cut left open */
        put_url(&r);
    buffer_free(&r.unended);
    buffer_free(&r.urls);
    buffer_free(&r.braces);
    tex_normalize(out, from);
}

static const struct byte_set specials = BYTE_SET(TEX_SPECIALS);

/* What may be special to a caller, two hyphens or single quotes in a row, and what
 * tex_normalize may change. */
/* clang-format off */
#define UNPLAIN(kind, half) \
    kind(0, half, ASCII, '#', '&') \
    kind(1, half, ASCII, '<', '<') \
    kind(1, half, ASCII, '>', '>') \
    kind(1, half, ASCII, '\\', '\\') \
    kind(1, half, ASCII, '^', '_') \
    kind(1, half, ASCII, '{', '{') \
    kind(1, half, ASCII, '}', '~') \
    kind(2, half, ASCII, '`', '`') \
    kind(4, half, ASCII, TEX_MATH_START, TEX_MATH_END) \
    kind(4, half, TWO, 0x80, 0xBF) \
    kind(6, half, TWICE, '\'', '\'') \
    kind(7, half, TWICE, '-', '-') \
    TEX_SUSPECTS(kind, half)
/* clang-format on */
static const struct byte_pairs unplain = BYTE_PAIRS(UNPLAIN);

static bool is_unplain(const void *context, struct view text, size_t at)
{
    const struct byte_set *special = context;
    char c = text.at[at];
    size_t end;

    if (byte_set_has(special, c))
        return true;
    if ((unsigned char)c < 0x80)
        return (c == '-' || c == '\'') && at + 1 < text.len && text.at[at + 1] == c;
    return tex_is_suspect(text, at, &end);
}

size_t tex_plain_length(struct view tex, const struct byte_set *special)
{
    size_t plain;

    if (view_starts_with(tex, VIEW(" ")) || view_ends_with(tex, VIEW(" ")))
        return 0;
    plain = scan_pairs(tex, &unplain, is_unplain, special);
    return plain < tex.len ? utf8_start(tex, plain) : plain;
}

size_t tex_plain_words(struct view tex, size_t plain)
{
    size_t words = plain > 0 ? plain - 1 : 0;

    if (!view_has_byte((struct view){ tex.at, words }, ' ')) /* as in Chinese, and soon known */
        return 0;
    while (words > 0 && tex.at[words - 1] != ' ')
        words--;
    return words < plain && tex.at[words] != ' ' ? words : 0;
}

bool tex_is_plain(struct view tex)
{
    return tex_plain_length(tex, &specials) == tex.len;
}

void tex_put_text(struct buffer *out, struct view tex)
{
    size_t plain = tex_plain_length(tex, &specials);
    size_t copied = plain == tex.len ? plain : tex_plain_words(tex, plain);

    buffer_put(out, (struct view){ tex.at, copied });
    if (copied < tex.len)
        resolve(view_skip(tex, copied), false, out);
}

void tex_put_folded(struct buffer *out, struct view tex)
{
    size_t from = out->len;

    tex_put_text(out, tex);
    tex_fold(out, from);
}

bool tex_shows(struct view tex)
{
    struct buffer text = { 0 };
    bool shows;

    if (tex.len == 0 || !byte_set_has(&specials, tex.at[0]))
        return tex.len > 0;
    tex_put_text(&text, tex);
    shows = text.len > 0;
    buffer_free(&text);
    return shows;
}

void tex_put_marked(struct buffer *out, struct view tex)
{
    resolve(tex, true, out);
}
