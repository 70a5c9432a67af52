/* The head of an output: the properties of the whole that are known before its first record. */
#ifndef REFMILL_OUTPUT_OUTPUT_HEAD_H
#define REFMILL_OUTPUT_OUTPUT_HEAD_H

#include "record/fields.h"

/* How Markdown lays out the papers (--markdown). */
enum markdown_layout { MARKDOWN_TABLE, MARKDOWN_SECTIONS };

/* What keeps its capitals in titles in BibTeX, by braces (--braces). */
enum braces { BRACES_NAMES, BRACES_TITLE, BRACES_NONE };

/* How to write formulas (--math): pages have MathML by default, feeds TeX. */
enum formulas { FORMULAS_DEFAULT, FORMULAS_TEX, FORMULAS_MATHML };

/* Options that only some formats use. */
struct format_settings {
    field_set omitted; /* fields (fields.h) to leave out */
    enum braces braces;
    bool ascii;           /* BibTeX: nothing but ASCII */
    bool no_howpublished; /* BibTeX: without the field howpublished */
    bool pdf_links;       /* BibTeX, RIS: the PDF as an attached link */
    bool excel;           /* CSV: a byte order mark, and no formulas */
    enum markdown_layout markdown;
    enum formulas formulas;
    bool translation_lines; /* RIS, CSL-JSON: titleTranslation, abstractTranslation */
};

struct feed_link {
    const char *url, *media_type;
};

/* A page with the papers of a month. */
struct archive_link {
    const char *month, *path; /* "2024-03", relative and not percent-encoded */
    size_t papers;
};

/* The properties of a feed, of which an HTML page uses title and home. Text is UTF-8 without
 * control characters, links are absolute http(s) URLs, and NULL means the default. */
struct feed {
    const char *title; /* default: "arXiv" and the channel */
    const char *home;  /* the web page it belongs to; default: the channel's page on arXiv */
    const char *url;   /* of this document; left out by default */
    const char *id;    /* an absolute IRI; default: the URL, or else the home */
    const char *author, *description; /* defaults: feed_author, feed_description */
    bool id_version;                  /* each version of a paper is an entry of its own */

    /* Archived feeds (RFC 5005, section 4). A document with a month ("2024-03") is an archive
     * page, and must have `current` and `url`, which is also its id. */
    struct view month;
    const char *prev_archive, *next_archive; /* URLs of the older and the newer page; or NULL */
    const char *current;                     /* the URL of the current feed */

    /* Feeds of the same run, for a page to tell of. */
    const struct feed_link *feeds;
    size_t feed_count;

    /* The pages of an archived page (--page-archive), newest first, to which all of them link. */
    const struct archive_link *archive;
    size_t archive_count;
};

/* The papers of a day in an output that is ordered by days. */
struct day_count {
    struct date date; /* absent: of papers whose day is not known, which come last */
    size_t papers, groups;
};

/* Valid until the writer's `end` returns. */
struct output_head {
    const struct writer *writer; /* may be the first member of a larger struct */
    enum language leads;         /* the language that comes first */
    struct format_settings settings;
    struct feed feed;
    /* The channel that all records share, else empty; and their oldest and newest `updated`, absent
     * if nothing has a time. If records are written as they are read, those of the inputs. */
    struct view channel;
    struct moment oldest, newest;
    /* The language of most translations, Chinese if there is no record; and whether there are
     * others. If records are written as they are read, only the first counts. */
    enum translation translation;
    bool other_translations;

    /* For a writer that is by_day. If records are written as they are read, they may be of any day,
     * and nothing is counted. */
    bool by_day;  /* each paper comes after those of newer days; or as it was read */
    bool counted; /* the two members below are known */
    size_t papers;
    const struct day_count *days; /* unless the order is another */
    size_t day_count;
};

/* True for an archive page of a feed. */
bool output_head_is_page(const struct output_head *head);

/* Puts the title: the option's, else "arXiv cs.CL", or "arXiv" without a channel. An archive page
 * adds its month, unless only the name is asked for. */
void output_head_put_name(struct buffer *out, const struct output_head *head);
void output_head_put_title(struct buffer *out, const struct output_head *head);

/* Puts the URL of the home: the option's, else the channel's page on arXiv, or arXiv's. */
void output_head_put_home(struct buffer *out, const struct output_head *head);

#endif
