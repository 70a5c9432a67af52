/* Delivers each record to a callback, as an output would receive it. */
#ifndef REFMILL_JOB_RECORD_CALLBACK_H
#define REFMILL_JOB_RECORD_CALLBACK_H

#include "output/output.h"
#include "refmill.h"

struct record_callback {
    struct writer writer; /* first, so that a pointer to it can be cast back */
    struct receiver receiver;
    refmill_see see;
    void *context;
    bool stopped; /* the callback asked to stop */
};

/* Initialises `callback` and returns an output that delivers to it. `callback` must outlive the
 * output. */
struct output record_callback_output(struct record_callback *callback, refmill_see see,
                                     void *context);

#endif
