/* Compares what json_plain.c reads of a text with what jansson does. */
#ifndef REFMILL_TESTS_SAME_VALUES_H
#define REFMILL_TESTS_SAME_VALUES_H

#include "input/json/json_plain.h"

static inline bool is_same_value(const struct json_value *a, const struct json_value *b)
{
    if (a->kind != b->kind || a->size != b->size || !view_equal(a->name, b->name))
        return false;
    if (a->kind == JSON_IS_STRING)
        return view_equal(a->text, b->text);
    if (a->kind == JSON_IS_INTEGER)
        return a->number == b->number;
    return a->kind < JSON_IS_LIST || (a->count == b->count && a->hashes == b->hashes);
}

enum plainness { PLAIN_SAME, PLAIN_OTHER, NOT_PLAIN };

/* Reads the text, which must be UTF-8, both ways. */
static inline enum plainness compare_ways(struct json_tree *plain, struct json_tree *parsed,
                                          struct view text)
{
    if (!json_plain_read(plain, text))
        return NOT_PLAIN;
    if (!json_tree_parse(parsed, text, NULL) || plain->count != parsed->count)
        return PLAIN_OTHER;
    for (size_t i = 0; i < plain->count; i++) {
        if (!is_same_value(&plain->values[i], &parsed->values[i]))
            return PLAIN_OTHER;
    }
    return PLAIN_SAME;
}

#endif
