/* The interface of a format.
 *
 * A format is one constant of type struct writer at the end of one file in
 * formats/: formats/csl-json.c defines writer_csl_json. The Makefile makes the
 * table of formats from the files that are there. */
#ifndef REFMILL_WRITER_H
#define REFMILL_WRITER_H

#include "fields.h"
#include "sink.h"

/* What options ask of the formats that they concern. */
struct dress {
    field_set omitted;      /* fields (fields.h) that are left out */
    bool ascii;             /* BibTeX: accents and symbols as TeX */
    bool excel;             /* CSV: as spreadsheets need it */
    bool translation_lines; /* RIS, CSL-JSON: titleTranslation, abstractTranslation */
};

/* What a feed says of itself. Text is UTF-8 without control characters, links
 * are absolute http(s) URLs, and NULL asks for the default. */
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
struct head {
    const struct writer *writer; /* the format itself, which may be part of something */
    enum language leads;         /* the language that leads */
    struct dress dress;
    struct feed feed;
    struct view channel; /* the list that all inputs share; empty: none */
    /* The newest `updated` of all records; in streaming the newest time of the
     * inputs. Absent when nothing has a time. */
    struct moment newest;
};

struct writer {
    const char *name;        /* as in --to, lower case */
    const char *suffixes[3]; /* of files, with the full stop; NULL ends them */
    const char *description; /* for --list-formats, a few words */
    enum language leads;     /* unless --lang says otherwise */
    bool is_feed;            /* newest first, and records should have a time */
    bool can_archive;        /* a feed that may be in pages */
    bool has_keys;           /* wants record->key */
    bool can_append;         /* behind an output of its own there may be another */
    bool is_raw;             /* shows the record as it is read, and omits fields itself */
    field_set needs;         /* fields that the format cannot be without */
    size_t state_size;

    /* Loads a library that only runs with this format are to pay for; NULL when there
     * is none. It comes before any output is opened, since the loader may end the
     * program for want of memory. False without the library, with the reason in *why. */
    bool (*load)(const char **why);

    /* `begin` comes first, then `record` for each, then `end` exactly once,
     * also after a failure. `state` is state_size bytes, zero before `begin`.
     * Output goes to the sink, which swallows everything after a failure; a
     * writer that must refuse calls sink_fail. Nothing of a record may be
     * kept: its text is gone after the call. */
    void (*begin)(void *state, struct sink *sink, const struct head *head);
    void (*record)(void *state, const struct record *record);
    void (*end)(void *state);
};

#endif
