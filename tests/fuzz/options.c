/* Fuzz target: any bytes as a command line, an argument a line. What options
 * have accepted is asked about a record that is made of the same bytes. */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "job/out_dir.h"
#include "check.h"
#include "input/input.h"
#include "text/iri.h"
#include "record/citation_key.h"
#include "records.h"
#include "target.h"

enum { ARGUMENTS_MAX = 24 };

/* ---- The command line -------------------------------------------------- */

struct fuzzed_line {
    const char *arguments[ARGUMENTS_MAX + 2];
    size_t count;
    struct buffer text; /* that the arguments point into */
};

static void split(struct fuzzed_line *command, struct view text)
{
    buffer_put(&command->text, text);
    buffer_put_byte(&command->text, '\0');
    command->arguments[command->count++] = "refmill";
    for (char *at = command->text.at; at && command->count <= ARGUMENTS_MAX;) {
        char *end = strchr(at, '\n');
        command->arguments[command->count++] = at;
        if (end)
            *end++ = '\0';
        at = end;
    }
}

/* What a plugin does is its own. */
static bool loads_plugin(const struct fuzzed_line *command)
{
    for (size_t i = 1; i < command->count; i++) {
        if (strncmp(command->arguments[i], "--pl", 4) == 0)
            return true;
    }
    return false;
}

/* regcomp takes time and memory that double with every repetition of a
 * repetition, and regexec any for what refers back: that is the C library's, and
 * the user's own. */
static bool is_costly(const struct fuzzed_line *command)
{
    enum { PLUSES_MAX = 8 };
    bool matches = false;
    size_t pluses = 0;

    for (size_t i = 1; i < command->count; i++) {
        const char *argument = command->arguments[i];

        matches = matches || strncmp(argument, "--ma", 4) == 0;
        pluses += strpbrk(argument, "{\\") ? PLUSES_MAX + 1 : 0;
        for (; *argument; argument++)
            pluses += *argument == '+';
    }
    return matches && pluses > PLUSES_MAX;
}

/* ---- Values ------------------------------------------------------------ */

/* Read again from the text that it is put as, it is the same. */
static void check_moment(struct moment moment)
{
    struct buffer text = { 0 };
    struct moment again;

    if (moment.origin != MOMENT_KNOWN)
        return;
    moment_put(moment, &text);
    check(moment_read(buffer_view(&text), &again) && again.seconds == moment.seconds &&
              again.origin == moment.origin,
          "--date", "a moment is read again", buffer_view(&text));
    check(date_is_valid(date_of(moment)), "--date", "its day is of the calendar",
          buffer_view(&text));
    buffer_free(&text);
}

static void check_address(const char *option, const char *value,
                          const char *(*find_fault)(struct view))
{
    if (!value)
        return;
    check(find_fault(view_of(value)) == NULL, option, "it is sound", view_of(value));
    check_characters(option, view_of(value));
    check(!strpbrk(value, " <>\"{}|\\^`\n\r"), option, "none of its characters needs quoting",
          view_of(value));
}

static void check_feed_values(const struct feed *feed)
{
    check_address("--feed-home", feed->home, iri_find_web_fault);
    check_address("--feed-url", feed->url, iri_find_web_fault);
    check_address("--feed-id", feed->id, iri_find_fault);
    if (feed->title)
        check_characters("--feed-title", view_of(feed->title));
}

/* The names of the fields are read as the same set. */
static void check_fields(field_set fields)
{
    struct buffer list = { 0 };
    struct view unknown;
    field_set again = 0;

    for (unsigned field = 0; field < FIELDS; field++) {
        if (!(fields & FIELD_BIT(field)))
            continue;
        buffer_put(&list, list.len > 0 ? VIEW(",") : VIEW(""));
        buffer_put(&list, view_of(field_name(field)));
    }
    check(list.len == 0 || (fields_read(buffer_view(&list), &again, &unknown) && again == fields),
          "--omit", "fields are read again", buffer_view(&list));
    buffer_free(&list);
}

/* A key is never empty, and of characters that every program takes. */
static void check_key(struct view pattern, const struct record *record)
{
    struct hash_table used = { 0 };
    struct buffer key = { 0 }, second = { 0 };

    check(pattern.len == 0 || citation_key_find_fault(pattern) == NULL, "--key", "it is a pattern",
          pattern);
    citation_key_put_unique(&key, pattern, record, &used, NULL);
    citation_key_put_unique(&second, pattern, record, &used, NULL);
    check(key.len > 0, "--key", "a key is not empty", pattern);
    check(!view_equal(buffer_view(&key), buffer_view(&second)), "--key", "keys differ",
          buffer_view(&second));
    for (size_t i = 0; i < second.len; i++) {
        char c = second.at[i];
        check(ascii_is_alpha(c) || ascii_is_digit(c) || view_has_byte(VIEW("._+/:-"), c), "--key",
              "a key is legal", buffer_view(&second));
    }
    hash_table_free(&used);
    buffer_free(&key);
    buffer_free(&second);
}

/* ---- Files ------------------------------------------------------------- */

static void check_outputs(const struct options *options)
{
    size_t standard = 0;

    for (size_t i = 0; i < options->output_count; i++) {
        const struct output *output = &options->outputs[i];
        standard += !output->path && !output->receiver;
        check(output->writer != NULL, "-o", "an output has a format", VIEW(""));
        check(!output->path || output->path[0], "-o", "a file has a name", VIEW(""));
    }
    check(options->out_dir || standard <= 1, "-o", "standard output is asked for once", VIEW(""));
}

/* Nothing leads out of the folder. */
static void check_path(const char *folder, const char *path)
{
    struct view rest = view_of(path), part = { 0 };

    check(view_take(&rest, view_of(folder)), "--out-dir", "a name begins with the folder",
          view_of(path));
    while (rest.len > 0) {
        part = (struct view){ rest.at, view_find_byte(rest, '/') };
        check(!view_equal(part, VIEW("..")), "--out-dir", "no part leads out", view_of(path));
        rest = view_skip(rest, part.len + 1);
    }
    check(part.len > 1, "--out-dir", "a file has a name", view_of(path));
}

static void check_batch(const struct options *options)
{
    const struct out_dir directory = { options->out_dir, options->out_url, options->keep_dirs };
    struct input_list inputs = { 0 };
    struct arena arena = { 0 };
    struct diag silent = { .silent = true };
    struct output *outputs;

    for (size_t i = 0; i < options->inputs.count; i++)
        input_list_add_name(&inputs, options->inputs.names[i]);
    outputs = out_dir_outputs(&directory, options->outputs, options->output_count, &inputs, &arena,
                              &silent);
    check(silent.errors == !outputs, "--out-dir", "what cannot be is one error", VIEW(""));
    for (size_t i = 0; outputs && i < inputs.count * options->output_count; i++) {
        check_path(options->out_dir, outputs[i].path);
        check_address("--feed-url", outputs[i].url, iri_find_web_fault);
        check(!options->out_url || !outputs[i].writer->is_feed || outputs[i].url, "--feed-url",
              "a feed in the folder has an address", view_of(outputs[i].path));
    }
    free(outputs);
    input_list_free(&inputs);
    arena_free(&arena);
}

static void check_inputs(const struct options *options)
{
    for (size_t i = 0; i < options->inputs.count; i++) {
        const char *name = options->inputs.names[i].name, *slash = strrchr(name, '/');
        struct view base = view_of(slash ? slash + 1 : name);

        check(name[0] != '\0', "FILE", "it has a name", VIEW(""));
        check_moment(input_moment_of_name(base));
    }
}

/* ---- All --------------------------------------------------------------- */

static void check_options(const struct options *options, const struct record *record)
{
    check_moment(options->date);
    check_feed_values(&options->settings.feed);
    check_address("--fetch-url", options->fetch.url, iri_find_web_fault);
    check_fields(options->settings.format.omitted);
    check_key(options->settings.key, record);
    if (options->action == CONVERT || options->action == CHECK)
        check_inputs(options);
    if (options->action == CONVERT)
        check_outputs(options);
    if (options->action == CONVERT && options->out_dir && options->inputs.count > 0)
        check_batch(options);
    if (options->selection && selection_admits(options->selection, record))
        check(selection_may_admit(options->selection, record), "filters", "what is admitted may be",
              VIEW(""));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct view text = { (const char *)bytes, size };
    struct fuzzed_line command = { 0 };
    struct record records[RECORDS_MAX] = { 0 };
    struct diag silent = { .silent = true };
    struct arena arena = { 0 };
    struct options options;
    bool good;

    split(&command, text);
    if (is_costly(&command) || loads_plugin(&command)) {
        buffer_free(&command.text);
        return -1; /* not to be kept */
    }
    records_of_lines(text, (unsigned)size & FLAG_LINK, &arena, records);
    options_start(&options);
    good = options_read(&options, command.arguments, command.count, &silent) &&
           options_settle(&options, &silent);
    check(silent.errors == !good, "options", "what is none is one error", text);
    if (good)
        check_options(&options, &records[0]);
    options_free(&options);
    buffer_free(&command.text);
    arena_free(&arena);
    return 0;
}
