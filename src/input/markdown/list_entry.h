/* An entry of a list in Markdown: the pieces of text that belong to one paper. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_ENTRY_H
#define REFMILL_INPUT_MARKDOWN_LIST_ENTRY_H

#include "input/markdown/list_block.h"
#include "input/markdown/list_label.h"

enum entry_kind {
    ENTRY_NONE,
    ENTRY_SECTION,   /* a heading, and what follows up to the next of its level */
    ENTRY_ITEM,      /* an item of a list, and what is indented under it */
    ENTRY_PARAGRAPH, /* a paragraph, and what follows it */
    ENTRY_ROW        /* a row of a table */
};

enum piece_place {
    PLACE_HEAD,
    PLACE_TEXT,
    PLACE_QUOTE,
    PLACE_ITEM,
    PLACE_CELL,
    PLACE_FRONT,  /* front matter */
    PLACE_FAMILY, /* the same, an author's family name; the next piece is the given name */
    PLACE_GIVEN
};

/* A line of an entry, or the value of a label on it. */
struct list_piece {
    struct span text;
    enum list_role role;
    enum piece_place place;
    bool begins; /* it does not continue the piece before it */
};

struct list_entry {
    enum entry_kind kind;
    unsigned level, indent; /* of the heading, of the item */
    struct line line;       /* where it begins */
    uint32_t column;        /* bytes of the line before it */
    bool is_plain_row;      /* no cell has a line break or a bar in it */
    bool is_strange_row;    /* no column of its table has a known name */
    struct list_piece *pieces;
    size_t count, cap;
    enum list_role role;    /* of the last label */
    bool is_sticky;         /* the label stood alone: its value goes on over blank lines */
    bool is_awaiting;       /* nothing has come after the label yet */
    bool has_foreign_links; /* the label says nothing of the paper, or another may have followed */
    bool after_rule; /* a rule has been since the entry began: text without a label is not its */
};

void list_entry_begin(struct list_entry *entry, enum entry_kind kind, struct line line,
                      uint32_t column);
void list_entry_free(struct list_entry *entry);

void list_entry_add(struct list_entry *entry, enum list_role role, enum piece_place place,
                    struct span text, bool begins);

/* Adds the lines of a block, by their labels. `first` is that of its first line, or NULL if it has
 * none. */
void list_entry_add_block(struct list_entry *entry, const struct window *window,
                          const struct list_block *block, const struct list_label *first);

#endif
