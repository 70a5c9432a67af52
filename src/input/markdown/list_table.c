#include "input/markdown/list_table.h"

#include "input/markdown/list_link.h"
#include "input/markdown/list_title.h"

void list_table_read(struct list_table *table, struct view row, enum cell_marks marks)
{
    struct view cell, copy = row;
    bool has_title = false, has_paper = false;

    *table = (struct list_table){ .kind = TABLE_OF_ENTRIES, .is_strange = true };
    for (; table->columns < LIST_COLUMNS_MAX && list_block_take_cell(&row, &cell, marks);
         table->columns++) {
        enum list_role role = list_label_column(cell);

        table->roles[table->columns] = role;
        table->is_strange &= role == LABEL_NONE;
        has_title |= role == LABEL_TITLE && list_label_role(cell) == LABEL_TITLE;
        has_paper |= role == LABEL_TITLE;
        table->is_known |= role == LABEL_TITLE || role == LABEL_NAME || role == LABEL_PAPER;
    }
    for (size_t i = 0; list_table_has(table, LABEL_TALK) && i < table->columns; i++) {
        if (table->roles[i] == LABEL_DATE)
            table->roles[i] = LABEL_TALK;
    }
    for (size_t i = 0; i < table->columns && list_block_take_cell(&copy, &cell, marks); i++) {
        if (has_title && (table->roles[i] == LABEL_TITLE || table->roles[i] == LABEL_NAME))
            table->roles[i] = list_label_role(cell);
        else if (!has_paper && table->roles[i] == LABEL_NAME)
            table->roles[i] = LABEL_TITLE;
    }
}

bool list_table_has(const struct list_table *table, enum list_role role)
{
    for (size_t i = 0; i < table->columns; i++) {
        if (table->roles[i] == role)
            return true;
    }
    return false;
}

bool list_table_head_is_row(struct view row, struct list_probe *probe)
{
    enum { SHORT_TITLE = 2 }; /* words */
    bool has_title = false;
    struct view cell;

    while (list_block_take_cell(&row, &cell, CELLS_BY_BARS)) {
        struct list_head head;

        list_probe_read(probe, cell);
        if (has_title && list_probe_is_named_link(probe) && list_probe_has_paper(probe))
            return true;
        if (has_title || list_count_letters(buffer_view(&probe->text.text)) == 0)
            continue;
        list_head_read(&probe->text, &probe->arena, true, &head);
        if ((head.title.kind != TITLE_IS_STRONG && head.title.kind != TITLE_IS_LINK) ||
            head.title.byline.text.len > 0 || !list_has_more_words(head.title.text, SHORT_TITLE))
            return false;
        if (head.by_title)
            return true;
        has_title = true;
    }
    return false;
}

bool list_table_take_title(struct view row, struct view next_row, struct view *title)
{
    enum { WORDS = 4, WORDS_IN_BOLD = 2 };
    struct view name, more, label;
    enum list_role role;
    bool bold;

    if (!list_block_take_cell(&row, &name, CELLS_BY_BARS) ||
        !list_block_take_cell(&row, title, CELLS_BY_BARS) ||
        list_block_take_cell(&row, &more, CELLS_BY_BARS) ||
        !list_block_take_cell(&next_row, &label, CELLS_BY_BARS) ||
        list_label_role(label) == LABEL_NONE) /* an entry */
        return false;
    role = list_label_column(name);
    bold = view_starts_with(*title, VIEW("**")) && !view_starts_with(name, VIEW("**"));
    return (role == LABEL_TITLE || role == LABEL_NAME) && list_label_role(name) != LABEL_PAPER &&
           list_label_column(*title) == LABEL_NONE && !list_title_is_lower_case(*title) &&
           list_has_more_words(*title, bold ? WORDS_IN_BOLD : WORDS);
}

static void add_cell(struct list_entry *entry, const struct window *window, enum list_role role,
                     struct view cell)
{
    list_entry_add(entry, role, PLACE_CELL, window_span(window, cell), true);
}

/* True if a link in the cell is the title of a paper at arXiv. */
static bool has_linked_title(struct view cell, struct list_probe *probe)
{
    struct list_head head;

    list_probe_read(probe, cell);
    list_head_read(&probe->text, &probe->arena, true, &head);
    return head.by_title && !list_link_is_reference(&probe->text, head.title.link);
}

struct view list_table_add_cells(const struct list_table *table, struct view row,
                                 enum cell_marks marks, const struct window *window,
                                 struct list_probe *probe, struct list_entry *entry)
{
    bool has_title = list_table_has(table, LABEL_TITLE);
    struct view cell;

    entry->is_plain_row = marks == CELLS_BY_BARS && !view_has_byte(row, '\n') &&
                          view_find(row, VIEW("\\|")) == row.len;
    entry->is_strange_row = table->is_strange;
    for (size_t i = 0; i < table->columns && list_block_take_cell(&row, &cell, marks); i++) {
        enum list_role role = table->roles[i];

        if (!has_title && role == LABEL_NONE && has_linked_title(cell, probe)) {
            role = LABEL_TITLE;
            has_title = true;
        }
        if (cell.len > 0)
            add_cell(entry, window, role, cell);
    }
    return row;
}

/* Adds the value of a row. A link named for the paper may follow the venue: "| Venue | TIDES 2024
 * [paper](…) |". */
static void add_attribute(struct list_entry *entry, const struct window *window,
                          enum list_role role, struct view value)
{
    size_t link = view_find_byte(value, '[');
    struct view name = view_skip(value, link + 1);

    name.len = view_find(name, VIEW("]("));
    if (role == LABEL_OTHER && link < value.len && list_label_link(name) == LABEL_PAPER)
        add_cell(entry, window, LABEL_PAPER, view_skip(value, link));
    else
        add_cell(entry, window, role, value);
}

void list_table_add_values(const struct list_table *table, struct view row,
                           const struct window *window, struct list_entry *entry)
{
    struct view cell, value;

    if (table->kind == TABLE_OF_ATTRIBUTES) {
        enum list_role role;

        if (list_block_take_cell(&row, &cell, CELLS_BY_BARS) &&
            list_block_take_cell(&row, &value, CELLS_BY_BARS) &&
            (role = list_label_role(cell)) != LABEL_NONE)
            add_attribute(entry, window, role, value);
        return;
    }
    for (size_t i = 0; i < table->columns && list_block_take_cell(&row, &cell, CELLS_BY_BARS);
         i++) {
        if (table->roles[i] != LABEL_NONE)
            add_cell(entry, window, table->roles[i], cell);
    }
}
