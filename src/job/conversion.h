/* One conversion: reads inputs, collects their records and writes outputs. */
#ifndef REFMILL_JOB_CONVERSION_H
#define REFMILL_JOB_CONVERSION_H

#include "job/run.h"

enum conversion_status {
    CONVERSION_OK,
    CONVERSION_ERRORS,  /* errors in the input; with --keep-going the rest was written */
    CONVERSION_USELESS, /* no input could be understood, and nothing was written */
    CONVERSION_FAILED   /* an input could not be read, or an output could not be written */
};

/* Converts these inputs of the run, or only reads them if run->reads_only. The outputs stay in the
 * run's delivery until it is committed or dropped. */
enum conversion_status conversion_run(struct run *run, struct input *inputs, size_t input_count,
                                      const struct output *outputs, size_t output_count);

/* Tells the conversion of that run that reads, if one does, that a record of that identifier is
 * being read (struct wanted). */
void conversion_expect(void *run, struct view arxiv_id);

#endif
