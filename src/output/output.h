/* An output of a run: a format and a destination. */
#ifndef REFMILL_OUTPUT_OUTPUT_H
#define REFMILL_OUTPUT_OUTPUT_H

#include "output/writer.h"

struct output {
    const char *path;            /* NULL: the receiver or, without one, standard output */
    const struct writer *writer; /* NULL: no format; `what` names the content */
    const char *what;            /* "opml" or "makefile", if there is no writer */
    const char *url;             /* of this feed, or NULL for the one of the options */
    const struct receiver *receiver;
};

#endif
