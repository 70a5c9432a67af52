#include "input/json/json_rows.h"

#include <stdlib.h>

#include "input/reader_registry.h"

static const struct reader *markdown_reader(void)
{
    return reader_registry_find(VIEW("markdown"));
}

/* ---- The list ------------------------------------------------------------ */

/* True for a row of a table that begins with a day. */
static bool is_dated_row(struct view text)
{
    enum { YEAR = 4 };
    size_t digits = 0;

    if (!view_take(&text, VIEW("|")))
        return false;
    while (text.len > 0 && view_has_byte(VIEW(" *"), text.at[0]))
        text = view_skip(text, 1);
    while (digits < text.len && ascii_is_digit(text.at[digits]))
        digits++;
    return digits == YEAR && view_starts_with(view_skip(text, digits), VIEW("-"));
}

bool json_rows_is_one(struct view text)
{
    text = view_trim_start(text);
    return view_starts_with(text, VIEW("- ")) || view_starts_with(text, VIEW("* ")) ||
           is_dated_row(text);
}

/* Appends the heading of a topic, whose rows follow. */
static void put_topic(struct buffer *list, struct view name)
{
    buffer_put(list, VIEW("\n## "));
    buffer_put(list, view_has_byte(name, '\n') ? VIEW("") : name);
    buffer_put(list, VIEW("\n\n"));
}

/* Returns a name that is as written without its escapes. */
static struct view unescape_name(struct json_tree *tree, struct view name)
{
    struct buffer object = { 0 };
    const struct json_value *value;

    if (!view_has_byte(name, '\\'))
        return name;
    buffer_print(&object, "{\"%.*s\":{}}", (int)name.len, name.at);
    value = json_tree_parse(tree, buffer_view(&object), NULL);
    buffer_free(&object);
    return value ? value[1].name : VIEW("");
}

/* Appends the rows or items of an object, rows below the head that these programs write. Returns
 * false if a member is anything else. */
static bool append_rows(struct buffer *list, const struct json_value *object)
{
    static const struct view head =
        VIEW_ENTRY("|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n");
    const struct json_value *end = object + object->size;
    bool in_table = false;

    for (const struct json_value *member = object + 1; member < end; member += member->size) {
        bool is_string = member->kind == JSON_IS_STRING;
        struct view text = view_trim(is_string ? member->text : VIEW(""));
        bool is_row = is_dated_row(text);

        if (!json_rows_is_one(text))
            return false;
        if (is_row != in_table)
            buffer_put(list, is_row ? head : VIEW("\n"));
        in_table = is_row;
        buffer_put(list, text);
        buffer_put_byte(list, '\n');
    }
    return true;
}

/* Appends all of an object. Returns false if it is not such a list. */
static bool append_list(struct buffer *list, const struct json_value *object, struct view name)
{
    const struct json_value *end = object + object->size;

    if (object->count == 0 || object[1].kind == JSON_IS_STRING) {
        put_topic(list, name);
        return append_rows(list, object);
    }
    for (const struct json_value *member = object + 1; member < end; member += member->size) {
        if (member->kind != JSON_IS_OBJECT)
            return false;
        put_topic(list, member->name);
        if (!append_rows(list, member))
            return false;
    }
    return true;
}

/* ---- Reading ------------------------------------------------------------- */

/* Hands a message on, as one about the object: the list's lines are not the input's. */
static void relay(void *context, enum severity severity, struct place place, const char *text)
{
    const struct json_rows *rows = context;

    (void)place;
    diag_report(rows->outer, severity, rows->place, "%s", text);
}

bool json_rows_begin(struct json_rows *rows, const struct json_value *object, struct view name,
                     const struct window *window, const struct wanted *wanted, struct place place)
{
    rows->list.len = 0;
    if (object->count == 0 || !append_list(&rows->list, object, unescape_name(&rows->name, name)))
        return false;
    rows->input = *window->input;
    rows->input.in_memory = true;
    rows->input.memory = buffer_view(&rows->list);
    rows->wanted = *wanted;
    rows->wanted.is_list = true; /* a topic may have papers of other places alone */
    rows->place = place;
    rows->outer = window->diag;
    rows->diag =
        (struct diag){ .verbose = window->diag->verbose, .receive = relay, .context = rows };
    window_start(&rows->window, &rows->input, window->on_fault, &rows->diag);
    if (!rows->reader) {
        rows->reader = memory_take(markdown_reader()->state_size);
        memset(rows->reader, 0, markdown_reader()->state_size);
    }
    markdown_reader()->begin(rows->reader, &rows->window, &rows->wanted);
    rows->open = true;
    return true;
}

bool json_rows_next(struct json_rows *rows, struct batch *batch)
{
    rows->open = markdown_reader()->next(rows->reader, batch);
    if (!batch->records)
        return rows->open;
    rows->record = *batch->records; /* the reader of Markdown gives one at a time */
    rows->record.source.line = rows->place.line;
    batch->records = &rows->record;
    return true;
}

void json_rows_free(struct json_rows *rows)
{
    if (rows->reader)
        markdown_reader()->end(rows->reader);
    free(rows->reader);
    window_free(&rows->window);
    buffer_free(&rows->list);
    json_tree_free(&rows->name);
}
