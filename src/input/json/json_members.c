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

struct view json_members_raw(struct json_members *members, struct json_value *value,
                             const char *name)
{
    if (json_value_is(value, JSON_IS_STRING))
        return value->text;
    if (value && value->kind != JSON_IS_NULL)
        json_members_fault(members, name, "is not a string");
    return VIEW("");
}

struct view json_members_text(struct json_members *members, struct json_value *value,
                              const char *name)
{
    struct view text = json_members_raw(members, value, name);

    return text.len > 0 ? text_clean(text, &members->arena) : text;
}

uint32_t json_members_take_number(struct json_members *members, struct json_value *object,
                                  const char *name, int64_t limit)
{
    const struct json_value *value = json_value_member(object, view_of(name));

    if (!value || value->kind == JSON_IS_NULL)
        return 0;
    if (value->kind == JSON_IS_INTEGER && value->number >= 0 && value->number <= limit)
        return (uint32_t)value->number;
    json_members_fault(members, name, "is not a whole number in range");
    return 0;
}

struct view json_members_take_words(struct json_members *members, struct json_value *object,
                                    const char *name)
{
    struct json_value *list = json_value_member(object, view_of(name));
    struct json_value *element = json_list_first(list);

    members->scratch.len = 0;
    if (list && list->kind != JSON_IS_NULL &&
        (list->kind != JSON_IS_LIST || list->count > CATEGORIES_MAX))
        json_members_fault(members, name, "is not a list of categories");
    for (; !members->fault && element; element = json_list_next(list, element)) {
        struct view word = json_members_text(members, element, name);

        if (!identity_is_category(word)) {
            json_members_fault(members, name, "is not a list of categories");
            break;
        }
        word_set_put_missing(&members->scratch, word);
    }
    return arena_copy(&members->arena, buffer_view(&members->scratch));
}

struct moment json_members_take_moment(struct json_members *members, struct json_value *object,
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
static struct json_value *take_list(struct json_members *members, struct json_value *object,
                                    enum field field, size_t limit)
{
    struct json_value *list = json_value_member(object, view_of(field_name(field)));
    bool good = json_value_is(list, JSON_IS_LIST) && list->count <= limit;
    struct json_value *element = good ? json_list_first(list) : NULL;

    if (json_value_is(list, JSON_IS_NULL))
        return NULL;
    for (; good && element; element = json_list_next(list, element))
        good = element->kind == JSON_IS_OBJECT;
    if (list && !good)
        json_members_fault(members, field_name(field), "is not a list of objects");
    return good ? list : NULL;
}

void json_members_take_authors(struct json_members *members, struct json_value *object,
                               struct record *record)
{
    struct json_value *list = take_list(members, object, FIELD_AUTHORS, AUTHORS_MAX);
    struct json_value *author = json_list_first(list);
    size_t count = json_list_count(list);
    struct person *authors = arena_take(&members->arena, count * sizeof *authors);

    for (size_t i = 0; author; i++, author = json_list_next(list, author)) {
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

void json_members_take_versions(struct json_members *members, struct json_value *object,
                                struct record *record)
{
    struct json_value *list = take_list(members, object, FIELD_VERSIONS, ARXIV_VERSION_MAX);
    struct json_value *version = json_list_first(list);
    size_t count = json_list_count(list);
    struct version *versions = arena_take(&members->arena, count * sizeof *versions);
    const struct moment none = { 0, MOMENT_ABSENT };

    for (size_t i = 0; version; i++, version = json_list_next(list, version)) {
        versions[i] = (struct version){ json_members_take_number(members, version, "version",
                                                                 ARXIV_VERSION_MAX),
                                        json_members_take_moment(members, version, "date", none) };
        if (versions[i].submitted.origin != MOMENT_KNOWN)
            json_members_fault(members, field_name(FIELD_VERSIONS), "has a version without a date");
    }
    record->versions = versions;
    record->version_count = count;
}

void json_members_take_topics(struct json_members *members, struct json_value *object,
                              struct record *record)
{
    struct json_value *list = json_value_member(object, view_of(field_name(FIELD_TOPICS)));
    struct json_value *topic = json_list_first(list);
    size_t max = json_list_count(list) < TOPICS_MAX ? json_list_count(list) : TOPICS_MAX;
    struct view *topics = arena_take(&members->arena, max * sizeof *topics);
    size_t count = 0, same;

    if (list && list->kind != JSON_IS_LIST && list->kind != JSON_IS_NULL)
        json_members_fault(members, field_name(FIELD_TOPICS), "is not a list of strings");
    for (; topic && count < max; topic = json_list_next(list, topic)) {
        topics[count] = json_members_text(members, topic, field_name(FIELD_TOPICS));
        for (same = 0; !view_equal(topics[same], topics[count]);)
            same++;
        count += same == count && topics[count].len > 0;
    }
    record->topics = topics;
    record->topic_count = count;
}
