#include "convert.h"

#include <stdio.h>
#include <stdlib.h>

#include "collection.h"
#include "input.h"
#include "reader.h"
#include "stream.h"

struct conversion {
    const struct options *options;
    struct diag *diag;
    struct digest_input *inputs;
    struct reader *reader;
    struct stream *streams;
    size_t stream_count;           /* of those opened */
    struct collection *collection; /* NULL when streaming */
    bool begun;                    /* the writers, when streaming */
    bool unreadable;               /* an input, without --keep-going */
    bool guessed;                  /* a digest without a time went to a feed */
    size_t files, records;         /* read */
};

static void report_output(struct conversion *conversion, const struct stream *stream)
{
    diag_error(conversion->diag, (struct place){ .file = stream_name(stream) },
               "cannot be written: %s", stream->sink.why);
}

/* ---- Outputs ----------------------------------------------------------- */

/* No output is an input, and no two outputs are the same. */
static bool check_stream(struct conversion *conversion, const struct stream *stream)
{
    struct place place = { .file = stream_name(stream) };

    for (size_t i = 0; i < conversion->options->input_count; i++) {
        dev_t device;
        ino_t inode;
        if (input_identify(&conversion->inputs[i], &device, &inode) &&
            sink_is_file(&stream->sink, device, inode)) {
            diag_error(conversion->diag, place, "is an input as well as an output");
            return false;
        }
    }
    for (const struct stream *other = conversion->streams; other < stream; other++) {
        if (sink_same_target(&other->sink, &stream->sink)) {
            diag_error(conversion->diag, place, "is asked for twice, as %s and as %s",
                       other->output->writer->name, stream->output->writer->name);
            return false;
        }
    }
    return true;
}

static bool open_streams(struct conversion *conversion)
{
    const struct options *options = conversion->options;

    for (size_t i = 0; i < options->output_count; i++) {
        struct stream *stream = &conversion->streams[conversion->stream_count++];
        if (!stream_open(stream, &options->outputs[i], options)) {
            report_output(conversion, stream);
            return false;
        }
        if (!check_stream(conversion, stream))
            return false;
    }
    return true;
}

/* Closes all outputs, and puts them in their places if all are whole. */
static bool finish_streams(struct conversion *conversion, bool keep)
{
    size_t count = conversion->stream_count;
    struct sink **sinks = memory_resize_array(NULL, count, sizeof *sinks);
    const struct sink *failed = NULL;
    bool whole = true;

    for (size_t i = 0; i < count; i++) {
        struct stream *stream = &conversion->streams[i];
        sinks[i] = &stream->sink;
        if (!sink_close(&stream->sink)) {
            report_output(conversion, stream);
            whole = false;
        }
    }
    if (keep && whole)
        failed = sink_commit_all(sinks, count);
    for (size_t i = 0; failed && i < count; i++) {
        if (sinks[i] == failed)
            report_output(conversion, &conversion->streams[i]);
    }
    free(sinks);
    return whole && !failed;
}

/* ---- Heads ------------------------------------------------------------- */

static struct view shared_channel(const struct conversion *conversion)
{
    struct view channel = conversion->inputs[0].channel;

    for (size_t i = 1; i < conversion->options->input_count; i++) {
        if (!view_equal(conversion->inputs[i].channel, channel))
            return (struct view){ 0 };
    }
    return channel;
}

static struct moment newer(struct moment a, struct moment b)
{
    return b.origin != MOMENT_ABSENT && (a.origin == MOMENT_ABSENT || b.seconds > a.seconds) ? b
                                                                                             : a;
}

/* Before the records are read: by what is known of the inputs, and of the
 * first digest where they have no time. */
static struct head head_of_inputs(const struct conversion *conversion, const struct digest *first)
{
    struct head head = { .channel = shared_channel(conversion) };

    for (size_t i = 0; i < conversion->options->input_count; i++)
        head.newest = newer(head.newest, conversion->inputs[i].announced);
    if (head.newest.origin == MOMENT_ABSENT && first && first->count > 0)
        head.newest = first->records[0].announced;
    return head;
}

static struct head head_of_collection(const struct conversion *conversion)
{
    struct head head = { .channel = shared_channel(conversion) };

    for (size_t i = 0; i < collection_count(conversion->collection); i++)
        head.newest = newer(head.newest, collection_get(conversion->collection, i).updated);
    return head.newest.origin == MOMENT_ABSENT ? head_of_inputs(conversion, NULL) : head;
}

/* ---- Streaming --------------------------------------------------------- */

static void begin_all(struct conversion *conversion, const struct digest *first)
{
    struct head head = head_of_inputs(conversion, first);

    for (size_t i = 0; i < conversion->stream_count && !conversion->begun; i++)
        stream_begin(&conversion->streams[i], &head);
    conversion->begun = true;
}

static void end_all(struct conversion *conversion)
{
    for (size_t i = 0; i < conversion->stream_count; i++)
        stream_end(&conversion->streams[i]);
}

static bool any_failed(const struct conversion *conversion)
{
    for (size_t i = 0; i < conversion->stream_count; i++) {
        if (conversion->streams[i].sink.why)
            return true;
    }
    return false;
}

static void stream_records(struct conversion *conversion, const struct digest *digest, size_t count)
{
    begin_all(conversion, digest);
    for (size_t i = 0; i < count; i++) {
        for (size_t s = 0; s < conversion->stream_count; s++)
            stream_put(&conversion->streams[s], &digest->records[i]);
    }
}

/* ---- Reading ----------------------------------------------------------- */

static bool has_feed(const struct conversion *conversion)
{
    for (size_t i = 0; i < conversion->stream_count; i++) {
        if (conversion->streams[i].output->writer->is_feed)
            return true;
    }
    return false;
}

static void warn_of_guess(struct conversion *conversion, const struct digest_input *input,
                          const struct digest *digest)
{
    if (conversion->guessed || digest->count == 0 ||
        digest->records[0].announced.origin == MOMENT_KNOWN || !has_feed(conversion))
        return;
    conversion->guessed = true;
    diag_warn(
        conversion->diag, (struct place){ .file = input->name },
        digest->records[0].announced.origin == MOMENT_GUESSED
            ? "no date is known; the feed takes the month of the newest id, --date says better"
            : "no date is known, and the feed takes 1970; --date says better");
}

/* What becomes of a digest. False when nothing more should be read. */
static bool take_digest(struct conversion *conversion, const struct digest_input *input,
                        const struct digest *digest)
{
    const struct options *options = conversion->options;
    bool stop = digest->erred && !options->keep_going;

    conversion->records += digest->count;
    if (options->action == CHECK)
        return true;
    warn_of_guess(conversion, input, digest);
    if (!conversion->collection) {
        stream_records(conversion, digest, options->keep_going ? digest->count : digest->sound);
        return !stop && !any_failed(conversion);
    }
    for (size_t i = 0; i < digest->count; i++)
        collection_add(conversion->collection, &digest->records[i]);
    return true;
}

static bool read_input(struct conversion *conversion, struct digest_input *input)
{
    struct digest digest;
    bool go_on = true;

    if (!input_open(input, conversion->diag)) {
        conversion->unreadable = true;
        return true;
    }
    conversion->files++;
    reader_start(conversion->reader, input);
    while (go_on && reader_next(conversion->reader, &digest))
        go_on = take_digest(conversion, input, &digest);
    conversion->unreadable = conversion->unreadable || reader_unreadable(conversion->reader);
    input_close(input);
    return go_on;
}

static int status_of(const struct conversion *conversion)
{
    if (conversion->unreadable && !conversion->options->keep_going)
        return STATUS_FAILED;
    return conversion->diag->errors ? STATUS_ERRORS : STATUS_OK;
}

/* Reads all inputs, so that one run reports all that is wrong with them; in
 * streaming the first error is the end. */
static void read_inputs(struct conversion *conversion)
{
    const struct options *options = conversion->options;
    bool streaming = options->action != CHECK && !conversion->collection;

    for (size_t i = 0; i < options->input_count; i++) {
        if (!read_input(conversion, &conversion->inputs[i]))
            return;
        if (streaming && conversion->diag->errors && !options->keep_going)
            return;
    }
}

static void describe_inputs(struct conversion *conversion)
{
    const struct options *options = conversion->options;

    conversion->inputs =
        memory_resize_array(NULL, options->input_count, sizeof *conversion->inputs);
    for (size_t i = 0; i < options->input_count; i++) {
        conversion->inputs[i] = input_describe(options->inputs[i], options->date, options->epoch);
        conversion->inputs[i].keep_going = options->keep_going;
    }
}

/* ---- The two ways ------------------------------------------------------ */

static void write_collection(struct conversion *conversion)
{
    struct head head = head_of_collection(conversion);
    size_t count = collection_count(conversion->collection);
    size_t *by_date = collection_sort(conversion->collection, SORT_DATE, true);

    for (size_t s = 0; s < conversion->stream_count; s++) {
        struct stream *stream = &conversion->streams[s];

        stream_begin(stream, &head);
        for (size_t i = 0; i < count && !stream->sink.why; i++) {
            size_t place = stream->output->writer->is_feed ? by_date[i] : i;
            struct record record = collection_get(conversion->collection, place);
            stream_put(stream, &record);
        }
        stream_end(stream);
    }
    free(by_date);
}

static int convert_merged(struct conversion *conversion)
{
    int status;

    conversion->collection = collection_create(true);
    read_inputs(conversion);
    status = status_of(conversion);
    if (status == STATUS_OK || (status == STATUS_ERRORS && conversion->options->keep_going)) {
        write_collection(conversion);
        if (!finish_streams(conversion, true))
            status = STATUS_FAILED;
    }
    collection_free(conversion->collection);
    return status;
}

static int convert_streaming(struct conversion *conversion)
{
    int status;

    read_inputs(conversion);
    status = status_of(conversion);
    begin_all(conversion, NULL); /* if no digest has come: a whole, empty output */
    end_all(conversion);
    if (!finish_streams(conversion, status == STATUS_OK || conversion->options->keep_going))
        status = STATUS_FAILED;
    return status;
}

int convert(const struct options *options, struct diag *diag)
{
    struct conversion conversion = { .options = options, .diag = diag };
    int status = STATUS_FAILED;

    describe_inputs(&conversion);
    conversion.reader = reader_create(diag);
    conversion.streams =
        memory_resize_array(NULL, options->output_count, sizeof *conversion.streams);
    if (open_streams(&conversion))
        status = options->no_merge ? convert_streaming(&conversion) : convert_merged(&conversion);
    for (size_t i = 0; i < conversion.stream_count; i++)
        stream_free(&conversion.streams[i]);
    free(conversion.streams);
    reader_free(conversion.reader);
    free(conversion.inputs);
    return status;
}

static void print_count(size_t count, const char *noun, const char *end)
{
    fprintf(stderr, "%zu %s%s%s", count, noun, count == 1 ? "" : "s", end);
}

int convert_check(const struct options *options, struct diag *diag)
{
    struct conversion conversion = { .options = options, .diag = diag };

    describe_inputs(&conversion);
    conversion.reader = reader_create(diag);
    read_inputs(&conversion);
    print_count(conversion.files, "file", ", ");
    print_count(conversion.records, "record", ", ");
    print_count(diag->warnings, "warning", ", ");
    print_count(diag->errors, "error", "\n");
    reader_free(conversion.reader);
    free(conversion.inputs);
    return status_of(&conversion);
}
