/* The head of an output: what is known of it before its first record, and what a
 * feed then says of itself. */
#ifndef REFMILL_OUTPUT_OUTPUT_HEAD_H
#define REFMILL_OUTPUT_OUTPUT_HEAD_H

#include "record/fields.h"

/* What options ask of the formats that they concern. */
struct format_settings {
    field_set omitted;      /* fields (fields.h) that are left out */
    bool ascii;             /* BibTeX: accents and symbols as TeX */
    bool excel;             /* CSV: as spreadsheets need it */
    bool translation_lines; /* RIS, CSL-JSON: titleTranslation, abstractTranslation */
};

/* What a feed says of itself; a page has the title and the home. Text is UTF-8
 * without control characters, links are absolute http(s) URLs, and NULL asks for
 * the default. */
struct feed {
    const char *title; /* "arXiv" and the channel */
    const char *home;  /* the page that it belongs to: the channel's on arXiv */
    const char *url;   /* where this very document is published; not said */
    const char *id;    /* an absolute IRI: the home */
    bool id_version;   /* each version of a paper is an entry of its own */

    /* Archived feeds (RFC 5005, section 4). A document with a month
     * ("2024-03") is an archive page: it has a url, which is its id too, and
     * the url of the feed that is current. */
    struct view month;
    const char *prev_archive, *next_archive; /* the pages before and after; none */
    const char *current;
};

/* What is known of the whole before the first record; valid until `end`. */
struct output_head {
    const struct writer *writer; /* the format itself, which may be part of something */
    enum language leads;         /* the language that leads */
    struct format_settings settings;
    struct feed feed;
    struct view channel; /* the list that all inputs share; empty: none */
    /* The oldest and the newest `updated` of all records; in streaming the times of the
     * inputs. Absent when nothing has a time. */
    struct moment oldest, newest;
};

/* Whether the output is an archive page of a feed. */
bool output_head_is_page(const struct output_head *head);

/* The feed's title as the option says, else "arXiv cs.CL", or "arXiv" when the
 * inputs share no channel; a page's month is behind it. */
void output_head_put_title(struct buffer *out, const struct output_head *head);

/* The page that the feed belongs to as the option says, else the list's on
 * arXiv, or arXiv's. */
void output_head_put_home(struct buffer *out, const struct output_head *head);

/* The language that leads as RSS names it (2.0.11, language). */
struct view output_head_rss_language(const struct output_head *head);

#endif
