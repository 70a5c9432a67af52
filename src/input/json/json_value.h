/* JSON as a tree of values, which lie in the order of the text: after an object or a list come its
 * members or elements. json_plain.c reads plain JSON; jansson parses the rest. */
#ifndef REFMILL_INPUT_JSON_VALUE_H
#define REFMILL_INPUT_JSON_VALUE_H

#include "text/text.h"

enum json_kind {
    JSON_IS_NULL,
    JSON_IS_FALSE,
    JSON_IS_TRUE,
    JSON_IS_INTEGER,
    JSON_IS_REAL, /* has a fraction or a large number, which is not kept */
    JSON_IS_STRING,
    JSON_IS_LIST,
    JSON_IS_OBJECT
};

struct json_value {
    enum json_kind kind;
    uint32_t size;    /* of the subtree, in values: the next one of the same list is at + size */
    struct view name; /* of the member; an element has the name of its list, or none */
    union {
        struct view text; /* of a string */
        int64_t number;   /* an integer */
        struct {
            uint32_t count;  /* of members or elements */
            uint32_t next;   /* where json_value_member searches first, relative to the object */
            uint64_t hashes; /* of the members' names: a bit for each */
        };
    };
};

/* All zero before the first use. The values and their text are valid until the next reading, and no
 * longer than the text that was read. */
struct json_tree {
    struct json_value *values; /* the first is the root */
    size_t count, cap;
    struct buffer text; /* of strings with escapes */
    void *parsed;       /* what jansson has parsed, or NULL */
    bool has_lines;     /* there are line ends between the values, if the text was plain */
};

/* Why a text is not JSON. */
struct json_fault {
    size_t at; /* offset in bytes */
    bool cut;  /* the text ends too early */
    char text[160];
};

/* Reads an object or a list from well-formed UTF-8 and returns its value. Returns NULL if the text
 * is not JSON, and sets *fault, whose text is UTF-8; `fault` may be NULL. */
struct json_value *json_tree_read(struct json_tree *tree, struct view text,
                                  struct json_fault *fault);
void json_tree_free(struct json_tree *tree);

/* The same with jansson alone, for any bytes; json_tree_read calls it. */
struct json_value *json_tree_parse(struct json_tree *tree, struct view text,
                                   struct json_fault *fault);

/* Appends a value, whose content the caller sets. Returns it, valid until the next call. */
static inline struct json_value *json_tree_add(struct json_tree *tree, enum json_kind kind,
                                               struct view name)
{
    struct json_value *value;

    if (tree->count == tree->cap)
        tree->values =
            memory_grow_array(tree->values, tree->count, &tree->cap, sizeof *tree->values);
    value = &tree->values[tree->count++];
    *value = (struct json_value){ .kind = kind, .size = 1, .name = name };
    return value;
}

/* The bit of a name among an object's `hashes`. With these factors, few of the names that readers
 * look up in the snapshot and in jsonl share a bit with a name that is there. */
#define JSON_BIT(length, first, middle, last)                                          \
    (UINT64_C(1) << ((UINT64_C(26) * (length) + UINT64_C(8) * (unsigned char)(first) + \
                      UINT64_C(40) * (unsigned char)(middle) +                         \
                      UINT64_C(61) * (unsigned char)(last)) &                          \
                     63))
static inline uint64_t json_name_bit(struct view name)
{
    return name.len == 0
               ? 1
               : JSON_BIT(name.len, name.at[0], name.at[name.len / 2], name.at[name.len - 1]);
}

/* A name that is looked up often, with its bit. */
struct json_name {
    struct view text;
    uint64_t bit;
};

/* Initialises a static one from a literal. */
#define JSON_NAME(literal)                                                                    \
    {                                                                                         \
        VIEW_ENTRY(literal),                                                                  \
            JSON_BIT(sizeof(literal) - 1, (literal)[0], (literal)[(sizeof(literal) - 1) / 2], \
                     (literal)[sizeof(literal) - 2])                                          \
    }

/* Returns the value of that name from `first` up to `end`, or NULL. */
static inline struct json_value *json_value_find(struct json_value *first,
                                                 const struct json_value *end, struct view name)
{
    for (; first < end; first += first->size) {
        if (first->name.len == name.len && /* so that memcmp is rare */
            (name.len == 0 || first->name.at[0] == name.at[0]) && view_equal(first->name, name))
            break;
    }
    return first < end ? first : NULL;
}

/* Returns the member of that name, or NULL; called by json_value_member only. */
struct json_value *json_value_search(struct json_value *object, struct view name);

/* Returns the member of that name. Returns NULL if there is none, or if the value is not an object.
 * Quick if members are asked for in their order: then a literal is compared without a call. */
static inline struct json_value *json_value_member(struct json_value *object, struct view name)
{
    struct json_value *next;

    if (!object || object->kind != JSON_IS_OBJECT || !(object->hashes & json_name_bit(name)))
        return NULL;
    next = object + object->next;
    if (object->next == object->size || !view_equal(next->name, name))
        return json_value_search(object, name);
    object->next += next->size;
    return next;
}

/* The same. */
static inline struct json_value *json_value_named(struct json_value *object,
                                                  const struct json_name *name)
{
    bool may_have = object && object->kind == JSON_IS_OBJECT && (object->hashes & name->bit) != 0;

    return may_have ? json_value_search(object, name->text) : NULL;
}

/* Tell whether a value is of that kind, and return the text of a string; else false or empty.
 * `value` may be NULL. */
static inline bool json_value_is(const struct json_value *value, enum json_kind kind)
{
    return value && value->kind == kind;
}
static inline struct view json_value_string(const struct json_value *value)
{
    return json_value_is(value, JSON_IS_STRING) ? value->text : (struct view){ 0 };
}

/* Return the first element of a list and the one after `element`, or NULL: after the last, and if
 * the value is not a list. */
static inline struct json_value *json_list_first(struct json_value *list)
{
    return json_value_is(list, JSON_IS_LIST) && list->count > 0 ? list + 1 : NULL;
}
static inline struct json_value *json_list_next(const struct json_value *list,
                                                struct json_value *element)
{
    element += element->size;
    return element < list + list->size ? element : NULL;
}
static inline size_t json_list_count(const struct json_value *list)
{
    return json_value_is(list, JSON_IS_LIST) ? list->count : 0;
}

#endif
