/* An output of a run: a format, and where it goes. */
#ifndef REFMILL_OUTPUT_OUTPUT_H
#define REFMILL_OUTPUT_OUTPUT_H

#include "output/writer.h"

struct output {
    const char *path;            /* NULL: to the receiver, and without one standard output */
    const struct writer *writer; /* NULL: no format's, and: */
    const char *what;            /* it is, for messages */
    const char *url;             /* of a feed that has an address of its own; else NULL */
    const struct receiver *receiver;
};

#endif
