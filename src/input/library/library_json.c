/* Reads libraries in JSON: CSL-JSON, answers of web services, JSON lines. */
#include "input/json/json_objects.h"
#include "input/json/json_value.h"
#include "input/library/library.h"

struct library_json {
    struct view text;
    struct json_objects objects;
};

static unsigned meaning_of_member(struct view name)
{
    static const struct {
        struct view name;
        unsigned meaning;
    } known[] = {
        { VIEW_ENTRY("arxiv"), LIBRARY_EPRINT },
        { VIEW_ENTRY("arxiv_id"), LIBRARY_EPRINT },
        { VIEW_ENTRY("arxivid"), LIBRARY_EPRINT },
        { VIEW_ENTRY("eprint"), LIBRARY_EPRINT },
        { VIEW_ENTRY("id"), LIBRARY_LINK | LIBRARY_KEY },
        { VIEW_ENTRY("url"), LIBRARY_LINK },
        { VIEW_ENTRY("link"), LIBRARY_LINK },
        { VIEW_ENTRY("external_url"), LIBRARY_LINK },
        { VIEW_ENTRY("key"), LIBRARY_KEY },
        { VIEW_ENTRY("citekey"), LIBRARY_KEY | LIBRARY_CITATION_KEY },
        { VIEW_ENTRY("citation-key"), LIBRARY_KEY | LIBRARY_CITATION_KEY },
    };
    unsigned meaning = LIBRARY_WHOLE | LIBRARY_ANYWHERE;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (view_equal_ignoring_case(name, known[i].name))
            meaning |= known[i].meaning;
    }
    return meaning;
}

/* jansson limits the nesting to 2,048. */
static void walk(json_t *value, struct view name, /* NOLINT(misc-no-recursion) */
                 struct library_entry *entry)
{
    const char *member;
    json_t *inner;
    size_t i;

    if (json_is_string(value))
        library_entry_add(entry,
                          (struct view){ json_string_value(value), json_string_length(value) },
                          meaning_of_member(name));
    json_array_foreach(value, i, inner)
    {
        walk(inner, name, entry);
    }
    json_object_foreach(value, member, inner)
    {
        if (!library_is_prose(view_of(member)))
            walk(inner, view_of(member), entry);
    }
}

/* A paper is the outermost object that is not in prose and either has one of these members or holds
 * no list of objects. */
static enum json_role role_of_member(struct view name)
{
    static const char *const names[] = { "id", "key", "title", "doi", "url", "arxiv_id" };

    if (view_equal(name, VIEW("items")))
        return JSON_ROLE_HOLDER;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (view_equal_ignoring_case(name, view_of(names[i])))
            return JSON_ROLE_ENTRY;
    }
    return JSON_ROLE_NONE;
}

static void begin(void *state, struct view text)
{
    struct library_json *json = state;

    json->text = text;
    json_objects_start_text(&json->objects, text, role_of_member);
}

static bool next(void *state, struct library_entry *entry)
{
    struct library_json *json = state;
    struct json_object object;

    while (json_objects_next(&json->objects, &object)) {
        json_t *value;

        if (object.form == JSON_FORM_STRAY || object.text.len == 0 || library_is_prose(object.name))
            continue;
        library_entry_begin(entry, json->text.at + json_objects_offset(&json->objects));
        value = json_value_read(object.text, NULL);
        if (value)
            walk(value, VIEW(""), entry);
        json_decref(value);
        return true;
    }
    return false;
}

static void end(void *state)
{
    json_objects_free(&((struct library_json *)state)->objects);
}

const struct library_format library_json = {
    .state_size = sizeof(struct library_json),
    .begin = begin,
    .next = next,
    .end = end,
};
