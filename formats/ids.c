/* One arXiv id per line, to fetch metadata by other means. */
#include "output/writer.h"

struct ids {
    struct buffer *out;
};

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct ids *ids = state;
    (void)head;
    ids->out = sink_buffer(sink);
}

static void put_record(void *state, const struct record *record)
{
    struct ids *ids = state;

    if (record->arxiv_id.len == 0)
        return;
    buffer_put(ids->out, record->arxiv_id);
    buffer_put_byte(ids->out, '\n');
}

static void end(void *state)
{
    (void)state;
}

const struct writer writer_ids = {
    .name = "ids",
    .suffixes = { ".ids" },
    .description = "arXiv ids, one per line",
    .leads = LANGUAGE_EN,
    .headless = true,
    .ids_only = true,
    .can_append = true,
    .needs = FIELD_BIT(FIELD_ARXIV_ID),
    .state_size = sizeof(struct ids),
    .begin = begin,
    .record = put_record,
    .end = end,
};
