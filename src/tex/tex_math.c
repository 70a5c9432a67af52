#include "tex/tex_math.h"

#include "text/clean.h"

static char math_byte_at(struct view tex, size_t at)
{
    return at < tex.len ? tex.at[at] : '\0';
}

/* True if the text between two dollars is words: prices or shell variables, not a formula. */
static bool looks_like_prose(struct view text)
{
    size_t words = 0, letters = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (view_has_byte(VIEW("\\^_=<>+*/|(){}"), text.at[i]))
            return false;
        if (text.at[i] == '~' && letters > 0 && i + 1 < text.len && ascii_is_alpha(text.at[i + 1]))
            return false; /* a tie between two letters, as in de~novo, does not suggest a price */
        letters = ascii_is_alpha(text.at[i]) ? letters + 1 : 0;
        words += letters == 2;
    }
    return words >= 2 || text_has_cjk(text);
}

/* Returns the distance to the next dollar, or the length of the text. With `outside_braces`
 * ignores dollars in braces: those in \text{if $x$} do not end the outer formula. */
static size_t dollar_distance(struct view text, bool outside_braces)
{
    /* No formula with braces is longer or has more dollars inside. The limit keeps a text of
     * only dollars and braces from being searched to its end for each dollar. */
    enum { REACH = 4096, INNER_MAX = 16 };
    size_t depth = 0, at = 0, inner = 0;

    while (at < text.len && (!outside_braces || (at < REACH && inner <= INNER_MAX))) {
        char c = text.at[at];
        if (c == '$' && (depth == 0 || !outside_braces))
            return at;
        inner += c == '$';
        if (c == '{')
            depth++;
        else if (c == '}' && depth > 0)
            depth--;
        at += c == '\\' && at + 1 < text.len ? 2 : 1;
    }
    return text.len;
}

/* Returns the end of the formula that begins with one dollar, after its closing dollar, or 0.
 * A digit after the first dollar suggests money: then the closing one must not follow a space
 * or precede a digit, as in pandoc. */
static size_t find_dollar_end(struct view tex, size_t at)
{
    struct view inside = view_skip(tex, at + 1);
    size_t length = dollar_distance(inside, true);

    if (length >= inside.len)
        length = dollar_distance(inside, false);
    if (length >= inside.len || length == 0)
        return 0;
    if (ascii_is_digit(inside.at[0]) &&
        (inside.at[length - 1] == ' ' || ascii_is_digit(math_byte_at(tex, at + length + 2))))
        return 0;
    inside.len = length;
    return looks_like_prose(inside) ? 0 : at + length + 2;
}

/* Returns the end of the formula at `at`, after `close`, or 0. A failed search is not repeated. */
static size_t find_closing(struct view tex, size_t at, struct view close, size_t *none)
{
    enum { OPENING = 2 }; /* bytes */
    size_t found;

    if (at >= *none)
        return 0;
    found = view_find(view_skip(tex, at + OPENING), close);
    if (at + OPENING + found >= tex.len) {
        *none = at;
        return 0;
    }
    return at + OPENING + found + close.len;
}

struct tex_math tex_math_of(struct view tex)
{
    return (struct tex_math){ tex, tex.len, tex.len, tex.len };
}

size_t tex_math_end(struct tex_math *math, size_t at)
{
    if (math_byte_at(math->tex, at) == '$') {
        if (math_byte_at(math->tex, at + 1) != '$')
            return find_dollar_end(math->tex, at);
        return find_closing(math->tex, at, VIEW("$$"), &math->no_dollars);
    }
    if (math_byte_at(math->tex, at + 1) == '(')
        return find_closing(math->tex, at, VIEW("\\)"), &math->no_paren);
    return find_closing(math->tex, at, VIEW("\\]"), &math->no_bracket);
}
