#include "input/json/json_members.h"

#include <string.h>

#include "record/arxiv_id.h"
#include "text/clean.h"
#include "record/fields.h"
#include "record/identity.h"
#include "record/word_set.h"

void json_members_reset(struct json_members *members)
{
    arena_reset(&members->arena);
    members->faulty = members->fault = NULL;
}

void json_members_free(struct json_members *members)
{
    arena_free(&members->arena);
    buffer_free(&members->scratch);
}

void json_members_fault(struct json_members *members, const char *name, const char *fault)
{
    if (members->fault)
        return;
    members->faulty = name;
    members->fault = fault;
}

struct view json_members_text(struct json_members *members, const json_t *value, const char *name)
{
    struct view text = { 0 };

    if (json_is_string(value))
        text = (struct view){ json_string_value(value), json_string_length(value) };
    else if (value && !json_is_null(value))
        json_members_fault(members, name, "is not a string");
    return text_clean(text, &members->arena);
}

struct view json_members_take_text(struct json_members *members, const json_t *object,
                                   const char *name)
{
    return json_members_text(members, json_object_get(object, name), name);
}

uint32_t json_members_take_number(struct json_members *members, const json_t *object,
                                  const char *name, json_int_t limit)
{
    const json_t *value = json_object_get(object, name);
    json_int_t number = json_integer_value(value);

    if (!value || json_is_null(value))
        return 0;
    if (json_is_integer(value) && number >= 0 && number <= limit)
        return (uint32_t)number;
    json_members_fault(members, name, "is not a whole number in range");
    return 0;
}

struct view json_members_take_words(struct json_members *members, const json_t *object,
                                    const char *name)
{
    const json_t *list = json_object_get(object, name);

    members->scratch.len = 0;
    if (list && !json_is_null(list) &&
        (!json_is_array(list) || json_array_size(list) > CATEGORIES_MAX))
        json_members_fault(members, name, "is not a list of categories");
    for (size_t i = 0; !members->fault && i < json_array_size(list); i++) {
        struct view word = json_members_text(members, json_array_get(list, i), name);

        if (!identity_is_category(word)) {
            json_members_fault(members, name, "is not a list of categories");
            break;
        }
        word_set_put_missing(&members->scratch, 0, word);
    }
    return arena_copy(&members->arena, buffer_view(&members->scratch));
}

struct moment json_members_take_moment(struct json_members *members, const json_t *object,
                                       const char *name, struct moment otherwise)
{
    struct view text = json_members_take_text(members, object, name);
    struct moment moment = otherwise;

    if (text.len > 0 && !moment_read(text, &moment))
        json_members_fault(members, name,
                           "is not a date or time such as 2024-03-29 or 2024-03-29T09:07:51Z");
    return moment;
}

/* Returns the list of objects in that member. Returns NULL if it is absent, or, with a fault,
 * if it is something else. */
static const json_t *take_list(struct json_members *members, const json_t *object, enum field field,
                               size_t limit)
{
    const json_t *list = json_object_get(object, field_name(field));
    bool good = json_is_array(list) && json_array_size(list) <= limit;

    if (json_is_null(list))
        return NULL;
    for (size_t i = 0; good && i < json_array_size(list); i++)
        good = json_is_object(json_array_get(list, i));
    if (list && !good)
        json_members_fault(members, field_name(field), "is not a list of objects");
    return good ? list : NULL;
}

void json_members_take_authors(struct json_members *members, const json_t *object,
                               struct record *record)
{
    const json_t *list = take_list(members, object, FIELD_AUTHORS, AUTHORS_MAX);
    size_t count = json_array_size(list);
    struct person *authors = arena_take(&members->arena, count * sizeof *authors);

    for (size_t i = 0; i < count; i++) {
        const json_t *author = json_array_get(list, i);

        authors[i] = (struct person){ json_members_take_text(members, author, "family"),
                                      json_members_take_text(members, author, "given"),
                                      json_members_take_text(members, author, "suffix"),
                                      json_members_take_text(members, author, "literal") };
        if (!person_is_sound(&authors[i]))
            json_members_fault(
                members, field_name(FIELD_AUTHORS),
                "has an author with neither or both of a name in parts and a literal name");
    }
    record->authors = authors;
    record->author_count = count;
}

void json_members_take_versions(struct json_members *members, const json_t *object,
                                struct record *record)
{
    const json_t *list = take_list(members, object, FIELD_VERSIONS, ARXIV_VERSION_MAX);
    size_t count = json_array_size(list);
    struct version *versions = arena_take(&members->arena, count * sizeof *versions);
    const struct moment none = { 0, MOMENT_ABSENT };

    for (size_t i = 0; i < count; i++) {
        const json_t *version = json_array_get(list, i);

        versions[i] = (struct version){ json_members_take_number(members, version, "version",
                                                                 ARXIV_VERSION_MAX),
                                        json_members_take_moment(members, version, "date", none) };
        if (versions[i].submitted.origin != MOMENT_KNOWN)
            json_members_fault(members, field_name(FIELD_VERSIONS), "has a version without a date");
    }
    record->versions = versions;
    record->version_count = count;
}

void json_members_take_topics(struct json_members *members, const json_t *object,
                              struct record *record)
{
    const json_t *list = json_object_get(object, field_name(FIELD_TOPICS));
    size_t count = json_array_size(list);
    struct view *topics = arena_take(&members->arena, count * sizeof *topics);

    if (list && !json_is_array(list) && !json_is_null(list))
        json_members_fault(members, field_name(FIELD_TOPICS), "is not a list of strings");
    for (size_t i = 0; i < count; i++)
        topics[i] = json_members_text(members, json_array_get(list, i), field_name(FIELD_TOPICS));
    record->topics = topics;
    record->topic_count = count;
}
