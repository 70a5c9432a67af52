/* An output of a run: a format, and where it goes. */
#ifndef REFMILL_OUTPUTS_H
#define REFMILL_OUTPUTS_H

#include "writer.h"

struct output {
    const char *path; /* NULL: to the receiver, and without one standard output */
    const struct writer *writer;
    const struct receiver *receiver;
};

#endif
