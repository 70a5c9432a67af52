/* Writes a list of the feeds of a run in OPML 2.0 (http://opml.org/spec2.opml), from which a feed
 * reader can subscribe to all of them. */
#ifndef REFMILL_OUTPUT_OPML_H
#define REFMILL_OUTPUT_OPML_H

#include "output/output_head.h"
#include "output/sink.h"

struct opml {
    struct outline *outlines;
    size_t count, cap;
    struct moment newest; /* of all feeds; absent if none has a time */
};

/* Adds the feed with that head, written to that path. Copies what it needs. */
void opml_add(struct opml *opml, const char *path, const struct output_head *head);

/* Writes the list to the sink of `path` (NULL: standard output). Feeds without a URL are named
 * relative to its directory. A `title` of NULL means the default. */
void opml_write(const struct opml *opml, struct sink *sink, const char *path, const char *title);

void opml_free(struct opml *opml);

#endif
