/* One output while it is written: a writer, the parcel that it fills, and what
 * the writer is shown of each record. */
#ifndef REFMILL_OUTPUT_OUTPUT_STREAM_H
#define REFMILL_OUTPUT_OUTPUT_STREAM_H

#include "output/delivery.h"
#include "text/hash_table.h"

/* What becomes of abstracts that the digest cut: --cut-abstracts. */
enum cut { CUT_MARK, CUT_KEEP, CUT_DROP };

struct language_choice {
    bool made; /* else each format has its own language */
    enum language language;
};

/* What the options ask of outputs. */
struct output_settings {
    struct language_choice leads;
    struct view key; /* the pattern of citation keys */
    enum cut cut_abstracts;
    struct format_settings format;
    struct feed feed;
};

struct output_stream {
    /* Set by the caller, and outliving the stream. */
    const struct writer *writer;
    const struct output_settings *settings;
    const struct hash_table *taken; /* citation keys that may not be given; or NULL */
    struct feed feed;               /* the settings', with what differs in this output */
    struct parcel *parcel;          /* where it goes */
    const char *path;               /* of the output (output.h) */

    /* Zero before output_stream_begin. */
    struct output_head head;
    void *state;                 /* the writer's; NULL outside begin and end */
    struct hash_table keys;      /* citation keys in use */
    size_t anonymous;            /* records without an author that their keys want */
    struct buffer key, abstract; /* of the record being written */
};

/* As in struct writer. Of the head the caller gives the channel and the times; the rest
 * follows from the settings. */
void output_stream_begin(struct output_stream *stream, const struct output_head *head);
void output_stream_put(struct output_stream *stream, const struct record *record);

/* Also frees all that the stream holds. */
void output_stream_end(struct output_stream *stream);

#endif
