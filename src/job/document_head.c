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
    struct view channel = word_set_only(collection_get(collection, 0).channels);

    for (size_t i = 1; i < collection_count(collection) && channel.len > 0; i++) {
        if (!view_equal(collection_get(collection, i).channels, channel))
            channel.len = 0;
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

/* `counts` has the number of records for each language of translation. */
static void choose_translation(struct output_head *head, const size_t counts[TRANSLATION_KO + 1])
{
    for (int i = TRANSLATION_ZH; i <= TRANSLATION_KO; i++) {
        if (counts[i] == 0)
            continue;
        head->other_translations = head->translation != TRANSLATION_ABSENT;
        if (!head->translation || counts[i] > counts[head->translation])
            head->translation = (enum translation)i;
    }
}

void document_head_leave_out(struct left_out *left_out, const struct record *record)
{
    if (left_out->translation == TRANSLATION_ABSENT)
        left_out->translation = record_translation(record);
    if (left_out->newest.origin == MOMENT_ABSENT ||
        record->announced.seconds > left_out->newest.seconds)
        left_out->newest = record->announced;
}

struct output_head document_head_of_inputs(const struct input *inputs, size_t count,
                                           const struct record *first,
                                           const struct left_out *left_out)
{
    struct output_head head = { .channel = channel_of_inputs(inputs, count) };

    head.translation = first ? record_translation(first) : left_out->translation;
    for (size_t i = 0; i < count; i++)
        widen(&head, inputs[i].announced);
    if (head.newest.origin == MOMENT_ABSENT && first)
        widen(&head, first->announced);
    return head;
}

struct output_head document_head_of_papers(struct collection *collection, const size_t *places,
                                           size_t count, const struct input *inputs,
                                           size_t input_count, const struct left_out *left_out)
{
    struct output_head of_inputs = document_head_of_inputs(inputs, input_count, NULL, left_out);
    struct output_head head = { 0 };
    size_t translations[TRANSLATION_KO + 1] = { 0 };

    for (size_t i = 0; i < count; i++) {
        struct record record = collection_get(collection, places[i]);

        widen(&head, record.updated);
        translations[record_translation(&record)]++;
    }
    if (count == 0)
        widen(&head, left_out->newest);
    if (head.newest.origin == MOMENT_ABSENT)
        head = of_inputs;
    head.translation = count == 0 ? left_out->translation : TRANSLATION_ABSENT;
    choose_translation(&head, translations);
    head.channel = collection_count(collection) > 0 ? channel_of_papers(collection)
                                                    : of_inputs.channel;
    return head;
}

struct day_count *document_head_count_days(struct collection *collection, const size_t *places,
                                           size_t count, size_t *day_count)
{
    struct day_count *days = NULL, *day = NULL;
    size_t cap = 0;
    struct view group = { 0 };

    for (size_t i = 0; i < count; i++) {
        struct record record = collection_get(collection, places[i]);
        struct date date = date_of(record.updated);
        struct view here = record_group(&record);

        if (!day || !date_equal(date, day->date)) {
            days = memory_grow_array(days, *day_count, &cap, sizeof *days);
            day = &days[(*day_count)++];
            *day = (struct day_count){ .date = date };
        }
        day->groups += day->papers == 0 || !view_equal(here, group);
        day->papers++;
        group = here;
    }
    return days;
}
