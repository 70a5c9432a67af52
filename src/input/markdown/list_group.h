/* Groups blocks into entries: a table's row, a section with one paper, a list item with what is
 * indented under it, a paragraph with what follows it. Keeps the headings over them. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_GROUP_H
#define REFMILL_INPUT_MARKDOWN_LIST_GROUP_H

#include "input/markdown/list_entry.h"
#include "input/markdown/list_heading.h"
#include "input/markdown/list_table.h"

enum { LIST_WARNINGS_SHOWN = 3 }; /* of entries, before the others are counted */

/* All zero before the first list_group_begin. */
struct list_group {
    struct window *window;
    struct list_blocks blocks;
    struct list_entry
        open;     /* the entry that is being read; its kind is ENTRY_NONE if there is none */
    bool has_own; /* a label or the heading of `open` links to a paper at arXiv */
    size_t seen;  /* the pieces of `open` that were looked at for that */
    struct buffer own_id; /* of a section, if has_own says so by a label or the heading; else of the
                           * paragraph at `inner`, or of a paragraph that is an entry */
    struct line below;    /* the last heading, line in bold or item within the open entry that may
                           * begin another; number 0 if there is none */
    size_t below_count;   /* the number of pieces before it */
    unsigned below_indent;  /* of an item */
    struct line inner;      /* the last heading within the open section that is no label or, without
                             * a link of its own, its first paragraph that may be an entry; within an
                             * open item, the last with the name of what may be a paper; number 0 if
                             * there is none */
    size_t inner_count;     /* the number of pieces before it */
    unsigned inner_indent;  /* of an item */
    size_t others;          /* entries of other papers in a section that has_own, addresses alone
                             * in an item, or names there with links below them */
    struct line other;      /* where the first of them begins, with its heading; without them, the
                             * first labelled title of a section, or number 0 */
    size_t other_count;     /* the number of pieces before it */
    bool is_under_label;    /* the last heading within the open section is a label */
    bool has_weak;          /* a line of links has one to arXiv; if `is_labelled`, it is its own */
    bool is_labelled;       /* labels say more of the paper */
    bool is_told;           /* a quotation does */
    bool is_address;        /* `open` begins with an address, which its title must follow */
    bool has_plain_entries; /* below the last heading, titles of paragraphs have no marks */
    bool is_news;           /* `open` is an item of news and no entry; it may link to a paper */
    bool has_mention;       /* it does so in its first lines */
    struct list_headings headings;
    struct buffer note; /* the title of what may be a note on one paper, which links below it */
    struct list_table table;
    struct list_entry row;
    /* For analysing a block before it is taken: */
    struct list_probe probe;
    bool has_label; /* the block's first line begins with `label` */
    struct list_label label;
    struct arena arena;

    size_t warnings; /* of entries */
    size_t news;     /* items of news that link to papers */
    size_t passed;   /* lines that link to arXiv and belong to no entry */
    struct place first_passed;
    bool may_be_empty; /* it is a list, even without papers */
    bool ids_only;     /* the caller wants no fields but the id */
};

void list_group_begin(struct list_group *group, struct window *window, bool ids_only);
void list_group_free(struct list_group *group);

/* What to do after a block. */
enum list_step {
    STEP_TAKEN,
    STEP_CLOSE, /* end the open entry, then look at the block again (list_blocks_keep) */
    STEP_DROP,  /* the same, but it was no entry */
    STEP_SPLIT, /* end the open entry after list_group_split, then read what begins within it again
                 * (list_blocks_return) */
    STEP_RECORD /* `row` is an entry */
};

/* Takes the block that list_blocks_next has read. */
enum list_step list_group_take(struct list_group *group);

/* True if the open entry is an item, and the next block surely ends it. */
bool list_group_is_item_over(const struct list_group *group);

/* Cuts the open entry before the block where another begins, which is read next. Returns false if
 * what is left is no entry. */
bool list_group_split(struct list_group *group);

/* Counts what links to arXiv in what has turned out to be no entry. */
void list_group_pass_over(struct list_group *group, const struct list_entry *entry);

/* The same for definitions of links that no link has used. */
void list_group_pass_over_definitions(struct list_group *group);

/* Warns of an entry that is read all the same. The format may use the text as %.*s. Only the first
 * few are shown. */
void list_group_warn(struct list_group *group, const struct list_entry *entry, const char *format,
                     struct view text);

#endif
