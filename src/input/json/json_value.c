#include "input/json/json_value.h"

#include <jansson.h>
#include <stdlib.h>

#include "input/json/json_plain.h"
#include "text/utf8.h"

struct json_value *json_tree_read(struct json_tree *tree, struct view text,
                                  struct json_fault *fault)
{
    return json_plain_read(tree, text) ? tree->values : json_tree_parse(tree, text, fault);
}

void json_tree_free(struct json_tree *tree)
{
    json_decref(tree->parsed);
    free(tree->values);
    buffer_free(&tree->text);
}

struct json_value *json_value_search(struct json_value *object, struct view name)
{
    struct json_value *found = json_value_find(object + object->next, object + object->size, name);

    if (!found)
        found = json_value_find(object + 1, object + object->next, name);
    if (found)
        object->next = (uint32_t)(found - object) + found->size;
    return found;
}

/* ---- jansson's values ------------------------------------------------------ */

/* A list or object of which some elements or members were added to the tree. */
struct opened {
    json_t *value;
    size_t at;      /* its index in the tree */
    size_t element; /* the next one, of a list */
    void *member;   /* the next one, of an object */
};

/* Those that are open, outermost first. */
struct opened_values {
    struct opened *list;
    size_t count, cap;
};

/* True for a number that is an integer exactly: 7.0, or 7 if parse_with_jansson makes reals of
 * integers. */
static bool is_whole(const json_t *real)
{
    const double limit = 9007199254740992; /* 2^53 */
    double number = json_real_value(real);

    return number > -limit && number < limit && number == (double)(int64_t)number;
}

static enum json_kind kind_of(const json_t *value)
{
    static const enum json_kind kinds[] = {
        [JSON_OBJECT] = JSON_IS_OBJECT, [JSON_ARRAY] = JSON_IS_LIST,
        [JSON_STRING] = JSON_IS_STRING, [JSON_INTEGER] = JSON_IS_INTEGER,
        [JSON_REAL] = JSON_IS_REAL,     [JSON_TRUE] = JSON_IS_TRUE,
        [JSON_FALSE] = JSON_IS_FALSE,   [JSON_NULL] = JSON_IS_NULL
    };

    return kinds[json_typeof(value)];
}

static void add_value(struct json_tree *tree, struct opened_values *opened, json_t *value,
                      struct view name)
{
    struct json_value *added = json_tree_add(tree, kind_of(value), name);

    if (json_is_string(value)) {
        added->text = (struct view){ json_string_value(value), json_string_length(value) };
    } else if (json_is_integer(value)) {
        added->number = json_integer_value(value);
    } else if (json_is_real(value) && is_whole(value)) {
        added->kind = JSON_IS_INTEGER;
        added->number = (int64_t)json_real_value(value);
    } else if (json_is_array(value) || json_is_object(value)) {
        added->count = (uint32_t)(json_array_size(value) + json_object_size(value));
        added->next = 1;
        opened->list =
            memory_grow_array(opened->list, opened->count, &opened->cap, sizeof *opened->list);
        opened->list[opened->count++] = (struct opened){ .value = value,
                                                         .at = tree->count - 1,
                                                         .member = json_object_iter(value) };
    }
}

/* Adds the next element or member of the innermost open value, or closes it. */
static void add_next(struct json_tree *tree, struct opened_values *opened)
{
    struct opened *last = &opened->list[opened->count - 1];
    struct json_value *outer = &tree->values[last->at];

    if (last->member) {
        void *member = last->member;
        struct view name = view_of(json_object_iter_key(member));

        last->member = json_object_iter_next(last->value, member);
        outer->hashes |= json_name_bit(name);
        add_value(tree, opened, json_object_iter_value(member), name);
    } else if (last->element < json_array_size(last->value)) {
        add_value(tree, opened, json_array_get(last->value, last->element++), outer->name);
    } else {
        outer->size = (uint32_t)(tree->count - last->at);
        opened->count--;
    }
}

/* Replaces by '?' what is left of characters that jansson has cut, as in "near '…'". */
static void repair_message(char *message)
{
    struct view rest = view_of(message);
    size_t malformed;

    while ((malformed = utf8_find_malformed(rest)) < rest.len) {
        rest = view_skip(rest, malformed);
        message[rest.at - message] = '?';
    }
}

/* Copies the text and replaces each NaN, Infinity and -Infinity by an empty string, padded to its
 * length. Python writes them; RFC 8259, section 6, excludes them. Returns false if none is there.
 */
static bool replace_python_numbers(struct view text, struct buffer *copy)
{
    static const struct view numbers[] = { VIEW_ENTRY("NaN"), VIEW_ENTRY("Infinity"),
                                           VIEW_ENTRY("-Infinity") };
    bool in_string = false, found = false;

    buffer_put(copy, text);
    for (size_t i = 0; i < text.len; i++) {
        in_string ^= text.at[i] == '"';
        i += in_string && text.at[i] == '\\';
        for (size_t j = 0; j < sizeof numbers / sizeof *numbers && !in_string; j++) {
            if (view_starts_with(view_skip(text, i), numbers[j])) {
                memset(copy->at + i, ' ', numbers[j].len);
                memset(copy->at + i, '"', 2);
                i += numbers[j].len - 1;
                found = true;
                break;
            }
        }
    }
    return found;
}

/* Parses the text. Ends the program if memory runs out, which jansson reports like a syntax
 * error. */
static json_t *parse_with_jansson(struct view text, json_error_t *error)
{
    json_malloc_t take;
    json_free_t give;
    json_t *value;
    struct buffer copy = { 0 };
    size_t flags = JSON_ALLOW_NUL;

    json_get_alloc_funcs(&take, &give);
    if (take == malloc && give == free) /* the program has its own allocator */
        json_set_alloc_funcs(memory_take, free);
    while (!(value = json_loadb(text.at, text.len, flags, error))) {
        enum json_error_code code = json_error_code(error);

        if (code == json_error_numeric_overflow && !(flags & JSON_DECODE_INT_AS_REAL))
            flags |= JSON_DECODE_INT_AS_REAL; /* valid, but too long */
        else if (code == json_error_invalid_syntax && copy.len == 0 &&
                 replace_python_numbers(text, &copy))
            text = buffer_view(&copy);
        else
            break;
    }
    buffer_free(&copy);
    return value;
}

struct json_value *json_tree_parse(struct json_tree *tree, struct view text,
                                   struct json_fault *fault)
{
    struct opened_values opened = { 0 };
    json_error_t error;

    json_decref(tree->parsed);
    tree->parsed = parse_with_jansson(text, &error);
    tree->count = 0;
    if (!tree->parsed) {
        if (fault) {
            fault->at = error.position > 0 ? (size_t)error.position : 0;
            fault->cut = json_error_code(&error) == json_error_premature_end_of_input;
            memcpy(fault->text, error.text, sizeof fault->text);
            repair_message(fault->text);
        }
        return NULL;
    }
    add_value(tree, &opened, tree->parsed, (struct view){ 0 });
    while (opened.count > 0)
        add_next(tree, &opened);
    free(opened.list);
    return tree->values;
}
