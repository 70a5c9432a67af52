#include "libjson.h"

#include <stdlib.h>

#include "arena.h"

json_t *libjson_read(struct view text, json_error_t *error)
{
    json_set_alloc_funcs(memory_take, free);
    return json_loadb(text.at, text.len, JSON_ALLOW_NUL, error);
}
