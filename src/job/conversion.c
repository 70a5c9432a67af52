#include "job/conversion.h"

#include <stdlib.h>
#include <string.h>

#include "collection/collection.h"
#include "input/input.h"
#include "job/admission.h"
#include "job/document_head.h"
#include "job/feed_archive.h"
#include "output/output_stream.h"

struct conversion {
    struct run *run;
    struct input *inputs;
    size_t input_count;
    struct output_stream *streams;
    size_t stream_count;           /* of those opened */
    struct collection *collection; /* NULL: records go to the streams as they come */
    bool begun;                    /* those streams are */
    size_t put;                    /* records, into those streams */
    bool understood;               /* an input */
    bool unreadable;               /* an input, without --keep-going */
    size_t errors;                 /* before */
};

/* ---- Outputs ----------------------------------------------------------- */

static bool open_stream(struct conversion *conversion, struct output_stream *stream,
                        const struct output *output)
{
    struct run *run = conversion->run;
    const struct output_settings *settings = &run->options->settings;

    *stream = (struct output_stream){
        .writer = output->writer,
        .settings = settings,
        .taken = run->exclusion ? exclusion_keys(run->exclusion) : NULL,
        .feed = settings->feed,
        .parcel = delivery_open(&run->delivery, output, run->options->out_dir != NULL),
        .path = output->path,
    };
    if (output->url)
        stream->feed.url = output->url;
    return stream->parcel != NULL;
}

static bool open_streams(struct conversion *conversion, const struct output *outputs, size_t count)
{
    conversion->streams = memory_resize_array(NULL, count, sizeof *conversion->streams);
    for (size_t i = 0; i < count; i++) {
        if (!open_stream(conversion, &conversion->streams[i], &outputs[i]))
            return false;
        conversion->stream_count++;
    }
    return true;
}

static bool close_streams(struct conversion *conversion)
{
    bool whole = true;

    for (size_t i = 0; i < conversion->stream_count; i++)
        whole = delivery_close(&conversion->run->delivery, conversion->streams[i].parcel) && whole;
    return whole;
}

static bool has_feed(const struct conversion *conversion)
{
    for (size_t i = 0; i < conversion->stream_count; i++) {
        if (conversion->streams[i].writer->is_feed)
            return true;
    }
    return false;
}

/* ---- Records as they come ----------------------------------------------- */

static bool streams_records(const struct conversion *conversion)
{
    return conversion->stream_count > 0 && !conversion->collection;
}

static void begin_streams(struct conversion *conversion, struct moment first)
{
    struct output_head head;

    if (conversion->begun)
        return;
    conversion->begun = true;
    head = document_head_of_inputs(conversion->inputs, conversion->input_count, first);
    for (size_t i = 0; i < conversion->stream_count; i++)
        output_stream_begin(&conversion->streams[i], &head);
}

/* Whether there is nothing more to write: the limit is reached, or an output
 * has failed. */
static bool is_done(const struct conversion *conversion)
{
    size_t limit = conversion->run->options->limit;

    if (limit > 0 && conversion->put == limit)
        return true;
    for (size_t i = 0; i < conversion->stream_count; i++) {
        if (conversion->streams[i].parcel->sink.why)
            return true;
    }
    return false;
}

static void stream_record(struct conversion *conversion, const struct record *record)
{
    if (is_done(conversion))
        return;
    for (size_t i = 0; i < conversion->stream_count; i++)
        output_stream_put(&conversion->streams[i], record);
    conversion->put++;
}

/* ---- Reading ----------------------------------------------------------- */

static void warn_of_guess(struct conversion *conversion, const struct input *input,
                          const struct digest *digest)
{
    bool *guessed = &conversion->run->guessed;

    if (*guessed || digest->count == 0 || digest->records[0].announced.origin == MOMENT_KNOWN ||
        !has_feed(conversion))
        return;
    *guessed = true;
    diag_warn(
        conversion->run->diag, (struct place){ .file = input->name },
        digest->records[0].announced.origin == MOMENT_GUESSED
            ? "no date is known; the feed takes the month of the newest id, --date says better"
            : "no date is known, and the feed takes 1970; --date says better");
}

/* Where a record was read: in the input of that name, as far as there is one, or
 * in the file that an input tells of. */
static struct place place_of(const struct conversion *conversion, const struct input *input,
                             const struct record *record)
{
    if (input && !view_equal(record->source.file, input->base))
        return (struct place){ .file = input->name };
    for (size_t i = 0; !input && i < conversion->input_count; i++) {
        if (view_equal(record->source.file, conversion->inputs[i].base))
            input = &conversion->inputs[i];
    }
    return input ? (struct place){ input->name, record->source.line, 1 } : PROGRAM;
}

static bool paper_has_authors(void *context, const struct record *record)
{
    const struct conversion *conversion = context;

    return admission_has_authors(conversion->run, record, place_of(conversion, NULL, record));
}

/* False when the record is in error. */
static bool take_record(struct conversion *conversion, const struct input *input,
                        const struct record *read)
{
    struct collection *collection = conversion->collection;
    struct record record = *read;
    struct place place = place_of(conversion, input, read);
    enum admission admission = admission_of(conversion->run, &record, place);

    if (admission == NOT_SELECTED && collection)
        collection_note(collection, &record);
    if (admission != ADMITTED)
        return true;
    if (collection)
        collection_add(collection, &record);
    else if (admission_has_authors(conversion->run, &record, place))
        stream_record(conversion, &record);
    else
        return false;
    return true;
}

/* False when nothing more should be read. */
static bool take_digest(struct conversion *conversion, const struct input *input,
                        const struct digest *digest)
{
    struct run *run = conversion->run;
    bool keep_going = run->options->keep_going;
    bool streaming = streams_records(conversion);
    size_t count = streaming && !keep_going ? digest->sound : digest->count;
    bool sound = true;

    conversion->understood = true;
    run->records += digest->count;
    progress_show(&run->progress, run->files, run->records);
    warn_of_guess(conversion, input, digest);
    if (streaming)
        begin_streams(conversion,
                      digest->count > 0 ? digest->records[0].announced : (struct moment){ 0 });
    for (size_t i = 0; i < count && (sound || keep_going || !streaming); i++)
        sound = take_record(conversion, input, &digest->records[i]) && sound;
    return !streaming || ((keep_going || (!digest->erred && sound)) && !is_done(conversion));
}

/* What a reading brings when the one for metadata failed may lack that. */
static void report_unread(struct conversion *conversion, const struct input *input)
{
    if (!input->unread || reader_unreadable(conversion->run->reader))
        return;
    diag_error(conversion->run->diag, (struct place){ .file = input->name },
               "could not be read whole for metadata: %s", strerror(input->unread));
    conversion->unreadable = true;
}

/* False when nothing more should be read. */
static bool read_input(struct conversion *conversion, struct input *input)
{
    struct run *run = conversion->run;
    size_t errors = conversion->run->diag->errors;
    struct digest digest;
    bool go_on = true;

    if (!input_open(input, conversion->run->diag)) {
        conversion->unreadable = true;
        return true;
    }
    reader_start(run->reader, input);
    while (go_on && reader_next(run->reader, &digest))
        go_on = take_digest(conversion, input, &digest);
    run->files++;
    report_unread(conversion, input);
    conversion->understood = conversion->understood || conversion->run->diag->errors == errors;
    conversion->unreadable = conversion->unreadable || reader_unreadable(run->reader);
    input_close(input);
    return go_on;
}

/* Reads all inputs, so that one run reports all that is wrong with them; in
 * streaming the first error is the end. */
static void read_inputs(struct conversion *conversion)
{
    bool streaming = streams_records(conversion);

    for (size_t i = 0; i < conversion->input_count; i++) {
        if (!read_input(conversion, &conversion->inputs[i]))
            return;
        if (streaming && conversion->run->diag->errors > conversion->errors &&
            !conversion->run->options->keep_going)
            return;
    }
}

static enum conversion_status status_of_inputs(const struct conversion *conversion)
{
    bool erred = conversion->run->diag->errors > conversion->errors;

    if (conversion->unreadable && !conversion->run->options->keep_going)
        return CONVERSION_FAILED;
    if (erred && !conversion->understood)
        return CONVERSION_USELESS;
    return erred ? CONVERSION_ERRORS : CONVERSION_OK;
}

/* ---- Writing ----------------------------------------------------------- */

/* The papers at these places, in this order. */
static void write_papers(const struct conversion *conversion, struct output_stream *stream,
                         const size_t *places, size_t count)
{
    struct output_head head = document_head_of_papers(conversion->collection, places, count,
                                                      conversion->inputs, conversion->input_count);

    output_stream_begin(stream, &head);
    for (size_t i = 0; i < count && !stream->parcel->sink.why; i++) {
        struct record record = collection_get(conversion->collection, places[i]);
        output_stream_put(stream, &record);
    }
    output_stream_end(stream);
}

/* A feed's own order, whose dates are the versions' when its entries are. */
static struct order order_of(const struct output_stream *stream, struct order asked)
{
    struct order newest_first = { stream->feed.id_version ? SORT_UPDATED : SORT_DATE, true };

    return stream->writer->is_feed &&
                   (asked.key == SORT_NONE || (asked.key == SORT_DATE && asked.descending))
               ? newest_first
               : asked;
}

/* A feed without what is in its archive, and the archive. */
static bool write_archive(struct conversion *conversion, struct output_stream *stream)
{
    const struct options *options = conversion->run->options;
    struct feed_archive archive = feed_archive_make(
        conversion->collection, order_of(stream, options->order).key, options->feed_archive,
        stream->writer->suffixes[0], options->settings.feed.url, stream->path, options->limit);
    bool good = true;

    if (archive.page_count > 0)
        stream->feed.prev_archive = archive.pages[0].url;
    write_papers(conversion, stream, archive.feed, archive.feed_count);
    for (size_t i = 0; i < archive.page_count && good; i++) {
        const struct feed_archive_page *page = &archive.pages[i];
        const struct output output = { .path = page->path,
                                       .writer = stream->writer,
                                       .url = page->url };
        struct output_stream leaf;

        good = open_stream(conversion, &leaf, &output);
        if (!good)
            break;
        leaf.feed.month = view_of(page->month);
        leaf.feed.current = options->settings.feed.url;
        leaf.feed.next_archive = i > 0 ? page[-1].url : NULL;
        leaf.feed.prev_archive = i + 1 < archive.page_count ? page[1].url : NULL;
        write_papers(conversion, &leaf, archive.places + page->first, page->count);
        good = delivery_close(&conversion->run->delivery, leaf.parcel);
    }
    feed_archive_free(&archive);
    return good;
}

/* The collection in the order that was asked for, or is the format's own. */
static bool write_collection(struct conversion *conversion, struct output_stream *stream)
{
    const struct options *options = conversion->run->options;
    struct order order = order_of(stream, options->order);
    size_t count = collection_count(conversion->collection), *places;

    if (stream->writer->is_feed && options->feed_archive)
        return write_archive(conversion, stream);
    places = collection_sort(conversion->collection, order);
    if (options->limit > 0 && count > options->limit)
        count = options->limit;
    write_papers(conversion, stream, places, count);
    free(places);
    return !stream->parcel->sink.stopped;
}

/* Once, although outputs may have different papers. */
static void warn_of_keys(const struct conversion *conversion)
{
    for (size_t i = 0; i < conversion->stream_count; i++) {
        const struct output_stream *stream = &conversion->streams[i];
        const char *path = stream->path ? stream->path : "<stdout>";

        if (stream->anonymous == 0)
            continue;
        diag_warn(conversion->run->diag, (struct place){ .file = path },
                  "%zu paper%s no author for {auth} in the key; --fetch or --metadata may have "
                  "authors",
                  stream->anonymous, stream->anonymous == 1 ? " has" : "s have");
        return;
    }
}

/* Writes out what the streams have; the status is that of the inputs unless an
 * output has failed. */
static enum conversion_status finish(struct conversion *conversion, bool good)
{
    enum conversion_status status = status_of_inputs(conversion);
    struct run *run = conversion->run;

    if (!close_streams(conversion) || !good)
        return CONVERSION_FAILED;
    if (status == CONVERSION_USELESS)
        return status;
    warn_of_keys(conversion);
    for (size_t i = 0; run->options->opml && i < conversion->stream_count; i++) {
        const struct output_stream *stream = &conversion->streams[i];

        if (stream->writer->is_feed)
            opml_add(&run->opml, stream->path, &stream->head);
    }
    return status;
}

/* ---- The two ways ------------------------------------------------------ */

static enum conversion_status convert_merged(struct conversion *conversion)
{
    enum conversion_status status;
    bool good = true;

    read_inputs(conversion);
    if (conversion->run->options->require_authors)
        collection_retain(conversion->collection, paper_has_authors, conversion);
    status = status_of_inputs(conversion);
    if (status == CONVERSION_FAILED ||
        (status != CONVERSION_OK && !conversion->run->options->keep_going))
        return status;
    for (size_t i = 0; i < conversion->stream_count && good; i++)
        good = write_collection(conversion, &conversion->streams[i]);
    return finish(conversion, good);
}

static enum conversion_status convert_streaming(struct conversion *conversion)
{
    read_inputs(conversion);
    begin_streams(conversion, (struct moment){ 0 }); /* without any digest: an empty document */
    for (size_t i = 0; i < conversion->stream_count; i++)
        output_stream_end(&conversion->streams[i]);
    return finish(conversion, true);
}

/* Whether records can go out as they come: no order is asked for, and feeds,
 * whose limit is of the newest, have none. */
static bool can_stream(const struct conversion *conversion)
{
    const struct options *options = conversion->run->options;
    return options->no_merge && options->order.key == SORT_NONE &&
           !(options->limit > 0 && has_feed(conversion));
}

enum conversion_status conversion_run(struct run *run, struct input *inputs, size_t input_count,
                                      const struct output *outputs, size_t output_count)
{
    const struct options *options = run->options;
    struct conversion conversion = {
        .run = run, .inputs = inputs, .input_count = input_count, .errors = run->diag->errors
    };
    enum conversion_status status = CONVERSION_FAILED;

    if (run->reads_only) {
        read_inputs(&conversion);
        return status_of_inputs(&conversion);
    }
    if (open_streams(&conversion, outputs, output_count) &&
        (!options->feed_archive ||
         delivery_make_directory(&run->delivery, options->feed_archive))) {
        if (can_stream(&conversion)) {
            status = convert_streaming(&conversion);
        } else {
            conversion.collection = collection_create(!options->no_merge);
            status = convert_merged(&conversion);
            collection_free(conversion.collection);
        }
    }
    free(conversion.streams);
    return status;
}
