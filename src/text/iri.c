#include "text/iri.h"

#include "text/utf8.h"

static const char must_be_encoded[] = "has a character that must be percent-encoded";
static const char no_scheme[] = "has no scheme";

static bool is_hex(char c)
{
    return ascii_is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

/* ---- Characters -------------------------------------------------------- */

/* ucschar (RFC 3987, 2.2), but for the marks of direction that 4.1 rules out,
 * since they make an IRI look like another. */
static bool is_iri_character(uint32_t c)
{
    if (c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E))
        return false;
    if (c >= 0x10000)
        return c < 0xF0000 && (c & 0xFFFF) < 0xFFFE && (c < 0xE0000 || c >= 0xE1000);
    return (c >= 0xA0 && c < 0xD800) || (c >= 0xF900 && c < 0xFDD0) || (c >= 0xFDF0 && c < 0xFFF0);
}

static const char *find_escape_fault(struct view text)
{
    bool good = text.len > 2 && is_hex(text.at[1]) && is_hex(text.at[2]);
    return good ? NULL : "has a % without two hexadecimal digits behind it";
}

/* Well-formed UTF-8. A second # is none of a fragment's characters; brackets
 * stand in hosts only, which have a check of their own. */
static const char *find_bad_character(struct view text, bool ascii_only)
{
    static const struct view marks = VIEW_ENTRY("-._~:/?@!$&'()*+,;=");
    bool in_fragment = false;
    size_t length;

    for (; text.len > 0; text = view_skip(text, length)) {
        uint32_t c = utf8_decode(text, &length);
        const char *fault = NULL;

        if (c == '%')
            fault = find_escape_fault(text);
        else if (c == '#' && !in_fragment)
            in_fragment = true;
        else if (c < 0x80 ? !ascii_is_alnum(text.at[0]) && !view_has_byte(marks, text.at[0])
                          : ascii_only)
            fault = must_be_encoded;
        else if (c >= 0x80 && !is_iri_character(c))
            fault = "has a character that no IRI may have";
        if (fault)
            return fault;
    }
    return NULL;
}

/* ---- Schemes ----------------------------------------------------------- */

/* Takes an address of IP version 6 in its brackets, [::1], off the start;
 * false, and nothing taken, when there is none. */
static bool take_literal(struct view *authority)
{
    size_t end = view_find_byte(*authority, ']');

    if (!view_starts_with(*authority, VIEW("[")) || end == authority->len || end < 3)
        return false;
    for (size_t i = 1; i < end; i++) {
        if (!is_hex(authority->at[i]) && !view_has_byte(VIEW(":."), authority->at[i]))
            return false;
    }
    *authority = view_skip(*authority, end + 1);
    return true;
}

/* What follows "http:". */
static const char *find_http_fault(struct view text, bool ascii_only)
{
    struct view authority;
    const char *fault;
    size_t length = 0;

    if (!view_take(&text, VIEW("//")))
        return "has no // behind its scheme";
    while (length < text.len && !view_has_byte(VIEW("/?#"), text.at[length]))
        length++;
    authority = (struct view){ text.at, length };
    if (view_has_byte(authority, '@'))
        return "has a user's name in it";
    if (!take_literal(&authority)) {
        struct view host = { authority.at, view_find_byte(authority, ':') };

        fault = find_bad_character(host, ascii_only);
        if (host.len == 0 || fault)
            return fault ? fault : "names no host";
        authority = view_skip(authority, host.len);
    }
    view_take(&authority, VIEW(":"));
    for (size_t i = 0; i < authority.len; i++) {
        if (!ascii_is_digit(authority.at[i]))
            return "has a port that is no number";
    }
    return find_bad_character(view_skip(text, length), ascii_only);
}

/* What follows "urn:": a name space of 2 to 32 letters, digits and hyphens,
 * and a name in it (RFC 8141, section 2). */
static bool is_urn(struct view text)
{
    struct view space = { text.at, view_find_byte(text, ':') };

    for (size_t i = 0; i < space.len; i++) {
        bool inside = i > 0 && i + 1 < space.len;
        if (!ascii_is_alnum(space.at[i]) && !(inside && space.at[i] == '-'))
            return false;
    }
    return space.len >= 2 && space.len <= 32 && text.len > space.len + 1;
}

/* What follows "tag:": example.org,2024-03-29:name; month and day may be
 * left out, and the name may be empty (RFC 4151, 2.1). */
static bool is_tag(struct view text)
{
    struct view authority = { text.at, view_find_byte(text, ',') };
    struct view day = view_skip(text, authority.len + 1);
    size_t length = view_find_byte(day, ':');

    if (authority.len == 0 || length == day.len || (length != 4 && length != 7 && length != 10))
        return false;
    for (size_t i = 0; i < length; i++) {
        if (i == 4 || i == 7 ? day.at[i] != '-' : !ascii_is_digit(day.at[i]))
            return false;
    }
    return true;
}

/* Takes "scheme:" off; empty when there is none. */
static struct view take_scheme(struct view *text)
{
    struct view scheme = { text->at, view_find_byte(*text, ':') };

    if (scheme.len == 0 || scheme.len == text->len || !ascii_is_alpha(scheme.at[0]))
        return (struct view){ 0 };
    for (size_t i = 1; i < scheme.len; i++) {
        if (!ascii_is_alnum(scheme.at[i]) && !view_has_byte(VIEW("+-."), scheme.at[i]))
            return (struct view){ 0 };
    }
    *text = view_skip(*text, scheme.len + 1);
    return scheme;
}

static bool is_web(struct view scheme)
{
    return view_equal_ignoring_case(scheme, VIEW("http")) ||
           view_equal_ignoring_case(scheme, VIEW("https"));
}

const char *iri_find_fault(struct view text)
{
    struct view scheme;
    const char *fault;

    if (text.len == 0)
        return "is empty";
    if (utf8_find_malformed(text) < text.len)
        return "is not UTF-8";
    scheme = take_scheme(&text);
    if (scheme.len == 0)
        return no_scheme;
    if (is_web(scheme))
        return find_http_fault(text, false);
    if (text.len == 0)
        return "has nothing behind its scheme";
    fault = find_bad_character(text, false);
    if (fault)
        return fault;
    if (view_equal_ignoring_case(scheme, VIEW("urn")) && !is_urn(text))
        return "does not have the form urn:NAMESPACE:NAME";
    if (view_equal_ignoring_case(scheme, VIEW("tag")) && !is_tag(text))
        return "does not have the form tag:DOMAIN,YEAR:NAME";
    return NULL;
}

const char *iri_find_web_fault(struct view text)
{
    struct view rest = text;
    const char *fault = iri_find_fault(text);

    if (fault && fault != no_scheme) /* of which there is more to say here */
        return fault;
    if (!is_web(take_scheme(&rest)))
        return "does not begin with http:// or https://";
    return find_http_fault(rest, true);
}

void iri_put_path(struct buffer *out, struct view path)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < path.len; i++) {
        unsigned char byte = (unsigned char)path.at[i];

        if (ascii_is_alnum(path.at[i]) || view_has_byte(VIEW("-._~/"), path.at[i])) {
            buffer_put_byte(out, path.at[i]);
            continue;
        }
        buffer_put_byte(out, '%');
        buffer_put_byte(out, digits[byte >> 4]);
        buffer_put_byte(out, digits[byte & 0xF]);
    }
}
