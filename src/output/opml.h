/* The feeds that a run wrote, for a reader to subscribe to at once: a list of
 * subscriptions in OPML 2.0 (http://opml.org/spec2.opml). */
#ifndef REFMILL_OUTPUT_OPML_H
#define REFMILL_OUTPUT_OPML_H

#include "output/output_head.h"
#include "output/sink.h"

struct opml {
    struct outline *outlines; /* in this order */
    size_t count, cap;
    struct moment newest; /* of all; absent when none has a time */
};

/* Adds the feed of that head that was written to that path. */
void opml_add(struct opml *opml, const char *path, const struct output_head *head);

/* Writes the list, whose own path (NULL: standard output) is where the way to a
 * feed without an address begins; `title` is NULL without one. */
void opml_write(const struct opml *opml, struct sink *sink, const char *path, const char *title);

void opml_free(struct opml *opml);

#endif
