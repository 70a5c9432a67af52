#include "common/markdown_text.h"

#include "tex/tex.h"
#include "text/scan.h"

/* What may be markup within a line, and the start of a formula. */
/* clang-format off */
#define SPECIALS(has, row) \
    has(TEX_MATH_START, TEX_MATH_END, row) has('#', '$', row) has('&', '&', row) \
    has('*', '*', row) has('.', '.', row) has(':', ':', row) has('<', '<', row) \
    has('[', ']', row) has('_', '`', row) has('|', '|', row) has('~', '~', row)
/* clang-format on */
static const struct byte_set specials = BYTE_SET(SPECIALS);

static char text_byte_at(struct view text, size_t at)
{
    return at < text.len ? text.at[at] : '\0';
}

static bool is_punctuation(char c)
{
    return c > ' ' && c < 0x7F && !ascii_is_alnum(c);
}

/* True if `<` and this byte may begin a tag, a comment or an address. */
static bool begins_html(char after)
{
    return ascii_is_alpha(after) || after == '/' || after == '!' || after == '?';
}

/* True for text like &amp; or &#38; whatever the name. */
static bool begins_reference(struct view text)
{
    size_t length = 1;

    while (ascii_is_alnum(text_byte_at(text, length)) || text_byte_at(text, length) == '#')
        length++;
    return length > 1 && text_byte_at(text, length) == ';';
}

/* True for the colon of https:// and the full stop of www. which make a link of all before the next
 * space. */
static bool begins_link(struct view text, size_t at)
{
    struct view before = { text.at, at };

    return text.at[at] == ':' ? view_starts_with(view_skip(text, at), VIEW("://"))
                              : view_ends_with(before, VIEW("www"));
}

static bool is_markup(struct view text, size_t at, enum markdown_place place);

/* True if the link at this colon or full stop has markup: for it, a backslash is no escape. */
/* NOLINTNEXTLINE(misc-no-recursion): is_markup does not come back here from another mark */
static bool is_marked_link(struct view text, size_t at, enum markdown_place place)
{
    enum { REACH = 1000 }; /* keeps text of only links from being searched to its end for each */
    size_t end = at + 1;

    if (!begins_link(text, at))
        return false;
    for (; end < text.len && text.at[end] != ' '; end++) {
        char c = text.at[end];

        if (end == at + REACH ||
            (c != ':' && c != '.' && byte_set_has(&specials, c) && is_markup(text, end, place)))
            return true;
    }
    return false;
}

/* True if the special byte would be markup without a backslash before it. */
/* NOLINTNEXTLINE(misc-no-recursion): see is_marked_link */
static bool is_markup(struct view text, size_t at, enum markdown_place place)
{
    char before = at > 0 ? text.at[at - 1] : '\0', after = text_byte_at(text, at + 1);

    switch (text.at[at]) {
    case '\\':
        return after == '\0' || after == TEX_MATH_START || is_punctuation(after);
    case '_': /* within a word it is text */
        return !ascii_is_alnum(before) || !ascii_is_alnum(after);
    case '<':
        return begins_html(after);
    case '&':
        return begins_reference(view_skip(text, at));
    case '#': /* may close a heading */
        return place == MARKDOWN_HEADING && !ascii_is_alnum(before);
    case ':':
    case '.':
        return is_marked_link(text, at, place);
    default:
        return true;
    }
}

/* ---- Formulas -------------------------------------------------------------- */

/* True if the byte may end the formula early or, to programs that do not know formulas, begin a
 * reference, a link or code. */
static bool is_unsafe(struct view tex, size_t at, enum markdown_place place)
{
    char after = text_byte_at(tex, at + 1);

    switch (tex.at[at]) {
    case '$':
    case '`':
        return true;
    case '\\':
        return after == '$' || after == '`' || (after == '|' && place == MARKDOWN_CELL) ||
               after == '\0'; /* of "\ ", which would escape the dollar that follows */
    case '&':
        return begins_reference(view_skip(tex, at));
    case ':':
    case '.':
        return begins_link(tex, at);
    case ']':
        return after == '(' || after == '[';
    default:
        return false;
    }
}

/* True if the TeX between two dollars may stay TeX. Its braces must be paired, as pandoc expects
 * them, and its brackets too where the text may be that of a link. */
static bool is_safe_formula(struct view tex, enum markdown_place place)
{
    size_t brackets = 0, braces = 0;

    for (size_t i = 0; i < tex.len; i++) {
        char c = tex.at[i];

        if (is_unsafe(tex, i, place) ||
            (c == ']' && brackets == 0 && place != MARKDOWN_PARAGRAPH) || (c == '}' && braces == 0))
            return false;
        brackets += (size_t)(c == '[') - (c == ']');
        braces += (size_t)(c == '{') - (c == '}');
        i += c == '\\'; /* what follows is escaped */
    }
    return (brackets == 0 || place == MARKDOWN_PARAGRAPH) && braces == 0;
}

/* Puts TeX that may stay, which shows the same: `|` ends a cell even here, and `<` must not begin
 * a tag. */
static void put_safe_formula(struct buffer *out, struct view tex, enum markdown_place place)
{
    for (size_t i = 0; i < tex.len; i++) {
        char c = tex.at[i];

        if (c == '|' && place == MARKDOWN_CELL)
            buffer_put_byte(out, '\\');
        buffer_put_byte(out, c);
        if (c == '<' && begins_html(text_byte_at(tex, i + 1)))
            buffer_put_byte(out, ' ');
    }
}

/* True if the text shows the same without escapes. */
static bool has_no_markup(struct view text, enum markdown_place place)
{
    for (size_t i = 0; i < text.len; i++) {
        if (byte_set_has(&specials, text.at[i]) && is_markup(text, i, place))
            return false;
    }
    return true;
}

/* If the formula may stay TeX between dollars, puts it and returns true. Its ends lose their
 * spaces, which mean nothing to TeX, but keep pandoc and GitHub from finding the formula. Neither
 * do they find one before a digit or another one, whose byte is `after`. */
static bool put_dollars(struct buffer *out, struct view formula, char after,
                        enum markdown_place place)
{
    struct view dollars = view_starts_with(formula, VIEW("$$")) ? VIEW("$$") : VIEW("$"), tex;
    bool is_found = !ascii_is_digit(after) && after != TEX_MATH_START;

    if (!view_starts_with(formula, dollars) || formula.len <= 2 * dollars.len)
        return false;
    tex = view_trim((struct view){ formula.at + dollars.len, formula.len - 2 * dollars.len });
    if (tex.len == 0 || !is_safe_formula(tex, place) || !(is_found || has_no_markup(tex, place)))
        return false;
    buffer_put(out, dollars);
    put_safe_formula(out, tex, place);
    buffer_put(out, dollars);
    return true;
}

/* Puts the formula between the marks at the start of the text, and returns the length of both. */
/* NOLINTNEXTLINE(misc-no-recursion): a formula within a formula has no marks */
static size_t put_marked_formula(struct buffer *out, struct view text, enum markdown_place place)
{
    size_t end = view_find_byte(text, TEX_MATH_END);
    struct view formula = { text.at + 1, end - 1 };

    if (!put_dollars(out, formula, text_byte_at(text, end + 1), place))
        markdown_put(out, formula, place);
    return end + 1;
}

/* ---- The whole ------------------------------------------------------------- */

/* NOLINTNEXTLINE(misc-no-recursion): see put_marked_formula */
void markdown_put(struct buffer *out, struct view text, enum markdown_place place)
{
    for (size_t at = 0; at < text.len;) {
        struct view rest = view_skip(text, at);
        size_t run = scan_run(rest, &specials);

        buffer_put(out, (struct view){ rest.at, run });
        at += run;
        if (at == text.len)
            break;
        if (text.at[at] == TEX_MATH_START) {
            at += put_marked_formula(out, view_skip(text, at), place);
            continue;
        }
        if (is_markup(text, at, place))
            buffer_put_byte(out, '\\');
        buffer_put_byte(out, text.at[at++]);
    }
}

/* True for the semicolon of what would be a reference. */
static bool ends_reference(struct view address, size_t at)
{
    size_t start = at;

    while (start > 0 && (ascii_is_alnum(address.at[start - 1]) || address.at[start - 1] == '#'))
        start--;
    return start > 0 && address.at[start - 1] == '&' && start < at;
}

/* True if the parentheses are balanced, so that none of them ends the address in [text](address).
 * Programs need not read more than three levels (CommonMark 0.31, 6.3). */
static bool has_paired_parentheses(struct view address)
{
    enum { DEEPEST = 3 };
    size_t depth = 0;

    for (size_t i = 0; i < address.len; i++) {
        if (address.at[i] == '(' && depth++ == DEEPEST)
            return false;
        if (address.at[i] == ')' && depth-- == 0)
            return false;
    }
    return depth == 0;
}

/* Programs differ on escapes and references in addresses, so nothing depends on those. */
void markdown_put_address(struct buffer *out, struct view address)
{
    bool is_paired = has_paired_parentheses(address);

    for (size_t i = 0; i < address.len; i++) {
        char c = address.at[i];

        if (!is_paired && (c == '(' || c == ')'))
            buffer_put(out, c == '(' ? VIEW("%28") : VIEW("%29"));
        else if (c == ';' && ends_reference(address, i))
            buffer_put(out, VIEW("%3B"));
        else
            buffer_put_byte(out, c);
    }
}
