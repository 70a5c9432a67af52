#include "job/conversion.h"

#include <stdlib.h>
#include <string.h>

#include "job/feed_archive.h"
#include "collection/collection.h"
#include "text/hash.h"
#include "input/input.h"
#include "job/output_stream.h"
#include "record/word_set.h"

struct conversion {
    struct session *session;
    const struct options *options;
    struct diag *diag;
    struct input *inputs;
    size_t input_count;
    struct output_stream *streams;
    size_t stream_count;           /* of those opened */
    struct collection *collection; /* NULL when streaming */
    bool begun;                    /* the streams, when streaming */
    bool understood;               /* an input */
    bool unreadable;               /* an input, without --keep-going */
    size_t errors;                 /* before */
    size_t put;                    /* records, when streaming */
};

/* ---- Outputs ----------------------------------------------------------- */

static bool open_stream(struct conversion *conversion, struct output_stream *stream,
                        const struct output *output)
{
    struct session *session = conversion->session;

    *stream = (struct output_stream){
        .writer = output->writer,
        .options = conversion->options,
        .taken = session->exclusion ? exclusion_keys(session->exclusion) : NULL,
        .feed = conversion->options->feed,
        .sink = delivery_open(session->delivery, output, conversion->options->out_dir != NULL),
        .path = output->path,
    };
    if (output->url)
        stream->feed.url = output->url;
    stream->behind_line = stream->sink && delivery_is_behind_line(stream->sink);
    return stream->sink != NULL;
}

static bool open_streams(struct conversion *conversion, const struct output *outputs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!delivery_prepare(conversion->session->delivery, &outputs[i]))
            return false;
    }
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
        whole = delivery_close(conversion->session->delivery, conversion->streams[i].sink) && whole;
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

/* ---- Heads ------------------------------------------------------------- */

static struct view channel_of_inputs(const struct conversion *conversion)
{
    struct view channel = { 0 };

    for (size_t i = 0; i < conversion->input_count; i++) {
        if (i > 0 && !view_equal(conversion->inputs[i].channel, channel))
            return (struct view){ 0 };
        channel = conversion->inputs[i].channel;
    }
    return channel;
}

/* The one channel that all papers have. */
static struct view channel_of_collection(const struct conversion *conversion)
{
    size_t count = collection_count(conversion->collection);
    struct view channel = { 0 };

    for (size_t i = 0; i < count; i++) {
        struct view channels = collection_get(conversion->collection, i).channels;
        if (i > 0 && !view_equal(channels, channel))
            return (struct view){ 0 };
        channel = word_set_only(channels);
    }
    return count > 0 ? channel : channel_of_inputs(conversion);
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

/* Before the records are read: by what is known of the inputs, and of the
 * first digest where they have no time. */
static struct output_head head_of_inputs(const struct conversion *conversion,
                                         const struct digest *first)
{
    struct output_head head = { .channel = channel_of_inputs(conversion) };

    for (size_t i = 0; i < conversion->input_count; i++)
        widen(&head, conversion->inputs[i].announced);
    if (head.newest.origin == MOMENT_ABSENT && first && first->count > 0)
        widen(&head, first->records[0].announced);
    return head;
}

/* Of the papers that will be written. */
static struct output_head head_of_papers(const struct conversion *conversion, const size_t *places,
                                         size_t count)
{
    struct output_head head = { .channel = channel_of_collection(conversion) };

    for (size_t i = 0; i < count; i++)
        widen(&head, collection_get(conversion->collection, places[i]).updated);
    if (head.newest.origin == MOMENT_ABSENT) {
        struct output_head inputs = head_of_inputs(conversion, NULL);
        head.oldest = inputs.oldest;
        head.newest = inputs.newest;
    }
    return head;
}

/* ---- Streaming --------------------------------------------------------- */

static void begin_all(struct conversion *conversion, const struct digest *first)
{
    struct output_head head = head_of_inputs(conversion, first);

    for (size_t i = 0; i < conversion->stream_count && !conversion->begun; i++)
        output_stream_begin(&conversion->streams[i], &head);
    conversion->begun = true;
}

static void end_all(struct conversion *conversion)
{
    begin_all(conversion, NULL); /* if no digest has come: a whole, empty output */
    for (size_t i = 0; i < conversion->stream_count; i++)
        output_stream_end(&conversion->streams[i]);
}

/* Whether there is nothing more to write: the limit is reached, or an output
 * has failed. */
static bool is_done(const struct conversion *conversion)
{
    if (conversion->options->limit > 0 && conversion->put == conversion->options->limit)
        return true;
    for (size_t i = 0; i < conversion->stream_count; i++) {
        if (conversion->streams[i].sink->why)
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
    bool *guessed = &conversion->session->guessed;

    if (*guessed || digest->count == 0 || digest->records[0].announced.origin == MOMENT_KNOWN ||
        !has_feed(conversion))
        return;
    *guessed = true;
    diag_warn(
        conversion->diag, (struct place){ .file = input->name },
        digest->records[0].announced.origin == MOMENT_GUESSED
            ? "no date is known; the feed takes the month of the newest id, --date says better"
            : "no date is known, and the feed takes 1970; --date says better");
}

/* Whether an --exclude file has the paper; then it is counted. */
static bool is_left_out(struct session *session, const struct record *record)
{
    if (!session->exclusion || !exclusion_has(session->exclusion, record))
        return false;
    hash_table_add(&session->left_out, hash_text(0, record->url));
    return true;
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

/* Whether the record has the authors that it must have; else an error is
 * reported. */
static bool has_authors(const struct conversion *conversion, const struct record *record,
                        struct place place)
{
    const struct options *options = conversion->options;
    struct view name = record->arxiv_id.len > 0 ? record->arxiv_id : record->url;
    bool asked = options->metadata_count > 0 || options->fetch.wanted;

    if (!options->require_authors || record->author_count > 0)
        return true;
    diag_error(conversion->diag, place, "there are no authors for %.*s; %s%s", (int)name.len,
               name.at, asked ? "" : "--metadata or --fetch may have them, ",
               options->keep_going ? "it is left out" : "-k leaves it out");
    return false;
}

static bool paper_has_authors(void *context, const struct record *record)
{
    const struct conversion *conversion = context;
    return has_authors(conversion, record, place_of(conversion, NULL, record));
}

/* False when the record is in error. */
static bool take_record(struct conversion *conversion, const struct input *input,
                        const struct record *record)
{
    struct session *session = conversion->session;
    struct selection *selection = conversion->options->selection;
    struct record joined;

    if (is_left_out(session, record))
        return true;
    if (session->join) {
        joined = *record;
        join_record(session->join, &joined, place_of(conversion, input, record), conversion->diag);
        record = &joined;
    }
    if (selection && !selection_admits(selection, record)) {
        if (conversion->collection)
            collection_note(conversion->collection, record);
        return true;
    }
    if (conversion->collection) {
        collection_add(conversion->collection, record);
        return true;
    }
    if (!has_authors(conversion, record, place_of(conversion, input, record)))
        return false;
    stream_record(conversion, record);
    return true;
}

/* What becomes of a digest. False when nothing more should be read. */
static bool take_digest(struct conversion *conversion, const struct input *input,
                        const struct digest *digest)
{
    struct session *session = conversion->session;
    bool keep_going = conversion->options->keep_going;
    bool streaming = conversion->stream_count > 0 && !conversion->collection;
    size_t count = streaming && !keep_going ? digest->sound : digest->count;
    bool sound = true;

    conversion->understood = true;
    session->records += digest->count;
    progress_show(&session->progress, session->files, session->records);
    if (session->delivery)
        warn_of_guess(conversion, input, digest);
    if (streaming)
        begin_all(conversion, digest);
    for (size_t i = 0; i < count && (sound || keep_going || !streaming); i++)
        sound = take_record(conversion, input, &digest->records[i]) && sound;
    return !streaming || ((keep_going || (!digest->erred && sound)) && !is_done(conversion));
}

/* What a reading brings when the one for metadata failed may lack that. */
static void report_unread(struct conversion *conversion, const struct input *input)
{
    if (!input->unread || reader_unreadable(conversion->session->reader))
        return;
    diag_error(conversion->diag, (struct place){ .file = input->name },
               "could not be read whole for metadata: %s", strerror(input->unread));
    conversion->unreadable = true;
}

/* False when nothing more should be read. */
static bool read_input(struct conversion *conversion, struct input *input)
{
    struct session *session = conversion->session;
    size_t errors = conversion->diag->errors;
    struct digest digest;
    bool go_on = true;

    if (!input_open(input, conversion->diag)) {
        conversion->unreadable = true;
        return true;
    }
    reader_start(session->reader, input);
    while (go_on && reader_next(session->reader, &digest))
        go_on = take_digest(conversion, input, &digest);
    session->files++;
    report_unread(conversion, input);
    conversion->understood = conversion->understood || conversion->diag->errors == errors;
    conversion->unreadable = conversion->unreadable || reader_unreadable(session->reader);
    input_close(input);
    return go_on;
}

/* Reads all inputs, so that one run reports all that is wrong with them; in
 * streaming the first error is the end. */
static void read_inputs(struct conversion *conversion)
{
    bool streaming = conversion->stream_count > 0 && !conversion->collection;

    for (size_t i = 0; i < conversion->input_count; i++) {
        if (!read_input(conversion, &conversion->inputs[i]))
            return;
        if (streaming && conversion->diag->errors > conversion->errors &&
            !conversion->options->keep_going)
            return;
    }
}

static enum conversion_status status_of_inputs(const struct conversion *conversion)
{
    bool erred = conversion->diag->errors > conversion->errors;

    if (conversion->unreadable && !conversion->options->keep_going)
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
    struct output_head head = head_of_papers(conversion, places, count);

    output_stream_begin(stream, &head);
    for (size_t i = 0; i < count && !stream->sink->why; i++) {
        struct record record = collection_get(conversion->collection, places[i]);
        output_stream_put(stream, &record);
    }
    output_stream_end(stream);
}

/* A feed's own order, whose dates are the versions' when its entries are. */
static struct order order_of(const struct output_stream *stream)
{
    struct order newest_first = { stream->feed.id_version ? SORT_UPDATED : SORT_DATE, true };
    struct order asked = stream->options->order;

    return stream->writer->is_feed &&
                   (asked.key == SORT_NONE || (asked.key == SORT_DATE && asked.descending))
               ? newest_first
               : asked;
}

/* A feed without what is in its archive, and the archive. */
static bool write_archive(struct conversion *conversion, struct output_stream *stream)
{
    const struct options *options = conversion->options;
    struct feed_archive archive = feed_archive_make(
        conversion->collection, order_of(stream).key, options->feed_archive,
        stream->writer->suffixes[0], options->feed.url, stream->path, options->limit);
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
        leaf.feed.current = options->feed.url;
        leaf.feed.next_archive = i > 0 ? page[-1].url : NULL;
        leaf.feed.prev_archive = i + 1 < archive.page_count ? page[1].url : NULL;
        write_papers(conversion, &leaf, archive.places + page->first, page->count);
        good = delivery_close(conversion->session->delivery, leaf.sink);
    }
    feed_archive_free(&archive);
    return good;
}

/* The collection in the order that was asked for, or is the format's own. */
static bool write_collection(struct conversion *conversion, struct output_stream *stream)
{
    const struct options *options = conversion->options;
    struct order order = order_of(stream);
    size_t count = collection_count(conversion->collection), *places;

    if (stream->writer->is_feed && options->feed_archive)
        return write_archive(conversion, stream);
    places = collection_sort(conversion->collection, order.key, order.descending);
    if (options->limit > 0 && count > options->limit)
        count = options->limit;
    write_papers(conversion, stream, places, count);
    free(places);
    return !stream->sink->stopped;
}

/* Once, although outputs may have different papers. */
static void warn_of_keys(const struct conversion *conversion)
{
    for (size_t i = 0; i < conversion->stream_count; i++) {
        const struct output_stream *stream = &conversion->streams[i];
        const char *path = stream->path ? stream->path : "<stdout>";

        if (stream->anonymous == 0)
            continue;
        diag_warn(conversion->diag, (struct place){ .file = path },
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
    struct opml *opml = conversion->session->opml;

    if (!close_streams(conversion) || !good)
        return CONVERSION_FAILED;
    if (status != CONVERSION_USELESS)
        warn_of_keys(conversion);
    for (size_t i = 0; opml && status != CONVERSION_USELESS && i < conversion->stream_count; i++) {
        const struct output_stream *stream = &conversion->streams[i];
        if (stream->writer->is_feed)
            opml_add(opml, stream->path, &stream->head);
    }
    return status;
}

/* ---- The two ways ------------------------------------------------------ */

static enum conversion_status convert_merged(struct conversion *conversion)
{
    enum conversion_status status;
    bool good = true;

    read_inputs(conversion);
    if (conversion->options->require_authors)
        collection_retain(conversion->collection, paper_has_authors, conversion);
    status = status_of_inputs(conversion);
    if (status == CONVERSION_FAILED ||
        (status != CONVERSION_OK && !conversion->options->keep_going))
        return status;
    for (size_t i = 0; i < conversion->stream_count && good; i++)
        good = write_collection(conversion, &conversion->streams[i]);
    return finish(conversion, good);
}

static enum conversion_status convert_streaming(struct conversion *conversion)
{
    read_inputs(conversion);
    end_all(conversion);
    return finish(conversion, true);
}

/* Whether records can go out as they come: no order is asked for, and feeds,
 * whose limit is of the newest, have none. */
static bool can_stream(const struct conversion *conversion)
{
    const struct options *options = conversion->options;
    return options->no_merge && options->order.key == SORT_NONE &&
           !(options->limit > 0 && has_feed(conversion));
}

enum conversion_status conversion_run(struct session *session, struct input *inputs,
                                      size_t input_count, const struct output *outputs,
                                      size_t output_count)
{
    struct conversion conversion = { .session = session,
                                     .options = session->options,
                                     .diag = session->diag,
                                     .inputs = inputs,
                                     .input_count = input_count,
                                     .errors = session->diag->errors };
    enum conversion_status status = CONVERSION_FAILED;

    if (!session->delivery) {
        read_inputs(&conversion);
        return status_of_inputs(&conversion);
    }
    if (open_streams(&conversion, outputs, output_count) &&
        (!session->options->feed_archive ||
         delivery_make_folder(session->delivery, session->options->feed_archive))) {
        if (!can_stream(&conversion)) {
            conversion.collection = collection_create(!session->options->no_merge);
            status = convert_merged(&conversion);
            collection_free(conversion.collection);
        } else {
            status = convert_streaming(&conversion);
        }
    }
    free(conversion.streams);
    return status;
}
