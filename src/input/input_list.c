#include "input/input_list.h"

#include <stdlib.h>
#include <string.h>

#include "system/file.h"

void input_list_add_name(struct input_list *inputs, struct input_name name)
{
    inputs->names =
        memory_grow_array(inputs->names, inputs->count, &inputs->cap, sizeof *inputs->names);
    inputs->names[inputs->count++] = name;
}

void input_list_add(struct input_list *inputs, const char *name)
{
    input_list_add_name(inputs, (struct input_name){ .name = name });
}

void input_list_free(struct input_list *inputs)
{
    free(inputs->names);
    buffer_free(&inputs->list);
}

bool input_list_read_list(struct input_list *inputs, const char *file, bool nul, struct diag *diag)
{
    struct place place = { .file = file_shown_name(file) };
    size_t before = inputs->count;
    char *at, *end;

    if (!file_read(file, &inputs->list, diag))
        return false;
    if (!nul && memchr(inputs->list.at, '\0', inputs->list.len)) {
        diag_error(diag, place, "has a NUL in it; use -0 if each name ends in a NUL");
        return false;
    }
    buffer_put_byte(&inputs->list, nul ? '\0' : '\n'); /* ends the last name */
    end = inputs->list.at + inputs->list.len;
    for (at = inputs->list.at; at < end;) {
        char *stop = memchr(at, nul ? '\0' : '\n', (size_t)(end - at)), *next = stop + 1;
        *stop = '\0';
        if (!nul && stop > at && stop[-1] == '\r')
            *--stop = '\0';
        if (*at)
            input_list_add(inputs, at);
        at = next;
    }
    if (inputs->count == before)
        diag_warn(diag, place, "lists no files");
    return true;
}
