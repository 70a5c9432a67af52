/* The names of the outputs in a folder, one an input and a format. */
#ifndef REFMILL_JOB_OUT_DIR_H
#define REFMILL_JOB_OUT_DIR_H

#include "text/memory.h"
#include "input/input_list.h"
#include "output/output.h"
#include "system/diag.h"

struct out_dir {
    const char *path;
    const char *url; /* its address, with a slash at the end; NULL: none is known */
    bool keep_dirs;  /* the inputs' own directories are mirrored below it */
};

/* The outputs of each input, one for each of the formats' writers, in a row. Their names
 * and addresses are in the arena, the array is the caller's to free. NULL, and an error
 * reported, when two inputs would have the same output, or one has no name. */
struct output *out_dir_outputs(const struct out_dir *directory, const struct output *formats,
                               size_t format_count, const struct input_list *inputs,
                               struct arena *arena, struct diag *diag);

/* The name of a file without its last suffix, "2024-03-29-cs.CL" for
 * "2024-03-29-cs.CL.md": the category at the end is not a suffix. */
struct view out_dir_stem(struct view base);

#endif
