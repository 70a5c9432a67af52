#include "input/reading.h"

#include <stdlib.h>

#include "input/reader_registry.h"
#include "input/unknown_input.h"

/* A reader that has been used, and its state. */
struct started {
    const struct reader *reader;
    void *state;
};

struct reading {
    struct window window;
    const struct reader *reader; /* of all inputs, or NULL */
    enum reading_use use;
    enum on_fault on_fault;
    struct wanted wanted;
    struct diag *diag;
    struct started *started;
    size_t count, cap;
    const struct started *present; /* of the current input; NULL if nothing is to be read */
    bool empty, unknown;
};

struct reading *reading_create(const struct reader *reader, enum reading_use use,
                               enum on_fault on_fault, struct wanted wanted, struct diag *diag)
{
    struct reading *reading = memory_resize(NULL, sizeof *reading);

    *reading = (struct reading){
        .reader = reader, .use = use, .on_fault = on_fault, .wanted = wanted, .diag = diag
    };
    return reading;
}

void reading_free(struct reading *reading)
{
    for (size_t i = 0; i < reading->count; i++) {
        reading->started[i].reader->end(reading->started[i].state);
        free(reading->started[i].state);
    }
    free(reading->started);
    window_free(&reading->window);
    free(reading);
}

/* Returns the reader that is surest of an input that begins with these bytes, or NULL. Of two that
 * are equally sure, it is the one that gives whole records, unless ids are enough. */
static const struct reader *recognise(struct view start, enum reading_use use,
                                      enum sureness *surest)
{
    const struct reader *reader, *found = NULL;

    *surest = NOT_RECOGNISED;
    for (size_t i = 0; *surest < RECOGNISED_SURELY && (reader = reader_registry_at(i)); i++) {
        enum sureness sureness = reader->recognises(start);

        if (sureness > *surest || (found && sureness == *surest && found->gives_ids &&
                                   !reader->gives_ids && use != READ_TO_EXCLUDE)) {
            *surest = sureness;
            found = reader;
        }
    }
    return found;
}

static const struct started *start_reader(struct reading *reading, const struct reader *reader)
{
    struct started *started;

    for (size_t i = 0; i < reading->count; i++) {
        if (reading->started[i].reader == reader)
            return &reading->started[i];
    }
    reading->started = memory_grow_array(reading->started, reading->count, &reading->cap,
                                         sizeof *reading->started);
    started = &reading->started[reading->count++];
    *started = (struct started){ reader, memory_take(reader->state_size) };
    memset(started->state, 0, reader->state_size);
    return started;
}

static void begin_reader(struct reading *reading, const struct reader *reader, bool is_named)
{
    reading->wanted.is_list = is_named;
    reading->present = start_reader(reading, reader);
    reader->begin(reading->present->state, &reading->window, &reading->wanted);
}

/* Lets the content choose the reader. Only for --exclude may that be one with gives_ids. If an
 * error was `reported`, such as that packed data is damaged, reports no other. */
static void choose_reader(struct reading *reading, struct view start, bool reported)
{
    enum sureness sureness;
    const struct reader *reader = recognise(start, reading->use, &sureness);
    bool ids_only = reader && reader->gives_ids && reading->use != READ_TO_EXCLUDE;
    bool is_other = unknown_input_is_certain(start);

    if (reader && !ids_only && !is_other) {
        begin_reader(reading, reader, false);
        return;
    }
    reading->unknown = true;
    if (!reported)
        unknown_input_report(reading->window.input->name, start,
                             reader && sureness > RECOGNISED_MAYBE, reading->use == READ_TO_JOIN,
                             reading->diag);
}

/* Warns if --from names a reader of identifiers for an input that has whole records. */
static void warn_of_loss(const struct reading *reading, struct view start)
{
    enum sureness sureness;
    const struct reader *other;

    if (!reading->reader->gives_ids)
        return;
    other = recognise(start, reading->use, &sureness);
    if (sureness == RECOGNISED_SURELY && !other->gives_ids)
        diag_warn(reading->diag, (struct place){ .file = reading->window.input->name },
                  "is read for its arXiv ids alone, as --from %s says; --from %s reads all of it",
                  reading->reader->name, other->name);
}

void reading_start(struct reading *reading, const struct input *input)
{
    struct window *window = &reading->window;
    size_t errors = reading->diag->errors;
    struct view start;

    window_start(window, input, reading->on_fault, reading->diag);
    reading->present = NULL;
    reading->empty = reading->unknown = false;
    start = window_peek(window);
    view_take(&start, VIEW("\xEF\xBB\xBF"));
    start = view_trim_start(start);
    if (start.len == 0 && window->ended) {
        reading->empty = !window->unreadable && reading->diag->errors == errors;
        if (reading->empty && !input->may_be_empty && !window->damaged)
            diag_warn(reading->diag, (struct place){ .file = input->name }, "is empty");
        return;
    }
    if (input->reader) {
        begin_reader(reading, input->reader, true);
    } else if (reading->reader && reading->reader->gives_ids && unknown_input_is_certain(start)) {
        choose_reader(reading, start, false);
    } else if (reading->reader) {
        warn_of_loss(reading, start);
        begin_reader(reading, reading->reader, true);
    } else if (!window->unreadable) {
        choose_reader(reading, start, reading->diag->errors > errors);
    }
}

bool reading_next(struct reading *reading, struct batch *batch)
{
    if (!reading->present)
        return false;
    if (reading->present->reader->next(reading->present->state, batch))
        return true;
    reading->present = NULL;
    window_report_more(&reading->window);
    return false;
}

bool reading_is_empty(const struct reading *reading)
{
    return reading->empty;
}

int reading_unreadable(const struct reading *reading)
{
    return reading->window.unreadable;
}

bool reading_is_unknown(const struct reading *reading)
{
    return reading->unknown;
}

bool reading_is_bilingual(const struct reading *reading)
{
    return reading->present && reading->present->reader->is_bilingual;
}

bool reading_gives_ids(const struct reading *reading)
{
    return reading->present && reading->present->reader->gives_ids;
}
