/* Splits a list in Markdown into blocks, by CommonMark 0.31 and GitHub's tables where files follow
 * them, and by what people and bots write where they do not. Streams: a block is held, no more. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_BLOCK_H
#define REFMILL_INPUT_MARKDOWN_LIST_BLOCK_H

#include "input/window.h"

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH, /* also lines of HTML */
    BLOCK_ITEM,      /* of a list: its first paragraph */
    BLOCK_TABLE,     /* the head of a table: the row with its columns' names */
    BLOCK_ROW,
    BLOCK_RULE,
    BLOCK_DEFINITION,  /* of a reference link */
    BLOCK_CODE,        /* some lines of code or of a comment, skipped */
    BLOCK_FRONT_MATTER /* the lines between two --- at the start of the input */
};

struct list_block {
    enum block_kind kind;
    unsigned level;  /* of a heading, 1 to 6 */
    unsigned indent; /* columns before the first line's text, or before an item's mark */
    bool is_quoted;  /* in a block quote */
    bool after_blank;
    bool is_html;       /* a row of <td> or <th> */
    bool is_framed;     /* a row that begins with a bar, as all that are whole end with one */
    struct span *lines; /* without the marks of the block, and without blanks around them */
    size_t count, cap;
};

/* Code between fences or a comment, whose end is yet to come. */
struct list_code {
    size_t line; /* where it begins; 0 if there is none */
    char mark;   /* ` or ~, or < for a comment */
    size_t length;
    size_t links; /* lines that link to arXiv as Markdown does */
};

/* Returns the code or comment that begins at the line of that number; none if a comment ends there,
 * too. Fences end at a line of at least as many of the same mark. */
struct list_code list_code_at(struct view line, size_t number);
bool list_code_ends(const struct list_code *code, struct view line);

/* Where code would not be closed: no line before `until` ends a fence of `length` marks or more. */
struct list_unclosed {
    size_t until, length;
};

/* The lines of the last merge conflict's first and last mark, or 0. It is open if the first is
 * after the last. Lines may be read again, but each conflict is reported once. */
struct list_conflict {
    size_t begin, end, reported;
};

/* All zero before the first list_blocks_begin. */
struct list_blocks {
    struct window *window;
    struct list_block block;
    size_t columns;    /* of the last table; 0 if there was none */
    bool in_table;     /* no blank line has been since the last row */
    bool is_bare;      /* the last table's head begins without a bar; only text has been since */
    bool after_blank;  /* a blank line stands before the next block */
    bool is_kept;      /* `block` is the next, too */
    struct line first; /* the first line of `block` */
    struct list_code code;
    struct list_conflict conflict;
    struct list_unclosed unclosed[2]; /* of ``` and of ~~~ */
};

void list_blocks_begin(struct list_blocks *blocks, struct window *window);

/* Reads the next block into `block`. Returns false at the end. Does not
 * pass lines: the caller calls window_pass, which ends the life of all spans. */
bool list_blocks_next(struct list_blocks *blocks);

/* True if the next block is surely an item that is not indented, or a rule. */
bool list_blocks_item_is_next(const struct list_blocks *blocks);

/* Returns the next line as a row of the table whose head is the last block. Invalidates views into
 * the window. */
struct view list_blocks_next_row(struct list_blocks *blocks);

/* Makes list_blocks_next return the last block again, and passes the lines before it. */
void list_blocks_keep(struct list_blocks *blocks);

/* Makes list_blocks_next read what begins at `first` again. */
void list_blocks_return(struct list_blocks *blocks);

void list_blocks_free(struct list_blocks *blocks);

/* How the cells of a row are separated. */
enum cell_marks {
    CELLS_BY_BARS,
    CELLS_LENIENT, /* a | in mathematics, code, brackets or bold text separates nothing */
    CELLS_OF_HTML
};

/* Takes the next cell off a table's row. Returns false if there is none. */
bool list_block_take_cell(struct view *row, struct view *cell, enum cell_marks marks);

#endif
