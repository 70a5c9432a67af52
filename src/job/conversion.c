#include "job/conversion.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "collection/collection.h"
#include "input/input.h"
#include "job/document_head.h"
#include "job/feed_archive.h"
#include "job/gather_metadata.h"
#include "output/output_stream.h"
#include "text/keyed_hash.h"
#include "text/relative_path.h"

struct conversion {
    struct run *run;
    struct input *inputs;
    size_t input_count;
    struct output_stream *streams;
    size_t stream_count;     /* opened streams */
    struct feed_link *feeds; /* the outputs that are feeds and have a URL */
    size_t feed_count;
    bool has_feed;                 /* an output is a feed, with a URL or without */
    struct collection *collection; /* NULL while streaming: records go to the outputs at once */
    struct left_out left_out;
    bool begun;      /* streaming: the outputs have begun */
    size_t put;      /* streaming: records written */
    bool understood; /* an input could be understood */
    bool unreadable; /* an input could not be read */
    size_t errors;   /* reported before this conversion */
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
    stream->feed.feeds = conversion->feeds;
    stream->feed.feed_count = conversion->feed_count;
    return stream->parcel != NULL;
}

/* Notes the feeds whose URLs are known. */
static void find_feeds(struct conversion *conversion, const struct output *outputs, size_t count)
{
    const struct feed *settings = &conversion->run->options->settings.feed;

    conversion->feeds = memory_resize_array(NULL, count, sizeof *conversion->feeds);
    for (size_t i = 0; i < count; i++) {
        const char *url = outputs[i].url ? outputs[i].url : settings->url;
        const char *type = outputs[i].writer->media_type;

        if (url && type)
            conversion->feeds[conversion->feed_count++] = (struct feed_link){ url, type };
    }
}

static bool streams_records(const struct conversion *conversion)
{
    return conversion->stream_count > 0 && !conversion->collection;
}

/* True once the limit is reached or an output has failed. */
static bool is_done(const struct conversion *conversion)
{
    size_t limit = conversion->run->options->limit;

    for (size_t i = 0; i < conversion->stream_count; i++) {
        if (conversion->streams[i].parcel->sink.why)
            return true;
    }
    return limit > 0 && conversion->put == limit;
}

/* ---- Reading ----------------------------------------------------------- */

/* Returns where a record of the input was read. Records of jsonl have the lines of other files. */
static struct place place_of(const struct input *input, const struct record *record)
{
    return record->source.input ? run_place(record) : (struct place){ .file = input->name };
}

/* Reports only the first of the papers that may lack authors because they could not be fetched. The
 * others count as errors too. */
static void report_unfetched(struct run *run)
{
    if (run->blamed) {
        diag_count_error(run->diag);
        return;
    }
    run->blamed = true;
    diag_error(run->diag, PROGRAM, "papers that were not fetched have no authors; %s",
               run->options->keep_going ? "they are left out" : "use -k to leave them out");
}

/* Returns true if the record has authors; else reports an error. */
static bool has_authors(struct run *run, const struct record *record, struct place place)
{
    const struct options *options = run->options;
    struct view name = record->arxiv_id.len > 0 ? record->arxiv_id : record->url;

    if (record->author_count > 0)
        return true;
    if (run->unfetched) {
        report_unfetched(run);
        return false;
    }
    if (run->authorless++ >= AUTHORLESS_SHOWN) {
        diag_count_error(run->diag);
        return false;
    }
    diag_error(run->diag, place, "%.*s has no authors%s; %s", (int)name.len, name.at,
               run->metadata ? "" : "; try --metadata or --fetch",
               options->keep_going ? "it is left out" : "use -k to leave it out");
    return false;
}

static bool paper_has_authors(void *context, const struct record *record)
{
    const struct conversion *conversion = context;

    return has_authors(conversion->run, record, run_place(record));
}

/* Joins metadata to the record, selects it, and collects or writes it. Returns false if the record
 * has an error. */
static bool take_record(struct conversion *conversion, const struct input *input,
                        const struct record *read)
{
    struct run *run = conversion->run;
    struct selection *selection = run->options->selection;
    struct collection *collection = conversion->collection;
    const struct record *record = read;
    struct record joined;

    if (run->exclusion && exclusion_has(run->exclusion, read)) {
        hash_table_add(&run->left_out, keyed_hash_text(read->url));
        document_head_leave_out(&conversion->left_out, read);
        return true;
    }
    if (run->metadata) {
        joined = *read;
        join_record(&run->join, &joined, place_of(input, read), run->diag);
        record = &joined;
    }
    if (selection && !selection_admits(selection, record)) {
        document_head_leave_out(&conversion->left_out, record);
        if (collection) /* still counts for when the paper was first and last seen */
            collection_note(collection, record);
        return true;
    }
    if (collection) {
        collection_add(collection, record);
        return true;
    }
    if (run->options->require_authors && !has_authors(run, record, place_of(input, read)))
        return false;
    if (is_done(conversion))
        return true;
    for (size_t i = 0; i < conversion->stream_count; i++)
        output_stream_put(&conversion->streams[i], record);
    conversion->put++;
    return true;
}

void conversion_expect(void *context, struct view arxiv_id)
{
    const struct run *run = context;
    const struct conversion *conversion = run->conversion;

    if (!conversion)
        return;
    if (conversion->collection)
        collection_expect(conversion->collection, arxiv_id);
    for (size_t i = 0; i < conversion->stream_count && !conversion->collection; i++)
        output_stream_expect(&conversion->streams[i], arxiv_id);
}

static void begin_streams(struct conversion *conversion, const struct record *first)
{
    struct output_head head;

    if (conversion->begun)
        return;
    conversion->begun = true;
    head = document_head_of_inputs(conversion->inputs, conversion->input_count, first,
                                   &conversion->left_out);
    head.by_day = true;
    for (size_t i = 0; i < conversion->stream_count; i++)
        output_stream_begin(&conversion->streams[i], &head);
}

/* True if a feed shows the day of an announcement, or an option selects by it. */
static bool uses_day(const struct conversion *conversion)
{
    const struct selection *selection = conversion->run->options->selection;

    return conversion->has_feed || (selection && selection_is_by_day(selection));
}

static void report_file_date(const struct run *run, const struct input *input)
{
    struct buffer day = { 0 };

    date_put(date_of(input->announced), &day);
    diag_note(run->diag, (struct place){ .file = input->name },
              "is dated %.*s, when the file was last changed; use --date for another day",
              (int)day.len, day.at);
    buffer_free(&day);
}

/* Returns false if nothing more should be read. */
static bool take_batch(struct conversion *conversion, const struct input *input,
                       const struct batch *batch)
{
    struct run *run = conversion->run;
    bool keep_going = run->options->keep_going, streaming = streams_records(conversion);
    size_t count = streaming && !keep_going ? batch->sound : batch->count;
    struct moment first = { 0 };
    bool sound = true;

    conversion->understood = conversion->understood || batch->count > 0 || !batch->erred;
    run->records += batch->count;
    progress_show(&run->progress, run->files, run->records);
    if (batch->count > 0)
        first = batch->records[0].announced;
    if (!run->guessed && batch->count > 0 && first.origin != MOMENT_KNOWN && conversion->has_feed) {
        run->guessed = true;
        diag_warn(run->diag, (struct place){ .file = input->name },
                  first.origin == MOMENT_GUESSED
                      ? "has no known date, so the feed is dated by the month of the newest id; "
                        "use --date"
                      : "has no known date, so the feed is dated 1970; use --date");
    }
    if (!run->guessed && batch->count > 0 && input->dated_by_file && uses_day(conversion) &&
        first.seconds == input->announced.seconds) {
        run->guessed = true;
        report_file_date(run, input);
    }
    if (streaming)
        begin_streams(conversion, batch->count > 0 ? &batch->records[0] : NULL);
    for (size_t i = 0; i < count && (sound || keep_going || !streaming); i++) {
        if (i + 1 < count)
            conversion_expect(run, batch->records[i + 1].arxiv_id);
        sound = take_record(conversion, input, &batch->records[i]) && sound;
    }
    return !streaming || ((keep_going || (!batch->erred && sound)) && !is_done(conversion));
}

/* Returns false if nothing more should be read. */
static bool read_input(struct conversion *conversion, struct input *input)
{
    struct run *run = conversion->run;
    size_t errors = run->diag->errors;
    struct batch batch;
    bool go_on = true;

    if (!input_open(input, run->diag)) {
        conversion->unreadable = true;
        return true;
    }
    run->conversion = conversion;
    reading_start(run->reading, input);
    if (reading_is_bilingual(run->reading) &&
        conversion->left_out.translation == TRANSLATION_ABSENT)
        conversion->left_out.translation = TRANSLATION_ZH;
    while (go_on && reading_next(run->reading, &batch))
        go_on = take_batch(conversion, input, &batch);
    run->conversion = NULL;
    run->files++;
    if (reading_unreadable(run->reading)) {
        conversion->unreadable = true;
    } else if (input->unread) { /* records may lack metadata */
        diag_error(run->diag, (struct place){ .file = input->name },
                   "could not be read completely at first: %s; its papers may lack metadata",
                   strerror(input->unread));
        conversion->unreadable = true;
    }
    conversion->understood = conversion->understood || run->diag->errors == errors;
    input_close(input);
    return go_on;
}

/* Reads all inputs even after errors, so that one run reports all problems; but while streaming,
 * the first error ends the reading. */
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

/* Returns the order of an output. Unless another is asked for, feeds are newest first, by the date
 * of the version if each version is an entry of its own, and so are the days of a page. The dates
 * of both are those of announcements. */
static struct order order_of(const struct output_stream *stream, struct order asked)
{
    struct order newest_first = { stream->feed.id_version ? SORT_UPDATED : SORT_ANNOUNCED, true };

    if ((stream->writer->by_day || stream->writer->is_feed) && asked.key == SORT_DATE)
        asked.key = SORT_ANNOUNCED;
    if (stream->writer->by_day && (asked.key == SORT_NONE || asked.key == SORT_ANNOUNCED))
        return (struct order){ SORT_DAY, asked.key == SORT_NONE || asked.descending };
    return stream->writer->is_feed &&
                   (asked.key == SORT_NONE || (asked.key == SORT_ANNOUNCED && asked.descending))
               ? newest_first
               : asked;
}

/* Writes the papers at these places, in this order. */
static void write_papers(const struct conversion *conversion, struct output_stream *stream,
                         const size_t *places, size_t count)
{
    struct output_head head = { 0 };
    struct day_count *days = NULL;

    if (!stream->writer->headless)
        head = document_head_of_papers(conversion->collection, places, count, conversion->inputs,
                                       conversion->input_count, &conversion->left_out);
    head.by_day = order_of(stream, conversion->run->options->order).key == SORT_DAY;
    head.counted = true;
    head.papers = count;
    if (head.by_day)
        head.days = days =
            document_head_count_days(conversion->collection, places, count, &head.day_count);
    output_stream_begin(stream, &head);
    for (size_t i = 0; i < count && !stream->parcel->sink.why; i++) {
        struct record record = collection_get(conversion->collection, places[i]);

        if (i + 1 < count)
            output_stream_expect(stream,
                                 collection_identity(conversion->collection, places[i + 1]));
        output_stream_put(stream, &record);
    }
    output_stream_end(stream);
    free(days);
}

/* Sets the links of a page to the pages of its archive, or, within the archive, to the others. */
static void link_pages(struct output_stream *stream, const struct feed_archive *archive,
                       struct archive_link *links, bool within)
{
    for (size_t i = 0; i < archive->page_count; i++) {
        const struct feed_archive_page *page = &archive->pages[i];
        const char *slash = within ? strrchr(page->url, '/') : NULL;

        links[i] = (struct archive_link){ page->month, slash ? slash + 1 : page->url, page->count };
    }
    stream->feed.archive = links;
    stream->feed.archive_count = archive->page_count;
}

/* Sets the links of a feed's archive page to those before and after it. */
static void link_neighbours(struct output_stream *stream, const struct feed_archive *archive,
                            size_t number)
{
    const struct feed_archive_page *page = &archive->pages[number];

    stream->feed.next_archive = number > 0 ? page[-1].url : NULL;
    stream->feed.prev_archive = number + 1 < archive->page_count ? page[1].url : NULL;
}

/* Puts the path to a page from a directory. */
static void put_page_path(struct buffer *out, const char *folder, const char *page)
{
    const char *slash = strrchr(page, '/');

    relative_path_put(out, view_of(folder), relative_path_folder(page));
    buffer_put(out, view_of(slash ? slash + 1 : page));
    buffer_put_byte(out, '\0');
}

/* Writes a feed without its archived entries, or a page, and the archive pages. */
static bool write_archive(struct conversion *conversion, struct output_stream *stream)
{
    const struct options *options = conversion->run->options;
    bool is_page = stream->writer->by_day, good = true;
    const char *folder = is_page ? options->page_archive : options->feed_archive;
    const char *feed_url = is_page ? NULL : options->settings.feed.url;
    struct feed_archive archive = feed_archive_make(
        conversion->collection, is_page ? SORT_DAY : order_of(stream, options->order).key, folder,
        stream->writer->suffixes[0], feed_url, stream->path, options->limit);
    struct archive_link *links = memory_resize_array(NULL, archive.page_count, sizeof *links);
    struct buffer page_path = { 0 };

    if (is_page) {
        put_page_path(&page_path, folder, stream->path);
        link_pages(stream, &archive, links, false);
    } else if (archive.page_count > 0) {
        stream->feed.prev_archive = archive.pages[0].url;
    }
    write_papers(conversion, stream, archive.feed, archive.feed_count);
    for (size_t i = 0; i < archive.page_count && good; i++) {
        const struct feed_archive_page *page = &archive.pages[i];
        const struct output output = { page->path, .writer = stream->writer,
                                       .url = is_page ? NULL : page->url };
        struct output_stream leaf;

        good = open_stream(conversion, &leaf, &output);
        if (!good)
            break;
        leaf.feed.month = view_of(page->month);
        leaf.feed.current = is_page ? page_path.at : feed_url;
        if (is_page)
            link_pages(&leaf, &archive, links, true);
        else
            link_neighbours(&leaf, &archive, i);
        write_papers(conversion, &leaf, archive.places + page->first, page->count);
        good = delivery_close(&conversion->run->delivery, leaf.parcel);
    }
    buffer_free(&page_path);
    free(links);
    feed_archive_free(&archive);
    return good;
}

/* Writes the collection to one output, in its order and up to the limit. */
static bool write_collection(struct conversion *conversion, struct output_stream *stream)
{
    const struct options *options = conversion->run->options;
    struct order order = order_of(stream, options->order);
    size_t count = collection_count(conversion->collection), *places;

    if ((stream->writer->is_feed && options->feed_archive) ||
        (stream->writer->by_day && options->page_archive))
        return write_archive(conversion, stream);
    places = collection_sort(conversion->collection, order);
    if (options->limit > 0 && count > options->limit)
        count = options->limit;
    write_papers(conversion, stream, places, count);
    free(places);
    return !stream->parcel->sink.stopped;
}

/* Warns of a page that is too large to be read, once all of it was put. */
static void warn_if_large(struct run *run, const struct output_stream *stream)
{
    enum { PAPERS = 1000, MB = 1000000, MANY_MB = 20 };
    uint64_t bytes = stream->parcel->sink.size;

    if (!stream->writer->by_day || run->options->page_archive ||
        (stream->records <= PAPERS && bytes <= (uint64_t)MANY_MB * MB))
        return;
    diag_warn(run->diag, (struct place){ .file = stream->parcel->name },
              "has %zu papers and %" PRIu64
              " MB, which is much for a browser; use --page-archive DIR "
              "for a page per month",
              stream->records, (bytes + MB / 2) / MB);
}

/* Closes the outputs. Returns the status of the inputs unless an output has failed. */
static enum conversion_status finish(struct conversion *conversion, bool good)
{
    enum conversion_status status = status_of_inputs(conversion);
    struct run *run = conversion->run;
    size_t keyless = 0, untitled = 0;

    for (size_t i = 0; i < conversion->stream_count; i++)
        good = delivery_close(&run->delivery, conversion->streams[i].parcel) && good;
    for (size_t i = 0; i < conversion->stream_count && good; i++)
        warn_if_large(run, &conversion->streams[i]);
    if (!good)
        return CONVERSION_FAILED;
    if (status == CONVERSION_USELESS)
        return status;
    for (size_t i = 0; i < conversion->stream_count; i++) {
        const struct output_stream *stream = &conversion->streams[i];

        if (stream->keyless > keyless)
            keyless = stream->keyless;
        if (!stream->writer->ids_only && stream->untitled > untitled)
            untitled = stream->untitled;
        if (run->options->opml && stream->writer->is_feed)
            opml_add(&run->opml, stream->path, &stream->head);
    }
    run->keyless += keyless;
    run->untitled += untitled;
    return status;
}

/* ---- Merging and streaming --------------------------------------------- */

/* True if errors in the inputs do not keep the outputs from being written. */
static bool may_write(const struct conversion *conversion, enum conversion_status status)
{
    return status != CONVERSION_FAILED &&
           (status == CONVERSION_OK || conversion->run->options->keep_going);
}

/* Gets metadata for the papers that were collected, unless a first reading got it before. Returns
 * false after reporting an error. */
static bool join_collection(struct conversion *conversion)
{
    struct run *run = conversion->run;
    bool hashes = false;

    for (size_t i = 0; i < conversion->stream_count; i++)
        hashes = hashes || conversion->streams[i].writer->has_hashes;
    return run->metadata || !gather_is_asked(run) ||
           gather_for_collection(run, conversion->collection, hashes);
}

static enum conversion_status convert_merged(struct conversion *conversion)
{
    const struct run *run = conversion->run;
    enum conversion_status status;
    bool good = true;

    read_inputs(conversion);
    status = status_of_inputs(conversion);
    if (!may_write(conversion, status))
        return status;
    if (!join_collection(conversion))
        return CONVERSION_FAILED;
    if (run->options->require_authors) {
        collection_retain(conversion->collection, paper_has_authors, conversion);
        status = status_of_inputs(conversion);
        if (!may_write(conversion, status))
            return status;
    }
    for (size_t i = 0; i < conversion->stream_count && good; i++)
        good = write_collection(conversion, &conversion->streams[i]);
    return finish(conversion, good);
}

static enum conversion_status convert_streaming(struct conversion *conversion)
{
    read_inputs(conversion);
    begin_streams(conversion, NULL); /* if there was no record: an empty document */
    for (size_t i = 0; i < conversion->stream_count; i++)
        output_stream_end(&conversion->streams[i]);
    return finish(conversion, true);
}

/* True if records can be written as they are read: nothing is merged or sorted, and no feed has a
 * limit, which would keep the newest. */
static bool can_stream(const struct conversion *conversion)
{
    const struct options *options = conversion->run->options;
    return options->no_merge && options->order.key == SORT_NONE &&
           !(options->limit > 0 && conversion->has_feed);
}

enum conversion_status conversion_run(struct run *run, struct input *inputs, size_t input_count,
                                      const struct output *outputs, size_t output_count)
{
    const struct options *options = run->options;
    struct conversion conversion = {
        .run = run, .inputs = inputs, .input_count = input_count, .errors = run->diag->errors
    };
    const struct language_choice *leads = &run->options->settings.leads;
    enum conversion_status status = CONVERSION_FAILED;
    bool good = true;

    if (leads->made && leads->language == LANGUAGE_ZH)
        conversion.left_out.translation = TRANSLATION_ZH;
    if (run->reads_only) {
        read_inputs(&conversion);
        return status_of_inputs(&conversion);
    }
    find_feeds(&conversion, outputs, output_count);
    conversion.streams = memory_resize_array(NULL, output_count, sizeof *conversion.streams);
    for (size_t i = 0; i < output_count && good; i++) {
        good = open_stream(&conversion, &conversion.streams[i], &outputs[i]);
        conversion.stream_count += good;
        conversion.has_feed |= outputs[i].writer->is_feed;
    }
    if (good && options->feed_archive)
        good = delivery_make_directory(&run->delivery, options->feed_archive);
    if (good && options->page_archive)
        good = delivery_make_directory(&run->delivery, options->page_archive);
    if (good && can_stream(&conversion)) {
        status = convert_streaming(&conversion);
    } else if (good) {
        conversion.collection = collection_create(!options->no_merge);
        status = convert_merged(&conversion);
        collection_free(conversion.collection);
    }
    free(conversion.streams);
    free(conversion.feeds);
    return status;
}
