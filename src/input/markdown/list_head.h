/* Finds the title in the first lines of a list item or a paragraph, by its place, and the link that
 * leads to the paper. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_HEAD_H
#define REFMILL_INPUT_MARKDOWN_LIST_HEAD_H

#include "input/markdown/inline_text.h"
#include "record/arxiv_id.h"
#include "record/date.h"

enum head_kind {
    HEAD_NONE,
    HEAD_LINK,   /* the text of a link */
    HEAD_STRONG, /* bold */
    HEAD_QUOTED,
    HEAD_PLAIN /* what stands before the links */
};

struct list_head {
    enum head_kind kind;
    struct view title;                    /* of the text; empty with HEAD_NONE */
    size_t rest;                          /* the offset of what follows the title */
    struct date date;                     /* before the title, or absent */
    struct view before;                   /* authors before a quoted title */
    const struct inline_link *title_link; /* or NULL */
    const struct inline_link *own;        /* the link to arXiv that is the entry's own, or NULL */
    struct arxiv_id id;   /* of `own`, or of "arXiv:2403.19588" in code; empty if there is none */
    bool by_title;        /* the title itself is the link */
    bool by_name;         /* the link is named "paper" or the like, or the id is in code */
    size_t words_to_link; /* between the title and `own` */
    bool is_whole; /* nothing but links, marks, a venue and a date follows the title's line */
};

/* Analyses the text, of which the head's views are. Ids may be copied to the arena. In a cell,
 * nothing stands before a title but its number. */
void list_head_read(const struct inline_text *text, struct arena *arena, bool is_cell,
                    struct list_head *head);

/* True if the head is that of an entry: a title, and a link of its own. In a paragraph, prose must
 * not follow the title. */
bool list_head_is_entry(const struct list_head *head, bool in_paragraph);

/* Takes "[2403.19588]" or "2403.19588: " off the start of a heading, after its number. */
bool list_head_take_id(struct view *heading, struct arena *arena, struct arxiv_id *id);

/* True if the link's address leads to a paper at arXiv. */
bool list_link_is_paper(const struct inline_link *link, struct arena *arena, struct arxiv_id *id);

/* Sets the roles of the links, each by its text, by a badge in it, or by the word before it. To be
 * called before any of the functions above. */
void list_head_name_links(struct inline_text *text);

/* A text that was read to see what it is, with its head once that is known. */
struct list_probe {
    struct buffer source;
    struct inline_text text;
    bool has_head;
    struct list_head head;
};

/* True if hardly any text but links stands between the line breaks or bars around a link: no prose.
 * More may stand beside [[Paper](…)], which everybody writes for the paper itself. */
bool list_link_is_among_links(const struct inline_text *text, const struct inline_link *link);

size_t list_count_letters(struct view text);
size_t list_count_words(struct view text);

#endif
