#include "input/json_value.h"

#include <stdlib.h>

#include "text/memory.h"

json_t *json_value_read(struct view text, json_error_t *error)
{
    json_malloc_t take;
    json_free_t give;

    json_get_alloc_funcs(&take, &give);
    if (take == malloc && give == free) /* the program has its own allocator */
        json_set_alloc_funcs(memory_take, free);
    return json_loadb(text.at, text.len, JSON_ALLOW_NUL, error);
}
