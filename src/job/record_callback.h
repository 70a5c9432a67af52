/* Somebody who sees each record as outputs would write it. */
#ifndef REFMILL_JOB_RECORD_CALLBACK_H
#define REFMILL_JOB_RECORD_CALLBACK_H

#include "output/output.h"
#include "refmill.h"

struct record_callback {
    struct writer writer; /* first, so that a writer tells its observer */
    struct receiver receiver;
    refmill_see see;
    void *context;
    bool stopped; /* the run, at his wish */
};

/* An output to the observer, who outlives it. */
struct output record_callback_output(struct record_callback *observer, refmill_see see,
                                     void *context);

#endif
