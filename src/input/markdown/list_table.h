/* What the columns of a table are, and what its rows have in them. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_TABLE_H
#define REFMILL_INPUT_MARKDOWN_LIST_TABLE_H

#include "input/markdown/list_entry.h"
#include "input/markdown/list_head.h"

enum { LIST_COLUMNS_MAX = 64 };

/* What the rows of a table are. */
enum table_kind {
    TABLE_OF_ENTRIES,
    TABLE_OF_VALUES,    /* of a section's paper: a label a column */
    TABLE_OF_ATTRIBUTES /* of a section's paper: a label a row */
};

struct list_table {
    enum table_kind kind;
    bool is_strange; /* it has no column with a known name */
    bool is_known;   /* the names of its columns say that it lists papers */
    size_t columns;  /* 0: no table */
    enum list_role roles[LIST_COLUMNS_MAX];
};

/* Reads the names of the columns. Further ones than LIST_COLUMNS_MAX are ignored. */
void list_table_read(struct list_table *table, struct view row, enum cell_marks marks);

/* True if a column has that role. */
bool list_table_has(const struct list_table *table, enum list_role role);

/* True for a table's head that is a row, as GitHub shows no table without a head: its first words
 * are a title in bold or a link, and it links to the paper by that or by a name. A head may cite
 * the paper of a benchmark, too. */
bool list_table_head_is_row(struct view row, struct list_probe *probe);

/* Takes the title from the head of a table about one paper, with a label a row: "| Title | Tides of
 * the Old Moon |" above "| Authors | Ada Tide |". */
bool list_table_take_title(struct view row, struct view next_row, struct view *title);

/* Adds the cells of a row to its entry, by the columns. Without a column of titles, a cell with a
 * linked title is one. Returns what is left of the row. */
struct view list_table_add_cells(const struct list_table *table, struct view row,
                                 enum cell_marks marks, const struct window *window,
                                 struct list_probe *probe, struct list_entry *entry);

/* Adds a row that tells more of the section's paper, in a table that is not one of entries. */
void list_table_add_values(const struct list_table *table, struct view row,
                           const struct window *window, struct list_entry *entry);

#endif
