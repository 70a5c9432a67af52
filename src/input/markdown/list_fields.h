/* Makes the record of an entry: by column, by label, by place. */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_FIELDS_H
#define REFMILL_INPUT_MARKDOWN_LIST_FIELDS_H

#include "input/entry.h"
#include "input/markdown/list_entry.h"
#include "input/markdown/list_head.h"

/* What makes records of entries. All zero before the first use. */
struct list_fields {
    bool ids_only; /* the caller wants no fields but the id */
    struct entry entry;
    struct inline_text inline_text;
    struct inline_text *text; /* what is being taken: that, or the probe's */
    struct list_probe *probe;
    struct buffer joined, rest;
    struct view names;     /* the text that has given the authors, so that it is not read twice */
    struct buffer bullets; /* the text of items without a label */
    unsigned sureness;     /* of the id; 0 before an id was found */
    unsigned title_rank;   /* of the title so far */
    bool has_labelled_authors;
    bool several;     /* two ids that are as sure */
    struct view code; /* the link to the paper's code */
    unsigned code_sureness;
    struct view note; /* the title of a section whose heading says nothing of it, or empty */
    unsigned year;    /* of a heading, for days without one */
    struct bilingual unlabelled; /* a section's paragraphs: the abstract, if no label says so */
    struct date day;             /* the first that the entry says */
    struct date front_day;       /* the first that front matter says */
    bool has_link;               /* to a paper that is not at arXiv */
};

/* Makes the record of the entry (fields->entry). Returns false if no link of it leads to
 * arXiv. The probe may have the text of its first lines. */
bool list_fields_read(struct list_fields *fields, const struct list_entry *entry,
                      const struct window *window, struct list_probe *probe, struct date heading);
void list_fields_free(struct list_fields *fields);

#endif
