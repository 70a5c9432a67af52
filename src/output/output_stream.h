/* Writes one output: makes citation keys, leaves out fields, and gives each record to the writer,
 * which writes it into a parcel. */
#ifndef REFMILL_OUTPUT_OUTPUT_STREAM_H
#define REFMILL_OUTPUT_OUTPUT_STREAM_H

#include "output/delivery.h"
#include "text/hash_table.h"

/* How to show abstracts that the digest cut (--cut-abstracts). */
enum cut { CUT_MARK, CUT_KEEP, CUT_DROP };

struct language_choice {
    bool made; /* false: the default of each format */
    enum language language;
};

/* Options for all outputs. */
struct output_settings {
    struct language_choice leads;
    struct view key; /* the pattern of citation keys */
    enum cut cut_abstracts;
    struct format_settings format;
    struct feed feed;
};

struct output_stream {
    /* Set by the caller; pointers must outlive the stream. */
    const struct writer *writer;
    const struct output_settings *settings;
    const struct hash_table *taken; /* citation keys not to be used, or NULL */
    struct feed feed;               /* as in the settings, adapted to this output */
    struct parcel *parcel;          /* receives the output */
    const char *path;               /* as in struct output */

    /* Zero before output_stream_begin. */
    struct output_head head;
    void *state;                 /* the writer's; NULL before begin and after end */
    struct hash_table keys;      /* citation keys in use */
    size_t records;              /* those put so far */
    size_t keyless;              /* records that lack a field of --key */
    size_t untitled;             /* records with an arXiv id, but no title in either language */
    struct buffer key, abstract; /* of the record being written */
};

/* Call these in the order of the functions in struct writer. Of `head` the caller sets the
 * channel, the times and the translation; the rest follows from the settings. */
void output_stream_begin(struct output_stream *stream, const struct output_head *head);
void output_stream_put(struct output_stream *stream, const struct record *record);

/* Prepares for a record of that identifier, which is yet to be put (citation_key_expect). */
void output_stream_expect(struct output_stream *stream, struct view arxiv_id);

/* Also frees everything that the stream owns. */
void output_stream_end(struct output_stream *stream);

#endif
