#include "job/document_head.h"

#include "record/word_set.h"

static struct view channel_of_inputs(const struct input *inputs, size_t count)
{
    struct view channel = { 0 };

    for (size_t i = 0; i < count; i++) {
        if (i > 0 && !view_equal(inputs[i].channel, channel))
            return (struct view){ 0 };
        channel = inputs[i].channel;
    }
    return channel;
}

static struct view channel_of_papers(struct collection *collection)
{
    size_t count = collection_count(collection);
    struct view channel = { 0 };

    for (size_t i = 0; i < count; i++) {
        struct view channels = collection_get(collection, i).channels;

        if (i > 0 && !view_equal(channels, channel))
            return (struct view){ 0 };
        channel = word_set_only(channels);
    }
    return channel;
}

static void widen(struct output_head *head, struct moment moment)
{
    if (moment.origin == MOMENT_ABSENT)
        return;
    if (head->newest.origin == MOMENT_ABSENT)
        head->oldest = head->newest = moment;
    if (moment.seconds < head->oldest.seconds)
        head->oldest = moment;
    if (moment.seconds > head->newest.seconds)
        head->newest = moment;
}

struct output_head document_head_of_inputs(const struct input *inputs, size_t count,
                                           struct moment first)
{
    struct output_head head = { .channel = channel_of_inputs(inputs, count) };

    for (size_t i = 0; i < count; i++)
        widen(&head, inputs[i].announced);
    if (head.newest.origin == MOMENT_ABSENT)
        widen(&head, first);
    return head;
}

struct output_head document_head_of_papers(struct collection *collection, const size_t *places,
                                           size_t count, const struct input *inputs,
                                           size_t input_count)
{
    const struct moment none = { 0 };
    struct output_head of_inputs = document_head_of_inputs(inputs, input_count, none), head = { 0 };

    for (size_t i = 0; i < count; i++)
        widen(&head, collection_get(collection, places[i]).updated);
    if (head.newest.origin == MOMENT_ABSENT)
        head = of_inputs;
    head.channel = collection_count(collection) > 0 ? channel_of_papers(collection)
                                                    : of_inputs.channel;
    return head;
}
