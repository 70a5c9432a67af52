/* Somebody who sees each record as outputs would write it. */
#ifndef REFMILL_OBSERVER_H
#define REFMILL_OBSERVER_H

#include "outputs.h"
#include "refmill.h"

struct observer {
    struct writer writer; /* first, so that a writer tells its observer */
    struct receiver receiver;
    refmill_see see;
    void *context;
    bool stopped; /* the run, at his wish */
};

/* An output to the observer, who outlives it. */
struct output observer_output(struct observer *observer, refmill_see see, void *context);

#endif
