#include "input/xml/feed_html.h"

#include <string.h>

#include "text/markup.h"

/* Takes &lt; or another reference off the start of the text, and appends its character. */
static bool take_reference(struct view *text, struct buffer *out, const struct libxml *libxml)
{
    char name[32]; /* longer than any */
    struct view inside = view_skip(*text, 1);
    const htmlEntityDesc *entity;

    if (markup_take_reference(text, out))
        return true;
    if (inside.len > sizeof name)
        inside.len = sizeof name;
    inside.len = view_find_byte(inside, ';');
    if (inside.len == 0 || inside.len == sizeof name || inside.len + 1 == text->len)
        return false;
    memcpy(name, inside.at, inside.len);
    name[inside.len] = '\0';
    entity = libxml->htmlEntityLookup(BAD_CAST name);
    if (!entity)
        return false;
    buffer_put_code_point(out, entity->value);
    *text = view_skip(*text, inside.len + 2);
    return true;
}

void feed_html_put_text(struct buffer *out, struct view html, const struct libxml *libxml)
{
    size_t last_end = view_find_last(html, VIEW(">"));
    const char *end = last_end < html.len ? html.at + last_end : html.at; /* no tag is after it */

    while (html.len > 0) {
        if (html.at[0] == '&' && take_reference(&html, out, libxml))
            continue;
        if (html.at[0] == '<' && html.at < end) {
            html = view_skip(html, view_find_byte(html, '>') + 1);
            buffer_put_byte(out, ' ');
        } else {
            buffer_put_byte(out, html.at[0]);
            html = view_skip(html, 1);
        }
    }
}
