/* Fuzz targets of the readers: any bytes as an input in memory. The size
 * chooses what becomes of faults and which papers are wanted. */
#include <stdlib.h>

#include "check.h"
#include "collection/metadata_join.h"
#include "input/reader_registry.h"
#include "input/reading.h"
#include "record_checks.h"
#include "target.h"
#include "text/utf8.h"

static const struct reader *reader;

static struct window window; /* kept, since its buffer is larger than any input here */

/* ---- Messages ------------------------------------------------------------ */

/* What was reported, and by which reader. */
struct messages {
    const char *reader;
    struct diag diag;
    size_t lines; /* of the input, or SIZE_MAX if it is packed */
};

static void take_message(void *context, enum severity severity, struct place place,
                         const char *text)
{
    const struct messages *messages = context;

    (void)severity;
    check(utf8_find_malformed(view_of(text)) == strlen(text), messages->reader,
          "a message is UTF-8", view_of(text));
    check(place.line <= messages->lines, messages->reader, "a message is about a line",
          view_of(text));
    check((place.line == 0) == (place.column == 0), messages->reader, "a line has a column",
          view_of(text));
}

static size_t count_lines(struct view text)
{
    size_t lines = 1;

    if (decompress_packing(text))
        return SIZE_MAX;
    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n';
    return lines;
}

/* ---- A reading ----------------------------------------------------------- */

/* What comes of an input. */
struct outcome {
    size_t records, size, batches;
    uint64_t hash;
    size_t errors, warnings;
};

static uint64_t mix(uint64_t hash, uint64_t more)
{
    return (hash ^ more) * UINT64_C(0x9E3779B97F4A7C15);
}

static uint64_t hash_of(const struct record *record)
{
    uint64_t hash = mix(record_hash(record), record->source.line);

    hash = mix(hash, record->source.ref);
    hash = mix(hash, record->version);
    hash = mix(hash, (uint64_t)record->announced.seconds);
    for (size_t i = 0; i < record->arxiv_id.len; i++)
        hash = mix(hash, (unsigned char)record->arxiv_id.at[i]);
    return mix(hash, record->author_count);
}

/* Joins to a record with the start of the abstract what is known about its paper. */
static void check_join(const struct record *known)
{
    struct metadata *metadata = metadata_create();
    struct record record = { .arxiv_id = known->arxiv_id,
                             .url = known->url,
                             .doi = known->doi,
                             .abstract_truncated = true };
    struct view cut = known->abstract.in[LANGUAGE_EN];
    struct join join = { .metadata = metadata };
    struct diag silent = { .silent = true, .verbose = true };

    if (cut.len > 0)
        cut.len = utf8_start(cut, cut.len / 2);
    record.abstract.in[LANGUAGE_EN] = view_trim_end(cut);
    record.abstract_truncated = record.abstract.in[LANGUAGE_EN].len > 0;
    metadata_want(metadata, known->arxiv_id);
    check(metadata_add(metadata, known) && metadata_add(metadata, known), reader->name,
          "a wanted paper is kept", known->arxiv_id);
    join_record(&join, &record, (struct place){ 0 }, &silent);
    record_check("join", &record);
    join_free(&join);
    metadata_free(metadata);
}

static void take_batch(struct outcome *outcome, const struct batch *batch, const char *name,
                       bool joins)
{
    check(batch->sound <= batch->count, name, "no more records are sound than there are", VIEW(""));
    for (size_t i = 0; i < batch->count; i++) {
        const struct record *record = &batch->records[i];

        record_check(name, record);
        if (joins && record->arxiv_id.len > 0)
            check_join(record);
        outcome->hash = mix(outcome->hash, hash_of(record));
        outcome->size += record_check_size(record);
    }
    outcome->records += batch->count;
    outcome->batches++;
}

/* Checks what was reported while a batch was read. The window reports what it cannot read: that is
 * not a fault of an entry and, since it reads ahead, may come with an earlier batch. */
static void check_errors(const char *name, enum on_fault on_fault, const struct batch *batch,
                         size_t errors)
{
    size_t own = window.malformed + (window.unreadable != 0) + window.damaged;

    check(on_fault == FAULT_WARNS_ONLY || batch->erred || batch->sound == batch->count, name,
          "without an error all are sound", VIEW(""));
    check(on_fault != FAULT_WARNS_ONLY || errors <= own, name, "faults of metadata are warnings",
          VIEW(""));
    check(!batch->erred || errors + own > 0, name, "a batch that erred has an error", VIEW(""));
    check(batch->erred || errors <= own, name, "a batch with an error has erred", VIEW(""));
}

/* Reads an input by `state`. */
static struct outcome read_by(void *state, const struct input *input, enum on_fault on_fault,
                              const struct wanted *wanted, struct messages *messages)
{
    struct diag *diag = &messages->diag;
    struct outcome outcome = { 0 };
    struct batch batch;
    size_t errors;

    *diag = (struct diag){ .receive = take_message, .context = messages, .verbose = true };
    window_start(&window, input, on_fault, diag);
    window_peek(&window);
    reader->begin(state, &window, wanted);
    errors = diag->errors;
    while (reader->next(state, &batch)) {
        check_errors(reader->name, on_fault, &batch, diag->errors - errors);
        errors = diag->errors;
        take_batch(&outcome, &batch, reader->name, on_fault == FAULT_WARNS_ONLY);
    }
    check(on_fault != FAULT_WARNS_ONLY || diag->errors == (window.unreadable != 0), reader->name,
          "faults of metadata are warnings", input->memory);
    window_report_more(&window);
    outcome.errors = diag->errors;
    outcome.warnings = diag->warnings;
    return outcome;
}

/* Reads an input, or reads it twice by one state: the first reading leaves nothing for the second.
 */
static void read_input(const struct input *input, enum on_fault on_fault,
                       const struct wanted *wanted, bool twice)
{
    struct messages messages = { .reader = reader->name, .lines = count_lines(input->memory) };
    void *state = memory_take(reader->state_size);
    struct outcome first, second;

    memset(state, 0, reader->state_size);
    first = read_by(state, input, on_fault, wanted, &messages);
    second = twice ? read_by(state, input, on_fault, wanted, &messages) : first;
    reader->end(state);
    free(state);
    check(first.records == second.records && first.hash == second.hash, reader->name,
          "a second reading gives the same records", input->memory);
    check(first.errors == second.errors && first.warnings == second.warnings, reader->name,
          "a second reading gives the same messages", input->memory);
    if (messages.lines == SIZE_MAX)
        return;
    check(first.batches <= input->memory.len + 1, reader->name, "a batch takes a byte",
          input->memory);
    check(first.size / 256 <= input->memory.len, reader->name,
          "a record's size is bounded by the input's", input->memory);
}

/* ---- Recognition --------------------------------------------------------- */

/* Every reader judges the input. Returns true if none is surer than this one. */
static bool is_surest(struct view start)
{
    enum sureness sureness, surest = NOT_RECOGNISED;
    const struct reader *other;

    view_take(&start, VIEW("\xEF\xBB\xBF"));
    start = view_trim_start(start);
    for (size_t i = 0; (other = reader_registry_at(i)); i++) {
        sureness = other->recognises(start);
        surest = sureness > surest ? sureness : surest;
    }
    return reader->recognises(start) == surest;
}

/* Lets the content choose the reader. */
static void recognise(const struct input *input, enum on_fault on_fault, struct wanted wanted,
                      enum reading_use use)
{
    struct messages messages = { .reader = "reading", .lines = count_lines(input->memory) };
    struct outcome outcome = { 0 };
    struct reading *reading;
    struct batch batch;

    messages.diag = (struct diag){ .receive = take_message, .context = &messages };
    reading = reading_create(NULL, use, on_fault, wanted, &messages.diag);
    reading_start(reading, input);
    while (reading_next(reading, &batch))
        take_batch(&outcome, &batch, "reading", false);
    check(!reading_is_unknown(reading) || (outcome.records == 0 && messages.diag.errors == 1),
          "reading", "what is not recognised is one error", input->memory);
    check(!reading_is_empty(reading) || (outcome.records == 0 && messages.diag.errors == 0),
          "reading", "nothing is no error", input->memory);
    check(!reading_unreadable(reading) || messages.lines == SIZE_MAX, "reading",
          "memory can be read", input->memory);
    reading_free(reading);
}

/* ---- The target ---------------------------------------------------------- */

static const struct reader *find_reader(void)
{
    const struct reader *found = reader_registry_find(view_of(target_name()));

    check(found != NULL, "read", "there is such a reader", view_of(target_name()));
    return found;
}

/* Papers with an even number. */
static bool is_even(void *context, struct view id)
{
    (void)context;
    return id.len > 0 && (id.at[id.len - 1] - '0') % 2 == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const struct input input = { .name = "input",
                                 .base = VIEW("input"),
                                 .announced = { 1711670400, MOMENT_KNOWN },
                                 .in_memory = true,
                                 .memory = { (const char *)bytes, size } };
    enum on_fault on_fault = (enum on_fault)(size % 3);
    struct wanted wanted = { .has = size / 3 % 4 == 3 ? is_even : NULL,
                             .without_id = size / 3 % 2 == 1 };

    if (!reader)
        reader = find_reader();
    if (size % 4 == 0 && is_surest(input.memory)) /* else it is for the target of another reader */
        recognise(&input, on_fault, wanted, (enum reading_use)(size / 4 % 3));
    else
        read_input(&input, on_fault, &wanted, size % 4 == 1);
    return 0;
}
