/* One conversion: inputs -> records -> collection -> outputs. */
#ifndef REFMILL_JOB_CONVERSION_H
#define REFMILL_JOB_CONVERSION_H

#include "job/run.h"

enum conversion_status {
    CONVERSION_OK,
    CONVERSION_ERRORS,  /* in the input; with --keep-going the rest was written */
    CONVERSION_USELESS, /* no input could be read as one, and nothing was written */
    CONVERSION_FAILED   /* an input could not be read, or an output not be written */
};

/* Converts these inputs of the run to the outputs, which stay in the run's delivery, to
 * be put in their places or dropped; or only reads them (run->reads_only). */
enum conversion_status conversion_run(struct run *run, struct input *inputs, size_t input_count,
                                      const struct output *outputs, size_t output_count);

#endif
