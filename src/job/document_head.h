/* Determines the head of an output: the channel that all its records share, its oldest and newest
 * time, and whether it has translations. */
#ifndef REFMILL_JOB_DOCUMENT_HEAD_H
#define REFMILL_JOB_DOCUMENT_HEAD_H

#include "collection/collection.h"
#include "input/input.h"
#include "output/output_head.h"

/* The language and the time of an output without papers, by the inputs and by the announcements
 * that were left out. */
struct left_out {
    enum translation translation;
    struct moment newest; /* of these announcements */
};

/* Adds an announcement that is left out. */
void document_head_leave_out(struct left_out *left_out, const struct record *record);

/* Returns the head for inputs of which only the first record has been read: `first`, or NULL if
 * there is none. The time of `first` is used if no input has one. */
struct output_head document_head_of_inputs(const struct input *inputs, size_t count,
                                           const struct record *first,
                                           const struct left_out *left_out);

/* Returns the head for the papers at the indexes `places`. The channel is that of the whole
 * collection or, if that has no papers, of the inputs. The inputs' times are used if no paper has
 * one; without papers, first the time of what was left out. */
struct output_head document_head_of_papers(struct collection *collection, const size_t *places,
                                           size_t count, const struct input *inputs,
                                           size_t input_count, const struct left_out *left_out);

/* Returns the days of papers that are ordered by SORT_DAY, in that order, and sets *day_count. The
 * caller frees them. */
struct day_count *document_head_count_days(struct collection *collection, const size_t *places,
                                           size_t count, size_t *day_count);

#endif
