#include "members.h"

#include <string.h>

#include "arxiv.h"
#include "clean.h"
#include "fields.h"
#include "identity.h"
#include "words.h"

void members_reset(struct members *members)
{
    arena_reset(&members->arena);
    members->faulty = members->fault = NULL;
}

void members_free(struct members *members)
{
    arena_free(&members->arena);
    buffer_free(&members->scratch);
}

void members_fault(struct members *members, const char *name, const char *fault)
{
    if (members->fault)
        return;
    members->faulty = name;
    members->fault = fault;
}

struct view members_text(struct members *members, const json_t *value, const char *name)
{
    struct view text = { 0 };

    if (json_is_string(value))
        text = (struct view){ json_string_value(value), json_string_length(value) };
    else if (value && !json_is_null(value))
        members_fault(members, name, "no string");
    return text_clean(text, &members->arena);
}

struct view members_take_text(struct members *members, const json_t *object, const char *name)
{
    return members_text(members, json_object_get(object, name), name);
}

uint32_t members_take_number(struct members *members, const json_t *object, const char *name,
                             json_int_t limit)
{
    const json_t *value = json_object_get(object, name);
    json_int_t number = json_integer_value(value);

    if (!value || json_is_null(value))
        return 0;
    if (json_is_integer(value) && number >= 0 && number <= limit)
        return (uint32_t)number;
    members_fault(members, name, "no number that it may be");
    return 0;
}

struct view members_take_category(struct members *members, const json_t *object, const char *name)
{
    struct view text = members_take_text(members, object, name);

    if (text.len == 0 || identity_is_category(text))
        return text;
    members_fault(members, name, "no category");
    return (struct view){ 0 };
}

struct view members_take_words(struct members *members, const json_t *object, const char *name)
{
    const json_t *list = json_object_get(object, name);
    struct view words = { 0 };

    if (list && !json_is_null(list) &&
        (!json_is_array(list) || json_array_size(list) > CATEGORIES_MAX))
        members_fault(members, name, "no list of categories");
    for (size_t i = 0; !members->fault && i < json_array_size(list); i++) {
        struct view word = members_text(members, json_array_get(list, i), name);
        char *copy;

        if (!identity_is_category(word)) {
            members_fault(members, name, "no list of categories");
            break;
        }
        members->scratch.len = 0;
        words_put_union(&members->scratch, words, word);
        copy = arena_take(&members->arena, members->scratch.len);
        memcpy(copy, members->scratch.at, members->scratch.len);
        words = (struct view){ copy, members->scratch.len };
    }
    return words;
}

struct moment members_take_moment(struct members *members, const json_t *object, const char *name,
                                  struct moment otherwise)
{
    struct view text = members_take_text(members, object, name);
    struct moment moment = otherwise;

    if (text.len > 0 && !moment_read(text, &moment))
        members_fault(members, name, "no date or time, 2024-03-29 or 2024-03-29T09:07:51Z");
    return moment;
}

/* The list of objects in that member; NULL, and a fault, when it is another
 * value. */
static const json_t *take_list(struct members *members, const json_t *object, enum field field,
                               size_t limit)
{
    const json_t *list = json_object_get(object, field_name(field));
    bool good = json_is_array(list) && json_array_size(list) <= limit;

    if (json_is_null(list))
        return NULL;
    for (size_t i = 0; good && i < json_array_size(list); i++)
        good = json_is_object(json_array_get(list, i));
    if (list && !good)
        members_fault(members, field_name(field), "no list of objects");
    return good ? list : NULL;
}

void members_take_authors(struct members *members, const json_t *object, struct record *record)
{
    const json_t *list = take_list(members, object, FIELD_AUTHORS, AUTHORS_MAX);
    size_t count = json_array_size(list);
    struct person *authors = arena_take(&members->arena, count * sizeof *authors);

    for (size_t i = 0; i < count; i++) {
        const json_t *author = json_array_get(list, i);

        authors[i] = (struct person){ members_take_text(members, author, "family"),
                                      members_take_text(members, author, "given"),
                                      members_take_text(members, author, "suffix"),
                                      members_take_text(members, author, "literal") };
        if (!person_is_sound(&authors[i]))
            members_fault(members, field_name(FIELD_AUTHORS),
                          "with one that has not either a name in parts or a literal one");
    }
    record->authors = authors;
    record->author_count = count;
}

void members_take_versions(struct members *members, const json_t *object, struct record *record)
{
    const json_t *list = take_list(members, object, FIELD_VERSIONS, ARXIV_VERSION_MAX);
    size_t count = json_array_size(list);
    struct version *versions = arena_take(&members->arena, count * sizeof *versions);
    const struct moment none = { 0, MOMENT_ABSENT };

    for (size_t i = 0; i < count; i++) {
        const json_t *version = json_array_get(list, i);

        versions[i] =
            (struct version){ members_take_number(members, version, "version", ARXIV_VERSION_MAX),
                              members_take_moment(members, version, "date", none) };
        if (versions[i].number == 0 || versions[i].submitted.origin != MOMENT_KNOWN)
            members_fault(members, field_name(FIELD_VERSIONS),
                          "with one that lacks version or date");
    }
    record->versions = versions;
    record->version_count = count;
}
