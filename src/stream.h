/* An output on its way: a writer, the sink that it writes to, and what it is
 * shown of each record. */
#ifndef REFMILL_STREAM_H
#define REFMILL_STREAM_H

#include "keyset.h"
#include "options.h"
#include "sink.h"

struct stream {
    const struct output *output;
    const struct options *options;
    struct sink sink;
    struct head head;
    void *state;                 /* the writer's; NULL outside begin and end */
    struct keyset keys;          /* citation keys in use */
    struct buffer key, abstract; /* of the record being written */
};

/* Opens the output; false when it cannot be written, with the reason in
 * stream->sink.why. Options outlive the stream. */
bool stream_open(struct stream *stream, const struct output *output, const struct options *options);

/* The output's name for messages. */
const char *stream_name(const struct stream *stream);

/* As struct writer has them. The head's channel and newest time are given; the
 * rest of it goes by the options. */
void stream_begin(struct stream *stream, const struct head *head);
void stream_put(struct stream *stream, const struct record *record);
void stream_end(struct stream *stream);

/* Discards what was not committed, and frees all that the stream holds. */
void stream_free(struct stream *stream);

#endif
