/* Finds the title of a paper by its place: in the first lines of a list item or a paragraph, or in
 * a cell. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_TITLE_H
#define REFMILL_INPUT_MARKDOWN_LIST_TITLE_H

#include "input/inline/inline_text.h"
#include "input/markdown/written_byline.h"
#include "record/date.h"

enum title_kind {
    TITLE_IS_ABSENT,
    TITLE_IS_LINK,   /* the text of a link */
    TITLE_IS_STRONG, /* bold, or in italics after names */
    TITLE_IS_QUOTED,
    TITLE_IS_PLAIN /* what stands before the links */
};

struct list_title {
    enum title_kind kind;
    struct view text;
    size_t rest;      /* the offset of what follows it */
    struct date date; /* before it, or absent */
    struct byline byline;
    const struct inline_link *link; /* whose text it is, or NULL */
};

/* Finds the title in text whose links have their roles (list_link_resolve_all). Views are of the
 * text. In a cell, nothing stands before a title but its number. */
void list_title_find(const struct inline_text *text, bool is_cell, struct list_title *found);

/* False for the text of a link that is too short for a title, an address or a user's name. */
bool list_title_may_be_text(struct view name);

/* True for text that begins with a quotation mark. */
bool list_title_is_in_quotes(struct view text);

/* True for names that a title in italics or in bold follows. `before` is the text before it, which
 * begins with other text in bold if `is_after_strong`. *names is the part of it with the names. */
bool list_title_follows_names(struct view before, bool is_after_strong, struct view title,
                              struct view *names);

/* True if text begins with a word in lower case: the sentence before it goes on. */
bool list_title_goes_on_in_prose(struct view text);

/* True if the last word, or most words but short ones, begin in lower case: so they do in
 * sentences, but not in most titles. */
bool list_title_is_lower_case(struct view text);

/* True if the text is the beginning of a sentence that ends in a link: "The paper is available on",
 * "Published at ICLR 2026". */
bool list_title_begins_sentence(struct view text);

#endif
