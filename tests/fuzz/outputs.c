#include "outputs.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "records.h"
#include "output/format_registry.h"

const struct writer *outputs_writer(const char *name)
{
    const struct writer *writer;

    for (size_t i = 0; (writer = format_registry_at(i)); i++) {
        if (strcmp(writer->name, name) == 0)
            return writer;
    }
    check_fail("outputs", "there is such a format", view_of(name));
}

void outputs_write(const struct writer *writer, const struct record *records, size_t count,
                   unsigned flags)
{
    struct output_head head = records_head(writer, flags);
    void *state = memory_resize(NULL, writer->state_size);
    struct sink sink;

    memset(state, 0, writer->state_size);
    memory_reset();
    sink_open_path(&sink, writer->name);
    writer->begin(state, &sink, &head);
    for (size_t i = 0; i < count; i++)
        writer->record(state, &records[i]);
    writer->end(state);
    sink_settle(&sink);
    check(!sink.why, writer->name, "nothing fails", view_of(sink.why ? sink.why : ""));
    sink_discard(&sink);
    free(state);
}

/* An arXiv id a line. */
static void check_ids(const char *format, struct view output, const struct expected *expected)
{
    for (size_t i = 0; i < expected->count; i++) {
        struct view id = expected->records[i].arxiv_id;
        check(id.len == 0 || (view_take(&output, id) && view_take(&output, VIEW("\n"))), format,
              "a line is a record's id", output);
    }
    check(output.len == 0, format, "there are no other lines", output);
}

/* A format that is not here is still checked for its characters. */
static const struct {
    const char *name;
    void (*check)(const char *format, struct view output, const struct expected *expected);
} checks[] = {
    { "atom", check_feed },         { "biblatex", check_bibtex },   { "bibtex", check_bibtex },
    { "csv", check_csv },           { "csl-json", check_csl_json }, { "html", check_html },
    { "ids", check_ids },           { "jsonfeed", check_jsonfeed }, { "jsonl", check_jsonl },
    { "markdown", check_markdown }, { "ris", check_ris },           { "rss", check_feed },
};

void outputs_check(const struct writer *writer, const struct expected *expected)
{
    struct view output = memory_written(writer->name);

    check_characters(writer->name, output);
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        if (strcmp(checks[i].name, writer->name) == 0)
            checks[i].check(writer->name, output, expected);
    }
}
