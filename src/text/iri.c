#include "text/iri.h"

#include "text/utf8.h"

static bool is_plain(char c)
{
    return ascii_is_alnum(c) || view_has_byte(VIEW("-._~"), c);
}

/* For characters beyond ASCII. Excludes controls, private use, noncharacters, and the marks of
 * direction that make one IRI look like another (RFC 3987, 2.2 and 4.1). */
static bool is_iri_character(uint32_t c)
{
    return c >= 0xA0 && c != 0x200E && c != 0x200F && (c < 0x202A || c > 0x202E) &&
           (c < 0xE000 || c >= 0xF900) && (c & 0xFFFE) != 0xFFFE;
}

/* Returns the first fault of well-formed UTF-8, or NULL. */
static const char *find_bad_character(struct view text, bool ascii_only)
{
    static const struct view hex_digits = VIEW_ENTRY("0123456789ABCDEFabcdef");
    size_t length;

    for (; text.len > 0; text = view_skip(text, length)) {
        uint32_t c = utf8_decode(text, &length);

        if (c == '%' && !(text.len > 2 && view_has_byte(hex_digits, text.at[1]) &&
                          view_has_byte(hex_digits, text.at[2])))
            return "has a % that is not followed by two hexadecimal digits";
        if (c < 0x80
                ? !is_plain(text.at[0]) && !view_has_byte(VIEW("%:/?#[]@!$&'()*+,;="), text.at[0])
                : ascii_only)
            return "has a character that must be percent-encoded";
        if (c >= 0x80 && !is_iri_character(c))
            return "has a character that an IRI must not have";
    }
    return NULL;
}

/* Takes "scheme:" off the text and returns the scheme, or an empty view if there is none. */
static struct view take_scheme(struct view *text)
{
    struct view scheme = { text->at, view_find_byte(*text, ':') };

    if (scheme.len == 0 || scheme.len == text->len || !ascii_is_alpha(scheme.at[0]))
        return (struct view){ 0 };
    for (size_t i = 1; i < scheme.len; i++) {
        char c = scheme.at[i];

        if (!ascii_is_alnum(c) && !view_has_byte(VIEW("+-."), c))
            return (struct view){ 0 };
    }
    *text = view_skip(*text, scheme.len + 1);
    return scheme;
}

static const char *find_iri_fault(struct view text, bool for_web)
{
    struct view scheme;
    bool is_web;

    if (text.len == 0)
        return "is empty";
    if (utf8_find_malformed(text) < text.len)
        return "is not UTF-8";
    scheme = take_scheme(&text);
    is_web = view_equal_ignoring_case(scheme, VIEW("http")) ||
             view_equal_ignoring_case(scheme, VIEW("https"));
    if (!is_web && for_web)
        return "does not begin with http:// or https://";
    if (scheme.len == 0)
        return "has no scheme";
    if (!is_web && text.len == 0)
        return "has nothing after its scheme";
    if (is_web) {
        struct view host = view_skip(text, 2);

        if (!view_starts_with(text, VIEW("//")))
            return "has no // after its scheme";
        host.len = view_find_byte(host, '/');
        host.len = view_find_byte(host, '?');
        host.len = view_find_byte(host, '#');
        if (view_has_byte(host, '@'))
            return "has a user name in it";
        if (host.len == 0 || host.at[0] == ':')
            return "has no host";
    }
    return find_bad_character(text, for_web);
}

const char *iri_find_fault(struct view text)
{
    return find_iri_fault(text, false);
}

const char *iri_find_web_fault(struct view text)
{
    return find_iri_fault(text, true);
}

void iri_put_path(struct buffer *out, struct view path)
{
    for (size_t i = 0; i < path.len; i++) {
        if (is_plain(path.at[i]) || path.at[i] == '/')
            buffer_put_byte(out, path.at[i]);
        else
            buffer_print(out, "%%%02X", (unsigned)(unsigned char)path.at[i]);
    }
}

/* The password ends at the last '@', since one that is not encoded may contain slashes. */
void iri_put_shown(struct buffer *out, struct view address)
{
    size_t user = view_find(address, VIEW("//")) + 2, host = address.len;

    while (host > user && address.at[host - 1] != '@')
        host--;
    if (host > user) {
        buffer_put(out, (struct view){ address.at, user });
        buffer_put(out, VIEW("...@"));
        address = view_skip(address, host);
    }
    buffer_put(out, address);
}
