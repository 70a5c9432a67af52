/* What is known of a whole document before its first record: the channel that all of it
 * shares, and its oldest and newest time. */
#ifndef REFMILL_JOB_DOCUMENT_HEAD_H
#define REFMILL_JOB_DOCUMENT_HEAD_H

#include "collection/collection.h"
#include "input/input.h"
#include "output/output_head.h"

/* Of inputs whose records are not read yet. `first` is the time of the first record, which
 * counts where no input has one. */
struct output_head document_head_of_inputs(const struct input *inputs, size_t count,
                                           struct moment first);

/* Of the papers of a collection at these places. A time that no paper has is that of the
 * inputs, and so is the channel of an empty collection. */
struct output_head document_head_of_papers(struct collection *collection, const size_t *places,
                                           size_t count, const struct input *inputs,
                                           size_t input_count);

#endif
