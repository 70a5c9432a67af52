/* Groups blocks into entries: a table's row, a section with one paper, a list item with what is
 * indented under it, a paragraph with what follows it. Keeps the headings over them. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_GROUP_H
#define REFMILL_INPUT_MARKDOWN_LIST_GROUP_H

#include "input/markdown/list_entry.h"
#include "input/markdown/list_heading.h"
#include "input/markdown/list_table.h"

enum { LIST_WARNINGS_SHOWN = 3 }; /* of entries, before the others are counted */

/* Places within the open entry where another may begin. Of each kind, one is kept. */
enum start_kind {
    START_TITLE,   /* the last title: an item, to whose paper what is below it may link; in an entry
                    * with a link of its own, a heading or a line in bold */
    START_NAME,    /* within an item, the last name of what may be a paper: if two have links, the
                    * item is but a topic */
    START_HEADING, /* within a section with its own link, the last heading but for labels */
    START_LABEL,   /* within a section, the first labelled title, within an item the first labelled
                    * paper with a title: the section or the item may be but a topic */
    START_PLAIN,   /* within a section without one, the first paragraph that may be an entry */
    START_OTHER, /* the first that links to a paper of its own: two make a list of the open entry */
    START_KINDS
};

struct list_start {
    struct line line; /* number 0 if there is none */
    size_t count;     /* the number of the entry's pieces before it */
    unsigned indent;
};

/* All zero before the first list_group_begin. */
struct list_group {
    struct window *window;
    struct list_blocks blocks;
    struct list_headings headings;
    bool has_plain_entries; /* below the last heading, titles of paragraphs have no marks */
    struct buffer note;     /* the title of what may be a note on one paper, which links below it */
    struct list_table table;
    struct list_entry row;

    /* The entry that is being read, of kind ENTRY_NONE if there is none, and what it has: */
    struct list_entry open;
    size_t seen;          /* the pieces of `open` that were looked at for a link of its own */
    struct buffer own_id; /* of its own paper, but not if the first lines of an item tell it */
    bool has_own;         /* a label, the heading or the first lines link to a paper at arXiv */
    bool has_link_line;   /* a line of links has one to arXiv; it is its own if `has_labels` */
    bool has_labels;      /* labels say more of the paper */
    bool has_authors;     /* a label names the authors */
    bool has_quotation;
    bool is_under_label;  /* the last heading within the open section is a label */
    bool is_address;      /* `open` begins with an address, which its title must follow */
    unsigned items_below; /* the least indent of items whose label is an item above them, or 0 */
    bool is_news;         /* `open` is an item of news and no entry; it may link to a paper */
    bool has_mention;     /* it does so in its first lines */
    struct list_start starts[START_KINDS];
    enum start_kind split;  /* where STEP_SPLIT cuts the entry */
    struct buffer other_id; /* of the paper to which START_PLAIN or a name at START_OTHER links */

    /* For analysing a block before it is taken: */
    struct list_probe probe;
    bool has_label; /* the block's first line begins with `label` */
    struct list_label label;

    unsigned id_level; /* of headings that end in the id of their paper, or 0 */
    size_t warnings;   /* of entries */
    size_t news;       /* items of news that link to papers */
    bool may_be_empty; /* it is a list, even without papers */
    bool ids_only;     /* the caller wants no fields but the id */
};

void list_group_begin(struct list_group *group, struct window *window, bool ids_only);
void list_group_free(struct list_group *group);

/* What to do after a block. */
enum list_step {
    STEP_TAKEN,
    STEP_PASS,  /* the block belongs to no entry, and is left out */
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

/* Warns of an entry that is read all the same. The format may use the text as %.*s. Only the first
 * few are shown. */
void list_group_warn(struct list_group *group, const struct list_entry *entry, const char *format,
                     struct view text);

#endif
