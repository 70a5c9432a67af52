/* Delivers each record to a callback, as an output would receive it. */
#ifndef REFMILL_JOB_RECORD_CALLBACK_H
#define REFMILL_JOB_RECORD_CALLBACK_H

#include "output/output.h"
#include "refmill.h"

struct record_callback {
    struct writer writer; /* first: a pointer to it is one to the whole */
    struct receiver receiver;
    refmill_see see;
    void *context;
    bool stopped; /* the callback asked to stop */
};

/* An output that delivers to the callback, which outlives it. */
struct output record_callback_output(struct record_callback *callback, refmill_see see,
                                     void *context);

#endif
