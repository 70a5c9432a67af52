/* What the columns of a table are. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_TABLE_H
#define REFMILL_INPUT_MARKDOWN_LIST_TABLE_H

#include "input/markdown/list_block.h"
#include "input/markdown/list_label.h"

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

#endif
