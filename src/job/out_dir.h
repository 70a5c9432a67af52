/* Names the outputs in --out-dir: one for each input and format. */
#ifndef REFMILL_JOB_OUT_DIR_H
#define REFMILL_JOB_OUT_DIR_H

#include "text/memory.h"
#include "input/input_list.h"
#include "output/output.h"
#include "system/diag.h"

struct out_dir {
    const char *path;
    const char *url; /* its address, ending in a slash; NULL: not known */
    bool keep_dirs;  /* mirror the directories of the inputs in it */
};

/* Returns the outputs: for each input in turn, one for each format. The caller frees the array;
 * names and addresses are in the arena. Returns NULL, and reports an error, if two inputs would
 * have the same output, or if an input has no name. */
struct output *out_dir_outputs(const struct out_dir *directory, const struct output *formats,
                               size_t format_count, const struct input_list *inputs,
                               struct arena *arena, struct diag *diag);

#endif
