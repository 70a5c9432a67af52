/* An output on its way: a writer, the sink that it writes to, and what it is
 * shown of each record. */
#ifndef REFMILL_JOB_OUTPUT_STREAM_H
#define REFMILL_JOB_OUTPUT_STREAM_H

#include "text/hash_table.h"
#include "cli/options.h"
#include "output/sink.h"

/* All zero but for the first seven, which are the caller's and outlive it. */
struct output_stream {
    const struct writer *writer;
    const struct options *options;
    const struct hash_table *taken; /* citation keys that may not be given; or NULL */
    struct feed feed;               /* what it says of itself, if it is one */
    struct sink *sink;
    const char *path; /* NULL: standard output */
    bool behind_line; /* the output goes on in a line that has no end yet */

    struct output_head head;
    void *state;                 /* the writer's; NULL outside begin and end */
    struct hash_table keys;      /* citation keys in use */
    size_t anonymous;            /* records without an author that their keys want */
    struct buffer key, abstract; /* of the record being written */
};

/* As struct writer has them. The head's channel and newest time are given; the
 * rest of it goes by the options. */
void output_stream_begin(struct output_stream *stream, const struct output_head *head);
void output_stream_put(struct output_stream *stream, const struct record *record);

/* Also frees all that the stream holds. */
void output_stream_end(struct output_stream *stream);

#endif
