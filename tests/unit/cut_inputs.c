/* A small input of each kind, cut at every byte: it ends with a status and messages of a line, and
 * gives no paper that the whole has not. */
#include "expect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "refmill.h"

#define SEEDS "tests/fuzz/seeds/"

struct input {
    const char *reader;
    const char *name;   /* of a seed */
    const char *format; /* in which refmill writes that list first, or NULL */
};

static const struct input inputs[] = {
    { "api", "api.xml", NULL },
    { "oai", "arxiv.xml", NULL },
    { "snapshot", "daily.json", NULL },
    { "digest", "digest.md", NULL },
    { "oai", "dublin-core.xml", NULL },
    { "feed", "feed.atom", NULL },
    { "feed", "feed.rdf", NULL },
    { "feed", "feed.rss", NULL },
    { "ids", "ids.txt", NULL },
    { "library", "library.bib", NULL },
    { "markdown", "list.md", NULL },
    { "mail", "mail.eml", NULL },
    { "mail", "mails.mbox", NULL },
    { "oai", "raw.xml", NULL },
    { "jsonl", "records.jsonl", NULL },
    { "snapshot", "rows.json", NULL },
    { "snapshot", "snapshot.jsonl", NULL },
    { "library", "list.md", "ris" },
    { "library", "list.md", "csv" },
    { "library", "list.md", "csl-json" },
    { "library", "list.md", "atom" },
    { "library", "list.md", "html" },
};

/* What a run gave. */
struct outcome {
    struct buffer ids; /* each after a line break, and one after the last */
    const char *fault; /* of a message, or NULL */
    bool has_error;
};

static int see_id(void *context, const refmill_record *record)
{
    struct outcome *outcome = context;
    struct refmill_text id = refmill_record_text(record, REFMILL_FIELD_ARXIV_ID);

    buffer_put(&outcome->ids, (struct view){ id.at, id.length });
    buffer_put_byte(&outcome->ids, '\n');
    return 0;
}

static void see_message(void *context, const struct refmill_diagnostic *diagnostic)
{
    struct outcome *outcome = context;

    outcome->has_error |= diagnostic->severity == REFMILL_ERROR;
    if (!diagnostic->message[0])
        outcome->fault = "an empty message";
    for (const char *at = diagnostic->message; *at; at++) {
        if ((unsigned char)*at < ' ' || *at == '\x7F')
            outcome->fault = "a control character in a message";
    }
}

static int keep_bytes(void *context, const char *bytes, size_t count)
{
    buffer_put(context, (struct view){ bytes, count });
    return 0;
}

/* Returns what the file, a list, is in a format, or its own bytes. */
static struct buffer content_of(const struct input *input)
{
    char path[sizeof SEEDS + 32], bytes[4096];
    struct buffer content = { 0 };
    FILE *file;

    snprintf(path, sizeof path, SEEDS "%s", input->name);
    if (input->format) {
        refmill_job *job = refmill_job_create();

        refmill_job_input_file(job, path);
        refmill_job_output(job, input->format, keep_bytes, &content);
        expect(refmill_job_run(job) == REFMILL_OK, "the list is written");
        refmill_job_free(job);
        return content;
    }
    file = fopen(path, "rb");
    expect(file != NULL, path);
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, file)) > 0;)
        buffer_put(&content, (struct view){ bytes, count });
    fclose(file);
    return content;
}

/* Removes what stands between two marks, with the first. */
static void remove_between(struct buffer *content, const char *start, const char *end)
{
    struct view text = buffer_view(content);
    size_t from = view_find(text, view_of(start));
    size_t to = from + view_find(view_skip(text, from), view_of(end));

    expect(to < text.len, start);
    memmove(content->at + from, content->at + to, content->len - to);
    content->len -= to - from;
}

/* Reads the bytes, of which a copy without room behind it is made: sanitizers see what looks
 * beyond. */
static struct outcome read_input(const char *reader, struct view bytes)
{
    struct outcome outcome = { 0 };
    char *copy = malloc(bytes.len > 0 ? bytes.len : 1);
    refmill_job *job = refmill_job_create();
    enum refmill_status status;

    expect(copy != NULL, "memory");
    memcpy(copy, bytes.at, bytes.len);
    buffer_put_byte(&outcome.ids, '\n');
    refmill_job_on_diagnostic(job, see_message, &outcome);
    refmill_job_option(job, "from", reader);
    refmill_job_option(job, "keep-going", NULL);
    refmill_job_input_memory(job, "cut", copy, bytes.len);
    refmill_job_on_record(job, see_id, &outcome);
    status = refmill_job_run(job);
    if ((status != REFMILL_OK) != outcome.has_error || status == REFMILL_STOPPED)
        outcome.fault = "a status without an error, or an error without a status";
    refmill_job_free(job);
    free(copy);
    return outcome;
}

/* Returns the first id that the whole has not, or an empty view. */
static struct view find_new_id(struct view ids, struct view whole)
{
    for (size_t at = 0, end; at + 1 < ids.len; at = end) {
        end = at + 1 + view_find_byte(view_skip(ids, at + 1), '\n');
        if (view_find(whole, (struct view){ ids.at + at, end + 1 - at }) == whole.len)
            return (struct view){ ids.at + at + 1, end - at - 1 };
    }
    return (struct view){ 0 };
}

static void cuts_are_read(void **state)
{
    const struct input *input = *state;
    struct buffer content = content_of(input);
    struct outcome whole, cut;

    if (input->format && strcmp(input->format, "html") == 0) { /* else most of the bytes */
        remove_between(&content, "<style>", "<main>");
        remove_between(&content, "<script", "</body>");
    }
    whole = read_input(input->reader, buffer_view(&content));
    expect(whole.ids.len > 1, "the whole has papers");
    for (size_t at = 0; at <= content.len; at++) {
        struct view found;

        cut = read_input(input->reader, (struct view){ content.at, at });
        found = find_new_id(buffer_view(&cut.ids), buffer_view(&whole.ids));
        if (cut.fault || found.len > 0)
            fail_msg("cut at %zu: %s%.*s", at, cut.fault ? cut.fault : "it has ", (int)found.len,
                     found.len ? found.at : "");
        buffer_free(&cut.ids);
    }
    buffer_free(&whole.ids);
    buffer_free(&content);
}

int main(void)
{
    struct CMUnitTest tests[LENGTH(inputs)];
    char names[LENGTH(inputs)][64];

    for (size_t i = 0; i < LENGTH(inputs); i++) {
        snprintf(names[i], sizeof names[i], "%s, read as %s", inputs[i].name, inputs[i].reader);
        if (inputs[i].format)
            snprintf(names[i], sizeof names[i], "%s in %s, read as %s", inputs[i].name,
                     inputs[i].format, inputs[i].reader);
        tests[i] = (struct CMUnitTest){ names[i], cuts_are_read, NULL, NULL, (void *)&inputs[i] };
    }
    return cmocka_run_group_tests_name("cut_inputs", tests, NULL, NULL);
}
