/* Reads libraries in JSON: CSL-JSON, answers of web services, JSON lines. */
#include "input/json_value.h"
#include "input/library/library.h"

static unsigned meaning_of_member(struct view name)
{
    static const struct {
        struct view name;
        unsigned meaning;
    } known[] = {
        { VIEW_ENTRY("id"), LIBRARY_LINK | LIBRARY_KEY },
        { VIEW_ENTRY("url"), LIBRARY_LINK },
        { VIEW_ENTRY("link"), LIBRARY_LINK },
        { VIEW_ENTRY("external_url"), LIBRARY_LINK },
        { VIEW_ENTRY("key"), LIBRARY_KEY },
        { VIEW_ENTRY("citekey"), LIBRARY_KEY },
        { VIEW_ENTRY("citation-key"), LIBRARY_KEY },
    };
    unsigned meaning = LIBRARY_WHOLE | LIBRARY_ANYWHERE;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (view_equal_ignoring_case(name, known[i].name))
            meaning |= known[i].meaning;
    }
    return meaning;
}

/* jansson limits the nesting to 2,048. */
static void walk(json_t *value, struct view name, bool in_paper, /* NOLINT(misc-no-recursion) */
                 const struct library_visitor *visitor)
{
    const char *member;
    json_t *inner;
    size_t i;

    if (json_is_string(value))
        visitor->value(visitor->context,
                       (struct view){ json_string_value(value), json_string_length(value) },
                       meaning_of_member(name));
    json_array_foreach(value, i, inner)
    {
        walk(inner, name, in_paper || json_is_object(inner), visitor);
        if (!in_paper)
            visitor->end(visitor->context);
    }
    json_object_foreach(value, member, inner)
    {
        if (!library_is_prose(view_of(member)))
            walk(inner, view_of(member), in_paper, visitor);
    }
}

/* Reads one value. Returns false if it is malformed. An object is a paper unless it has a list
 * of them. */
static bool read_one(struct view text, const struct library_visitor *visitor)
{
    json_t *value = json_value_read(text, NULL);

    if (!value)
        return false;
    walk(value, VIEW(""), json_is_object(value) && !json_object_get(value, "items"), visitor);
    visitor->end(visitor->context);
    json_decref(value);
    return true;
}

/* Returns the length of the object at the start: up to its brace, else to a line that begins
 * the next object, else to the end. Strings do not contain line breaks. */
static size_t object_length(struct view text)
{
    size_t depth = 0;
    bool in_string = false;

    for (size_t at = 0; at < text.len; at++) {
        char c = text.at[at];
        if (c == '\n' && view_starts_with(view_skip(text, at + 1), VIEW("{\"")))
            return at + 1;
        if (c == '\n')
            in_string = false;
        else if (c == '"')
            in_string = !in_string;
        else if (in_string)
            at += c == '\\';
        else if (c == '{')
            depth++;
        else if (c == '}' && --depth == 0)
            return at + 1;
    }
    return text.len;
}

/* Text that is not one value is read object by object: JSON lines, or a list that is cut off
 * or partly malformed. */
void library_read_json(struct view text, const struct library_visitor *visitor)
{
    struct view first;

    if (read_one(text, visitor))
        return;
    first = (struct view){ text.at, object_length(text) };
    if (text.at[0] == '{' && first.len == text.len)
        text = view_skip(text, view_find_byte(text, '[')); /* {"items": [… */
    while (text.len > 0) {
        struct view object = view_skip(text, view_find_byte(text, '{'));
        object.len = object_length(object);
        if (object.len > 0)
            read_one(object, visitor);
        text = object.len > 0 ? view_skip(text, (size_t)(object.at - text.at) + object.len)
                              : (struct view){ 0 };
    }
}
