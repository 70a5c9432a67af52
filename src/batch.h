/* The names of the outputs in a folder, one an input and a format. */
#ifndef REFMILL_BATCH_H
#define REFMILL_BATCH_H

#include "arena.h"
#include "inputs.h"
#include "options.h"

/* The outputs of each input, options->output_count of them in a row. Their names
 * and addresses are in the arena, the array is the caller's to free. NULL, and an error
 * reported, when two inputs would have the same output, or one has no name. */
struct output *batch_outputs(const struct options *options, const struct inputs *inputs,
                             struct arena *arena, struct diag *diag);

/* The name of a file without its last suffix, "2024-03-29-cs.CL" for
 * "2024-03-29-cs.CL.md": the category at the end is no suffix. */
struct view batch_stem(struct view base);

#endif
