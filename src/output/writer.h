/* The interface of a format, which is a constant of type struct writer at the end of one file in
 * formats/: formats/csl-json.c defines writer_csl_json. The Makefile generates the table of
 * formats from these files. */
#ifndef REFMILL_OUTPUT_WRITER_H
#define REFMILL_OUTPUT_WRITER_H

#include "output/output_head.h"
#include "output/sink.h"

struct writer {
    const char *name;        /* for --to, in lower case */
    const char *suffixes[3]; /* with their full stop; at most two, then NULL */
    const char *description; /* a few words, for --list-formats */
    enum language leads;     /* the default of --lang */
    bool is_feed;            /* newest first; refmill warns of records without a date */
    const char *media_type;  /* of a feed that pages tell of (RFC 6838), or NULL */
    bool can_archive;        /* a feed that supports archive pages */
    bool by_day;             /* newest day first, and the head tells the days */
    bool has_keys;           /* needs record->key */
    bool can_append;         /* may be appended to a file of the same format */
    bool keeps_cut;          /* does not mark abstracts that the digest cut */
    bool ids_only;           /* shows arXiv ids and nothing else */
    bool headless;           /* English leads, and it uses no times or channel of the head */
    bool has_hashes;         /* shows the hashes of fillings */
    bool omits_fields;       /* omits fields itself, and so receives the whole record */
    field_set needs;         /* fields that cannot be left out */
    size_t state_size;       /* in bytes */

    /* Calls come in this order: `begin`, `record` for each record, `end` exactly once, even after
     * a failure. `state` has state_size bytes, zero before `begin`. Put output into
     * sink_buffer(sink), which may be written out after each call; report failure with sink_fail.
     * Do not keep pointers into a record: its text is valid only during the call. */
    void (*begin)(void *state, struct sink *sink, const struct output_head *head);
    void (*record)(void *state, const struct record *record);
    void (*end)(void *state);
};

#endif
