#include "input/markdown/list_definition.h"

#include <stdlib.h>

#include "input/markdown/list_block.h"
#include "input/window.h"
#include "text/utf8.h"

bool list_definition_take(struct view line, struct view *label, struct view *address)
{
    struct view rest = view_trim(line);
    size_t length = 0;

    if (!view_take(&rest, VIEW("[")) || view_starts_with(rest, VIEW("^")))
        return false;
    while (length < rest.len && !view_has_byte(VIEW("[]"), rest.at[length]))
        length++;
    *label = (struct view){ rest.at, length };
    rest = view_skip(rest, length);
    if (length == 0 || !view_take(&rest, VIEW("]:")))
        return false;
    rest = view_trim_start(rest);
    view_take(&rest, VIEW("<"));
    *address = rest;
    for (address->len = 0; address->len < rest.len; address->len++) {
        if (view_has_byte(VIEW(" \t>"), rest.at[address->len]))
            break;
    }
    return view_starts_with(*address, VIEW("https://")) ||
           view_starts_with(*address, VIEW("http://"));
}

static struct view label_at(const void *owner, uint32_t number)
{
    return ((const struct list_definitions *)owner)->items[number].label;
}

/* Returns the label in lower case, as labels are told apart. Valid until the next call. */
static struct view lower_label(struct list_definitions *definitions, struct view label)
{
    definitions->lower.len = 0;
    for (size_t i = 0; i < label.len; i++)
        buffer_put_byte(&definitions->lower, ascii_lower(label.at[i]));
    return buffer_view(&definitions->lower);
}

/* Of two definitions of a label, the first counts. */
static void add_definition(struct list_definitions *definitions, struct view label,
                           struct view address)
{
    label = lower_label(definitions, label);
    if (hash_table_add_text(&definitions->index, label, label_at, definitions) < definitions->count)
        return;
    definitions->items = memory_grow_array(definitions->items, definitions->count,
                                           &definitions->cap, sizeof *definitions->items);
    definitions->items[definitions->count++] = (struct list_definition){
        .label = arena_copy(&definitions->arena, label),
        .address = arena_copy(&definitions->arena, address),
        .line = definitions->lines,
    };
}

void list_definitions_read(struct list_definitions *definitions, struct view start)
{
    struct view label, address, after_mark = { 0 };
    struct list_code code = { 0 };
    size_t sound;
    bool is_cut, has_code = true;

    hash_table_free(&definitions->index);
    arena_reset(&definitions->arena);
    definitions->count = definitions->lines = 0;
    if (view_find(start, VIEW("]:")) == start.len)
        return; /* as in most lists */
    sound = utf8_find_malformed(start);
    is_cut = start.len >= WINDOW_PEEKED || sound < start.len;
    start.len = sound;
    for (;;) {
        struct view line = { start.at, view_find_byte(start, '\n') };

        if (start.len == 0 || (line.len == start.len && is_cut)) {
            if (code.line == 0 || code.mark == '<')
                break;
            start = after_mark; /* what never ends is no code */
            definitions->lines = code.line;
            code.line = 0;
            has_code = false;
            continue;
        }
        start = view_skip(start, line.len + 1);
        definitions->lines++;
        if (code.line > 0) {
            code.line = list_code_ends(&code, line) ? 0 : code.line;
            continue;
        }
        code = has_code ? list_code_at(line, definitions->lines) : code;
        if (code.line > 0)
            after_mark = start;
        else if (list_definition_take(line, &label, &address))
            add_definition(definitions, label, address);
    }
}

/* Returns the number of the definition, or the count. */
static uint32_t find_definition(struct list_definitions *definitions, struct view label)
{
    return hash_table_find_text(&definitions->index, lower_label(definitions, label), label_at,
                                definitions);
}

bool list_definitions_has_used(struct list_definitions *definitions, struct view label)
{
    uint32_t number = definitions->count > 0 ? find_definition(definitions, label) : 0;

    return number < definitions->count && definitions->items[number].is_used;
}

void list_definitions_look_up(struct list_definitions *definitions, struct inline_text *text)
{
    for (size_t i = 0; i < text->link_count; i++) {
        struct inline_link *link = &text->links[i];
        uint32_t number;

        if (link->label.len == 0)
            continue;
        number = find_definition(definitions, link->label);
        if (number == definitions->count)
            continue;
        link->address = definitions->items[number].address;
        definitions->items[number].is_used = true;
    }
}

void list_definitions_free(struct list_definitions *definitions)
{
    hash_table_free(&definitions->index);
    buffer_free(&definitions->lower);
    arena_free(&definitions->arena);
    free(definitions->items);
}
