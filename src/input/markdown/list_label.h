/* The names by which lists call the fields of a paper: columns of tables, labels, texts of links.
 */
#ifndef REFMILL_INPUT_MARKDOWN_LIST_LABEL_H
#define REFMILL_INPUT_MARKDOWN_LIST_LABEL_H

#include "text/text.h"

/* What a part of an entry says. */
enum list_role {
    LABEL_NONE, /* no label */
    LABEL_TITLE,
    LABEL_NAME, /* as a column: a title, or a short name beside a column for papers */
    LABEL_TITLE_TRANSLATION,
    LABEL_AUTHORS,
    LABEL_FIRST_AUTHOR, /* the first of more */
    LABEL_PAPER,        /* a link to the paper, or its id */
    LABEL_CODE,
    LABEL_DATE,
    LABEL_ABSTRACT,
    LABEL_ABSTRACT_TRANSLATION,
    LABEL_SUMMARY,
    LABEL_SUMMARY_TRANSLATION,
    LABEL_CATEGORIES,
    LABEL_COMMENT,
    LABEL_JOURNAL,
    LABEL_DOI,       /* arXiv's, which is a link to the paper, or a publisher's */
    LABEL_OTHER,     /* a label for something that records do not have */
    LABEL_SCORE,     /* as a label: such a name before a number or stars */
    LABEL_DETAILS,   /* a heading or a label over others */
    LABEL_ATTRIBUTE, /* as a column: its cells are labels */
    LABEL_TALK,      /* as a column: who speaks about the paper, and when */
    LABELS
};

/* Returns the role of a name, which may have markup, emoji, blanks and a colon around it, in any
 * case; LABEL_NONE if it is not in the table. */
enum list_role list_label_role(struct view name);

/* The same for the name of a column, which may be of several: "Paper" and 论文 are titles there. */
enum list_role list_label_column(struct view name);

/* The same for a heading, which may have a number, or the name in two languages: "2. 摘要", "摘要
 * (Abstract)". */
enum list_role list_label_heading(struct view heading);

/* The same for the text of a link or a badge, which may be bracketed or consist of several names
 * and words such as "page" and "download": [paper], "PDF 下载", "arXiv 2024". */
enum list_role list_label_link(struct view name);

/* True for a name of several of which one is that of a link to the paper: "Page/arXiv ID". */
bool list_label_names_paper(struct view name);

/* A label at the start of a line, and the text after it. */
struct list_label {
    enum list_role role;
    struct view name, value; /* an empty value: what comes next */
    bool is_known;           /* the name is in the table */
    bool has_colon;
};

/* Takes a label off the start of a line in Markdown: "**Authors**: …", "**Authors:** …", "Authors:
 * …", "**作者** …", "👥 作者：…", "<b>…</b>". Unknown names count as LABEL_OTHER if they are bold or
 * in <summary>, and a colon or the end of the line follows. A name of several that
 * are all known, "DOI/arXiv ID", has the role of one of them. "论文" before text that may be a
 * title counts as LABEL_TITLE. Returns false if there is no label. */
bool list_label_take(struct view line, struct list_label *label);

/* True for a line that begins with a symbol and some name with a colon: "📌 Remark: …". After
 * labelled lines it is one more of them, elsewhere it may be a title. */
bool list_label_is_after_symbol(struct view line);

#endif
