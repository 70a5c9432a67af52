#include "input/markdown/list_definition.h"

#include <stdlib.h>

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

/* Takes the mark that ends the code or comment that begins with the line. Returns false if none
 * begins, or if it ends there. */
static bool take_code_mark(struct view line, struct view *mark)
{
    line = view_trim(line);
    if (view_starts_with(line, VIEW("<!--"))) {
        *mark = VIEW("-->");
        return view_find(line, *mark) == line.len;
    }
    if (!view_starts_with(line, VIEW("```")) && !view_starts_with(line, VIEW("~~~")))
        return false;
    *mark = (struct view){ line.at, 3 };
    while (mark->len < line.len && line.at[mark->len] == line.at[0])
        mark->len++;
    return true;
}

static bool has_code_mark(struct view line, struct view mark)
{
    line = view_trim(line);
    if (mark.at[0] == '-')
        return view_find(line, mark) < line.len;
    if (!view_take(&line, mark))
        return false;
    while (line.len > 0 && line.at[0] == mark.at[0])
        line = view_skip(line, 1);
    return line.len == 0;
}

void list_definitions_read(struct list_definitions *definitions, struct view start)
{
    struct view label, address, code = { 0 }, after_mark = { 0 };
    size_t sound, mark_line = 0;
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
            if (code.len == 0 || code.at[0] == '-')
                break;
            start = after_mark; /* nothing ends it: it is no code */
            definitions->lines = mark_line;
            code.len = 0;
            has_code = false;
            continue;
        }
        start = view_skip(start, line.len + 1);
        definitions->lines++;
        if (code.len > 0) {
            code.len = has_code_mark(line, code) ? 0 : code.len;
        } else if (has_code && take_code_mark(line, &code)) {
            after_mark = start;
            mark_line = definitions->lines;
        } else if (list_definition_take(line, &label, &address)) {
            add_definition(definitions, label, address);
        }
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
