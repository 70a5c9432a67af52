/* Reads libraries in JSON: CSL-JSON, answers of web services, JSON lines. */
#include "input/ids/arxiv_mention.h"
#include "input/json/json_objects.h"
#include "input/json/json_value.h"
#include "input/library/library.h"
#include "text/utf8.h"

struct library_json {
    struct view text;
    struct json_objects objects;
    struct json_tree tree;
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

/* Adds the lines of a note, which for Zotero are fields and may state an identifier. */
static void add_lines_of_note(const struct json_value *note, struct library_entry *entry)
{
    struct view text = json_value_string(note), line;

    while (library_take_line(&text, &line))
        library_entry_add(entry, line, LIBRARY_STATED);
}

/* True for what Zotero keeps with an item. */
static bool is_attached(struct json_value *object)
{
    struct json_value *data = json_value_member(object, VIEW("data"));
    struct view type = json_value_string(json_value_member(data ? data : object, VIEW("itemType")));

    return view_equal(type, VIEW("attachment")) || view_equal(type, VIEW("note")) ||
           view_equal(type, VIEW("annotation"));
}

/* Adds all strings in the value but prose. */
static void add_strings(const struct json_value *value, struct library_entry *entry)
{
    const struct json_value *end = value + value->size;

    while (value < end) {
        if (view_equal(value->name, VIEW("note")))
            add_lines_of_note(value, entry);
        if (library_is_prose(value->name)) {
            value += value->size;
            continue;
        }
        if (value->kind == JSON_IS_STRING)
            library_entry_add(entry, value->text, meaning_of_member(value->name));
        value++;
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

/* True for an object that is not a paper itself but contains some: in objects, or named by their
 * identifiers. */
static bool has_several(const struct json_value *object, struct library_entry *entry)
{
    const struct json_value *end = object + object->size;
    bool several = false;
    struct arxiv_id id;

    for (const struct json_value *member = object + 1; member < end; member += member->size) {
        if (role_of_member(member->name) == JSON_ROLE_ENTRY)
            return false;
        several |= member->kind == JSON_IS_OBJECT ||
                   arxiv_mention_read_key(member->name, &entry->arena, &id);
    }
    return several;
}

/* Adds the names of an object's members that are identifiers of papers. */
static void add_named_ids(const struct json_value *object, struct library_entry *entry)
{
    for (const struct json_value *value = object + 1; value < object + object->size; value++)
        library_entry_add(entry, value->name, LIBRARY_KEY);
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
        struct json_value *value;

        if (object.form == JSON_FORM_STRAY || object.text.len == 0 || library_is_prose(object.name))
            continue;
        library_entry_begin(entry, json->text.at + json_objects_offset(&json->objects));
        /* not checked before */
        value = utf8_find_malformed(object.text) < object.text.len
                    ? NULL
                    : json_tree_read(&json->tree, object.text, NULL);
        if (value && is_attached(value))
            continue;
        if (value) {
            entry->is_list = has_several(value, entry);
            add_strings(value, entry);
            library_entry_add(entry, object.name, LIBRARY_KEY);
            if (entry->is_list)
                add_named_ids(value, entry);
        }
        return true;
    }
    return false;
}

static void end(void *state)
{
    struct library_json *json = state;

    json_objects_free(&json->objects);
    json_tree_free(&json->tree);
}

const struct library_format library_json = {
    .state_size = sizeof(struct library_json),
    .begin = begin,
    .next = next,
    .end = end,
};
