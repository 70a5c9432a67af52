/* The names of the outputs in a folder, one an input and a format. */
#ifndef REFMILL_JOB_OUT_DIR_H
#define REFMILL_JOB_OUT_DIR_H

#include "text/memory.h"
#include "input/input_list.h"
#include "cli/options.h"

/* The outputs of each input, options->output_count of them in a row. Their names
 * and addresses are in the arena, the array is the caller's to free. NULL, and an error
 * reported, when two inputs would have the same output, or one has no name. */
struct output *out_dir_outputs(const struct options *options, const struct input_list *inputs,
                               struct arena *arena, struct diag *diag);

/* The name of a file without its last suffix, "2024-03-29-cs.CL" for
 * "2024-03-29-cs.CL.md": the category at the end is no suffix. */
struct view out_dir_stem(struct view base);

#endif
