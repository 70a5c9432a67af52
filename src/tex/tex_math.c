#include "tex/tex_math.h"

#include "text/clean.h"

static char math_byte_at(struct view tex, size_t at)
{
    return at < tex.len ? tex.at[at] : '\0';
}

/* Words between two dollars: prices or shell variables, no formula. */
static bool looks_like_prose(struct view text)
{
    size_t words = 0, letters = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (view_has_byte(VIEW("\\^_=<>+*/|(){}"), text.at[i]))
            return false;
        if (text.at[i] == '~' && letters > 0 && i + 1 < text.len && ascii_is_alpha(text.at[i + 1]))
            return false; /* a tie between two letters, de~novo: no sign of a price */
        letters = ascii_is_alpha(text.at[i]) ? letters + 1 : 0;
        words += letters == 2;
    }
    return words >= 2 || text_has_cjk(text);
}

/* How far the next dollar is: outside braces, as in \text{if $x$} the inner
 * ones are none of this formula's, or any. The length of the text: none. */
static size_t dollar_distance(struct view text, bool outside_braces)
{
    /* Formulas with braces are not longer, and have no more dollars in them: a text
     * that is nothing but dollars and braces must not be searched to its end for each. */
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

/* Where the formula that begins with one dollar ends, behind its other dollar;
 * or 0. Money is told by a digit behind the dollar: then the other must not
 * follow a space nor go before a digit, as in pandoc's rule. */
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

/* The end of what begins at `at` with an opening of `skip` bytes, behind
 * `close`; or 0, and then not searched for again. */
static size_t find_closing(struct view tex, size_t at, size_t skip, struct view close, size_t *none)
{
    size_t found;

    if (at >= *none)
        return 0;
    found = view_find(view_skip(tex, at + skip), close);
    if (at + skip + found >= tex.len) {
        *none = at;
        return 0;
    }
    return at + skip + found + close.len;
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
        return find_closing(math->tex, at, 2, VIEW("$$"), &math->no_dollars);
    }
    if (math_byte_at(math->tex, at + 1) == '(')
        return find_closing(math->tex, at, 2, VIEW("\\)"), &math->no_paren);
    return find_closing(math->tex, at, 2, VIEW("\\]"), &math->no_bracket);
}
