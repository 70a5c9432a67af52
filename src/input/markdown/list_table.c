#include "input/markdown/list_table.h"

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
