#include "common/json.h"

static const char no_memory[] = "jansson has no memory";

json_t *json_begin(struct sink *sink)
{
    json_t *object = json_object();
    if (!object)
        sink_fail(sink, no_memory);
    return object;
}

void json_put(json_t *object, const char *name, json_t *value, struct sink *sink)
{
    if (json_object_set_new_nocheck(object, name, value) < 0)
        sink_fail(sink, no_memory);
}

void json_put_text(json_t *object, const char *name, struct view text, struct sink *sink)
{
    if (text.len > 0)
        json_put(object, name, json_stringn_nocheck(text.at, text.len), sink);
}

json_t *json_list(struct sink *sink)
{
    json_t *list = json_array();
    if (!list)
        sink_fail(sink, no_memory);
    return list;
}

void json_add(json_t *list, json_t *value, struct sink *sink)
{
    if (json_array_append_new(list, value) < 0)
        sink_fail(sink, no_memory);
}

void json_add_text(json_t *list, struct view text, struct sink *sink)
{
    json_add(list, json_stringn_nocheck(text.at, text.len), sink);
}

void json_put_people(json_t *object, const char *name, const struct person *people, size_t count,
                     struct sink *sink)
{
    json_t *list = count > 0 ? json_list(sink) : NULL;

    for (size_t i = 0; i < count; i++) {
        json_t *person = json_begin(sink);

        json_put_text(person, "family", people[i].family, sink);
        json_put_text(person, "given", people[i].given, sink);
        json_put_text(person, "suffix", people[i].suffix, sink);
        json_put_text(person, "literal", people[i].literal, sink);
        json_add(list, person, sink);
    }
    if (list)
        json_put(object, name, list, sink);
}

void json_remove(json_t *object, const char *name)
{
    json_object_del(object, name); /* fails when it is not there, and that is well */
}

void json_put_number(json_t *object, const char *name, json_int_t number, struct sink *sink)
{
    json_put(object, name, json_integer(number), sink);
}

static int put_bytes(const char *bytes, size_t count, void *sink)
{
    sink_put_bytes(sink, bytes, count);
    return 0;
}

void json_write(json_t *object, struct sink *sink)
{
    if (!object || json_dump_callback(object, put_bytes, sink, JSON_COMPACT) < 0)
        sink_fail(sink, no_memory);
    json_decref(object);
}
