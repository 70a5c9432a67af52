#include "input/json/json_value.h"

#include <stdlib.h>

#include "text/memory.h"
#include "text/utf8.h"

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

json_t *json_value_read(struct view text, json_error_t *error)
{
    json_malloc_t take;
    json_free_t give;
    json_t *value;

    json_get_alloc_funcs(&take, &give);
    if (take == malloc && give == free) /* the program has its own allocator */
        json_set_alloc_funcs(memory_take, free);
    value = json_loadb(text.at, text.len, JSON_ALLOW_NUL, error);
    if (!value && error)
        repair_message(error->text);
    return value;
}
