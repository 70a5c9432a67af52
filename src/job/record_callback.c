#include "job/record_callback.h"

#include "output/record_access.h"

struct view_of_records {
    struct record_callback *callback;
    struct sink *sink;
    field_set omitted;
    struct made made;
};

static void begin(void *state, struct sink *sink, const struct output_head *head)
{
    struct view_of_records *view = state;

    view->callback = (struct record_callback *)head->writer;
    view->sink = sink;
    view->omitted = head->settings.omitted;
}

static void show(void *state, const struct record *record)
{
    struct view_of_records *view = state;
    struct refmill_record seen = { record, &view->made, view->omitted };

    if (view->sink->why)
        return;
    if (view->callback->see(view->callback->context, &seen) != 0) {
        view->callback->stopped = true;
        sink_stop(view->sink);
    }
    arena_reset(&view->made.texts);
}

static void end(void *state)
{
    struct view_of_records *view = state;
    made_free(&view->made);
}

/* Is never called, since the writer puts no bytes. */
static int refuse(void *context, const char *bytes, size_t count)
{
    (void)context;
    (void)bytes;
    (void)count;
    return 1;
}

struct output record_callback_output(struct record_callback *callback, refmill_see see,
                                     void *context)
{
    *callback = (struct record_callback){
        .writer = { .name = "records",
                    .description = "each record, to a callback",
                    .leads = LANGUAGE_EN,
                    .headless = true,
                    .has_keys = true,
                    .keeps_cut = true,
                    .state_size = sizeof(struct view_of_records),
                    .begin = begin,
                    .record = show,
                    .end = end },
        .receiver = { refuse, NULL },
        .see = see,
        .context = context,
    };
    return (struct output){ .writer = &callback->writer, .receiver = &callback->receiver };
}
