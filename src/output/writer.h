/* The interface of a format.
 *
 * A format is one constant of type struct writer at the end of one file in
 * formats/: formats/csl-json.c defines writer_csl_json. The Makefile makes the
 * table of formats from the files that are there. */
#ifndef REFMILL_OUTPUT_WRITER_H
#define REFMILL_OUTPUT_WRITER_H

#include "output/output_head.h"
#include "output/sink.h"

struct writer {
    const char *name;        /* as in --to, lower case */
    const char *suffixes[3]; /* of files, with the full stop; NULL ends them */
    const char *description; /* for --list-formats, a few words */
    enum language leads;     /* unless --lang says otherwise */
    bool is_feed;            /* newest first, and records should have a time */
    bool can_archive;        /* a feed that may be in pages */
    bool has_keys;           /* wants record->key */
    bool can_append;         /* behind an output of its own there may be another */
    bool keeps_cut;          /* what the digest cut off gets no ellipsis */
    bool omits_fields;       /* itself, and so has the whole record */
    field_set needs;         /* fields that the format cannot be without */
    size_t state_size;

    /* `begin` comes first, then `record` for each, then `end` exactly once,
     * also after a failure. `state` is state_size bytes, zero before `begin`.
     * Output is put into the sink's buffer (sink_buffer), which is written out
     * after each call; a writer that must refuse calls sink_fail. Nothing of a
     * record may be kept: its text is gone after the call. */
    void (*begin)(void *state, struct sink *sink, const struct output_head *head);
    void (*record)(void *state, const struct record *record);
    void (*end)(void *state);
};

#endif
