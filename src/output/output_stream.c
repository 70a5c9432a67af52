#include "output/output_stream.h"

#include <stdlib.h>
#include <string.h>

#include "output/cut_abstract.h"
#include "record/citation_key.h"

void output_stream_begin(struct output_stream *stream, const struct output_head *head)
{
    const struct writer *writer = stream->writer;
    const struct output_settings *settings = stream->settings;

    static const field_set translated = FIELD_BIT(FIELD_TITLE_ZH) | FIELD_BIT(FIELD_SUMMARY_ZH) |
                                        FIELD_BIT(FIELD_ABSTRACT_ZH);

    stream->head = *head;
    stream->head.writer = writer;
    if ((settings->format.omitted & translated) == translated)
        stream->head.translation = TRANSLATION_ABSENT;
    stream->head.leads = settings->leads.made       ? settings->leads.language
                         : stream->head.translation ? writer->leads
                                                    : LANGUAGE_EN;
    stream->head.settings = settings->format;
    stream->head.feed = stream->feed;
    stream->state = memory_resize(NULL, writer->state_size);
    memset(stream->state, 0, writer->state_size);
    writer->begin(stream->state, &stream->parcel->sink, &stream->head);
    sink_settle(&stream->parcel->sink);
}

static void make_key(struct output_stream *stream, struct record *record)
{
    stream->key.len = 0;
    stream->keyless += !citation_key_put_unique(&stream->key, stream->settings->key, record,
                                                &stream->keys, stream->taken);
    record->key = buffer_view(&stream->key);
}

void output_stream_expect(struct output_stream *stream, struct view arxiv_id)
{
    if (stream->writer->has_keys && stream->settings->key.len == 0)
        citation_key_expect(arxiv_id, &stream->keys, &stream->key);
}

/* Returns the fields that options leave out and the writer does not. */
static field_set omitted_fields(const struct output_stream *stream)
{
    const struct writer *writer = stream->writer;
    field_set needs = writer->needs; /* kept even if options leave them out */

    if (writer->is_feed && stream->feed.id_version)
        needs |= FIELD_BIT(FIELD_VERSION);
    return writer->omits_fields ? 0 : stream->settings->format.omitted & ~needs;
}

/* Marks the abstract that the digest cut, or leaves it out. */
static void show_cut_abstract(struct output_stream *stream, struct record *record)
{
    cut_abstract_mark(record, &stream->abstract);
    if (stream->settings->cut_abstracts == CUT_DROP)
        fields_leave_out(record, FIELD_BIT(FIELD_ABSTRACT));
}

void output_stream_put(struct output_stream *stream, const struct record *record)
{
    const struct writer *writer = stream->writer;
    bool is_cut = record->abstract_truncated && !writer->keeps_cut &&
                  stream->settings->cut_abstracts != CUT_KEEP;
    field_set omitted = omitted_fields(stream);
    struct record shown; /* a copy, which costs more than some formats */

    stream->records++;
    if (stream->parcel->within_a_line)
        buffer_put_byte(sink_buffer(&stream->parcel->sink), '\n');
    stream->parcel->within_a_line = false;
    stream->untitled += record->arxiv_id.len > 0 && record->title.in[LANGUAGE_EN].len == 0 &&
                        record->title.in[LANGUAGE_ZH].len == 0;
    if (writer->has_keys || is_cut || omitted) {
        shown = *record;
        record = &shown;
        if (writer->has_keys)
            make_key(stream, &shown);
        if (is_cut)
            show_cut_abstract(stream, &shown);
        fields_leave_out(&shown, omitted);
    }
    writer->record(stream->state, record);
    sink_settle(&stream->parcel->sink);
}

void output_stream_end(struct output_stream *stream)
{
    stream->writer->end(stream->state);
    free(stream->state);
    stream->state = NULL;
    hash_table_free(&stream->keys);
    buffer_free(&stream->key);
    buffer_free(&stream->abstract);
}
