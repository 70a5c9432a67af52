/* Fuzz targets of a writer and the reader of its format: any bytes as the texts of one paper, which
 * refmill finds again in what it has written, and no other. */
#include "outputs.h"
#include "input/reading.h"
#include "memory.h"
#include "records.h"
#include "target.h"

/* What an input says of a paper. */
struct finding {
    bool is_paper, is_other;
};

/* All links of an entry count as one paper, unless it has an identifier. */
static struct finding find_in(const struct record *records, size_t count,
                              const struct record *paper)
{
    struct finding finding = { 0 };
    bool has_id = false, has_link = false;

    for (size_t i = 0; i < count; i++) {
        const struct record *record = &records[i];

        if (record->arxiv_id.len > 0 && !view_equal(record->arxiv_id, paper->arxiv_id))
            finding.is_other = true;
        if (record->arxiv_id.len > 0 ? view_equal(record->arxiv_id, paper->arxiv_id)
                                     : view_equal(record->url, paper->url))
            finding.is_paper = true;
        has_id = has_id || record->arxiv_id.len > 0;
        has_link = has_link || record->url.len > 0;
    }
    finding.is_other = finding.is_other || (!has_id && has_link && !finding.is_paper);
    return finding;
}

/* Starts a reading of the text, which is kept for the next, since its buffer is larger than any
 * output here. */
static struct reading *read_output(const char *format, struct view output, enum reading_use use,
                                   struct input *input)
{
    static struct reading *readings[READ_TO_EXCLUDE + 1];
    static struct diag silent = { .silent = true };
    static const enum on_fault on_faults[] = {
        [READ_TO_CONVERT] = FAULT_LEFT_OUT, [READ_TO_EXCLUDE] = FAULT_WARNS_ONLY
    };

    if (!readings[use])
        readings[use] = reading_create(NULL, use, on_faults[use],
                                       (struct wanted){ .without_id = true }, &silent);
    *input = (struct input){ .name = format, .in_memory = true, .memory = output };
    reading_start(readings[use], input);
    check(silent.errors == 0, format, "what was written is read", output);
    return readings[use];
}

static void check_found(const char *format, struct view output, const struct record *paper)
{
    struct input input;
    struct reading *reading = read_output(format, output, READ_TO_EXCLUDE, &input);
    size_t step = reading_gives_ids(reading) ? SIZE_MAX : 1;
    struct finding finding = { 0 };
    struct batch batch;

    while (reading_next(reading, &batch)) {
        step = step < batch.count ? step : batch.count;
        for (size_t i = 0; i < batch.count; i += step) {
            struct finding more = find_in(batch.records + i, step, paper);

            finding.is_paper = finding.is_paper || more.is_paper;
            finding.is_other = finding.is_other || more.is_other;
        }
    }
    check(!reading_is_unknown(reading), format, "a reader knows what was written", output);
    check(finding.is_paper, format, "a paper that was written is found", output);
    check(!finding.is_other, format, "no other paper is found", output);
}

/* Records whose writing is their whole content are read as the same. */
static void check_same(const struct writer *writer, struct view output, unsigned flags)
{
    struct buffer copy = { 0 };
    struct input input;
    struct reading *reading;
    struct batch batch;

    buffer_put(&copy, output);
    reading = read_output(writer->name, buffer_view(&copy), READ_TO_CONVERT, &input);
    check(reading_next(reading, &batch) && batch.count == 1, writer->name, "a record is read",
          output);
    outputs_write(writer, batch.records, 1, flags);
    check_equal(writer->name, "what is read and written again is the same",
                memory_written(writer->name), buffer_view(&copy));
    check(!reading_next(reading, &batch), writer->name, "there is no other", buffer_view(&copy));
    buffer_free(&copy);
}

/* Makes *page what memory_written has without style and script, in which the reader spends most of
 * the time. */
static struct view without_assets(struct buffer *page, const char *format)
{
    struct view output = memory_written(format), head, main;

    if (!view_equal(view_of(format), VIEW("html")))
        return output;
    head = (struct view){ output.at, view_find(output, VIEW("<style>")) };
    main = view_skip(output, view_find(output, VIEW("<main>")));
    main.len = view_find(main, VIEW("<script"));
    buffer_put(page, head);
    buffer_put(page, main);
    return buffer_view(page);
}

/* A list in Markdown is of papers at arXiv, and ids are theirs. */
static bool shows_links(const struct writer *writer)
{
    return !view_equal(view_of(writer->name), VIEW("markdown")) && !writer->ids_only;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const struct writer *writer;
    struct record records[RECORDS_MAX];
    struct buffer page = { 0 };
    struct arena arena = { 0 };
    unsigned flags;
    size_t count;

    if (!writer)
        writer = outputs_writer(target_name());
    count = records_read((struct view){ (const char *)bytes, size }, &flags, &arena, records);
    /* Neither is a text: they may name a paper, the topic in Markdown as a heading. */
    records[0].journal_ref = VIEW("");
    records[0].topic_count = 0;
    /* Follows from the time of the list. */
    records[0].published = records[0].updated = records[0].announced;
    if (count > 0 && (records[0].arxiv_id.len > 0 || shows_links(writer))) {
        outputs_write(writer, records, 1, flags);
        check_found(writer->name, without_assets(&page, writer->name), &records[0]);
        if (view_equal(view_of(writer->name), VIEW("jsonl")))
            check_same(writer, memory_written(writer->name), flags);
    }
    buffer_free(&page);
    arena_free(&arena);
    return 0;
}
