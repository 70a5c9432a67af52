/* One arXiv id a line, for those who fetch metadata by other means. */
#include "output/writer.h"

struct ids {
    struct sink *sink;
};

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct ids *ids = state;
    (void)head;
    ids->sink = sink;
}

static void put_record(void *state, const struct record *record)
{
    struct ids *ids = state;

    if (record->arxiv_id.len == 0)
        return;
    sink_put(ids->sink, record->arxiv_id);
    sink_put(ids->sink, VIEW("\n"));
}

static void end(void *state)
{
    (void)state;
}

const struct writer writer_ids = {
    .name = "ids",
    .suffixes = { ".ids" },
    .description = "arXiv ids, one a line",
    .leads = LANGUAGE_EN,
    .can_append = true,
    .needs = FIELD_BIT(FIELD_ARXIV_ID),
    .state_size = sizeof(struct ids),
    .begin = begin,
    .record = put_record,
    .end = end,
};
