#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "iri.h"
#include "key.h"
#include "registry.h"
#include "usage.h"

static const struct place program = { 0 };
static const struct view default_format = { "bibtex", 6 };

static const struct writer *find_format(struct view name, struct diag *diag)
{
    const struct writer *writer = registry_find(name);

    if (!writer)
        diag_error(diag, program, "there is no format '%.*s'; see refmill --list-formats",
                   (int)name.len, name.at);
    return writer;
}

static bool has_suffix(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *base = slash ? slash + 1 : path;

    return base && base[0] != '\0' && strchr(base + 1, '.') != NULL;
}

/* [FORMAT:]FILE. A colon counts only behind the name of a format, or of what
 * looks like one and names no folder. */
static bool read_output(const char *argument, const struct writer *fallback, struct output *output,
                        struct diag *diag)
{
    struct view text = view_of(argument);
    struct view name = { text.at, view_find_byte(text, ':') };

    *output = (struct output){ .path = argument };
    if (name.len < text.len && name.len > 0 && view_find_byte(name, '/') == name.len &&
        view_find_byte(name, '.') == name.len) {
        output->writer = registry_find(name);
        if (!output->writer) {
            diag_error(diag, program,
                       "there is no format '%.*s'; see refmill --list-formats, or say -o ./%s for "
                       "a file of that name",
                       (int)name.len, name.at, argument);
            return false;
        }
        output->path += name.len + 1;
    }
    if (output->path[0] == '\0') {
        diag_error(diag, program, "-o '%s' names no file", argument);
        return false;
    }
    if (strcmp(output->path, "-") == 0)
        output->path = NULL;
    else if (!output->writer)
        output->writer = registry_find_suffix(text);
    if (!output->writer && output->path && registry_find(text)) {
        diag_error(diag, program, "'%s' is a format; say -t %s, or -o %s:FILE", argument, argument,
                   argument);
        return false;
    }
    if (!output->writer)
        output->writer = fallback;
    if (!output->writer && !has_suffix(output->path))
        output->writer = registry_find(default_format);
    if (!output->writer) {
        diag_error(diag, program,
                   "the suffix of '%s' tells no format; say -o FORMAT:FILE or -t FORMAT, see "
                   "refmill --list-formats",
                   argument);
        return false;
    }
    return true;
}

static bool read_language(struct options *options, const char *name, struct diag *diag)
{
    options->has_language = true;
    options->language = strcmp(name, "zh") == 0 ? LANGUAGE_ZH : LANGUAGE_EN;
    if (strcmp(name, "en") == 0 || strcmp(name, "zh") == 0)
        return true;
    diag_error(diag, program, "--lang is en or zh, not '%s'", name);
    return false;
}

static bool read_key(struct options *options, const char *pattern, struct diag *diag)
{
    const char *fault = key_find_fault(view_of(pattern));

    options->key = view_of(pattern);
    if (fault)
        diag_error(diag, program, "--key '%s' is no pattern: %s", pattern, fault);
    return !fault;
}

/* Adds to a set of fields. */
static bool read_fields(uint32_t *fields, const char *option, const char *list, struct diag *diag)
{
    struct buffer names = { 0 };
    struct view unknown;
    bool good = fields_read(view_of(list), fields, &unknown);

    for (unsigned field = 0; field < FIELDS && !good; field++) {
        buffer_put(&names, field == 0 ? VIEW("") : VIEW(", "));
        buffer_put(&names, view_of(field_name(field)));
    }
    if (!good)
        diag_error(diag, program, "%s: there is no field '%.*s'; there are %.*s", option,
                   (int)unknown.len, unknown.at, (int)names.len, names.at);
    buffer_free(&names);
    return good;
}

static bool read_cut(struct options *options, const char *name, struct diag *diag)
{
    static const char *const names[] = { "mark", "keep", "drop" };

    for (int i = CUT_MARK; i <= CUT_DROP; i++) {
        if (strcmp(name, names[i]) == 0) {
            options->cut_abstracts = (enum cut)i;
            return true;
        }
    }
    diag_error(diag, program, "--cut-abstracts is mark, keep or drop, not '%s'", name);
    return false;
}

static bool read_date(struct moment *moment, const char *date, struct diag *diag)
{
    if (input_read_moment(view_of(date), moment))
        return true;
    diag_error(diag, program, "--date wants YYYY-MM-DD or a Unix time of ten digits, not '%s'",
               date);
    return false;
}

/* What keeps the text from being a line of an XML document; NULL: nothing. */
static const char *find_text_fault(struct view text)
{
    size_t length;

    if (utf8_find_malformed(text) < text.len)
        return "is not UTF-8";
    if (view_trim(text).len == 0)
        return "is empty";
    for (; text.len > 0; text = view_skip(text, length)) {
        uint32_t c = utf8_decode(text, &length);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            return "has a control character";
        if (c == 0xFFFE || c == 0xFFFF)
            return "has a character that XML forbids";
    }
    return NULL;
}

/* Takes the value of an option that says something of the feed. */
static bool read_feed(int option, struct feed *feed, const char *value, struct diag *diag)
{
    const struct {
        int option;
        const char **place, *name;
        const char *(*find_fault)(struct view);
        const char *advice;
    } values[] = {
        { OPTION_FEED_TITLE, &feed->title, "--feed-title", find_text_fault,
          "say one line of text, in UTF-8" },
        { OPTION_FEED_HOME, &feed->home, "--feed-home", iri_find_web_fault,
          "say the whole address of a page, as https://example.org/papers" },
        { OPTION_FEED_URL, &feed->url, "--feed-url", iri_find_web_fault,
          "say the whole address of the feed, as https://example.org/feed.atom" },
        { OPTION_FEED_ID, &feed->id, "--feed-id", iri_find_fault,
          "say an absolute IRI, as https://example.org/feed or tag:example.org,2024:feed" },
    };
    const char *fault;
    size_t i = 0;

    while (values[i].option != option)
        i++;
    *values[i].place = value;
    fault = values[i].find_fault(view_of(value));
    if (fault) /* the value as far as it is text */
        diag_error(diag, program, "%s '%.*s' %s; %s", values[i].name,
                   (int)utf8_find_malformed(view_of(value)), value, fault, values[i].advice);
    return !fault;
}

static bool read_environment(struct moment *epoch, struct diag *diag)
{
    const char *value = getenv("SOURCE_DATE_EPOCH");
    struct view text = view_of(value ? value : "");
    uint32_t seconds;

    if (text.len == 0)
        return true;
    if (!view_take_number(&text, UINT32_MAX, &seconds) || text.len > 0) {
        diag_error(diag, program, "SOURCE_DATE_EPOCH is no number of seconds: '%s'", value);
        return false;
    }
    *epoch = (struct moment){ seconds, MOMENT_KNOWN };
    return true;
}

/* What the options say that only makes sense once all are read. */
struct raw {
    const char **outputs; /* the arguments of -o */
    size_t count;
    const struct writer *format; /* -t; NULL without */
    uint32_t omit, only;
};

/* An option without a value. */
static bool read_flag(int option, struct options *options)
{
    switch (option) {
    case OPTION_ASCII:
        options->dress.ascii = true;
        return true;
    case OPTION_EXCEL:
        options->dress.excel = true;
        return true;
    case OPTION_TRANSLATION_LINES:
        options->dress.translation_lines = true;
        return true;
    case OPTION_ID_VERSION:
        options->feed.id_version = true;
        return true;
    case OPTION_NO_MERGE:
        options->no_merge = true;
        return true;
    case 'k':
        options->keep_going = true;
        return true;
    case OPTION_CHECK:
        options->action = CHECK;
        return true;
    case OPTION_LIST:
        options->action = LIST_FORMATS;
        return true;
    case 'h':
        options->action = HELP;
        return true;
    case OPTION_VERSION:
        options->action = VERSION;
        return true;
    default:
        return false;
    }
}

static bool read_option(int option, struct options *options, struct raw *raw, struct diag *diag)
{
    switch (option) {
    case 't':
        raw->format = find_format(view_of(optarg), diag);
        return raw->format != NULL;
    case 'o':
        raw->outputs[raw->count++] = optarg;
        return true;
    case OPTION_LANG:
        return read_language(options, optarg, diag);
    case OPTION_KEY:
        return read_key(options, optarg, diag);
    case OPTION_OMIT:
        return read_fields(&raw->omit, "--omit", optarg, diag);
    case OPTION_ONLY:
        return read_fields(&raw->only, "--only", optarg, diag);
    case OPTION_CUT:
        return read_cut(options, optarg, diag);
    case OPTION_FEED_TITLE:
    case OPTION_FEED_HOME:
    case OPTION_FEED_URL:
    case OPTION_FEED_ID:
        return read_feed(option, &options->feed, optarg, diag);
    case OPTION_DATE:
        return read_date(&options->date, optarg, diag);
    default:
        return read_flag(option, options);
    }
}

static bool is_long_option(const char *word)
{
    size_t length = strcspn(word, "=");

    for (const struct usage *option = usage_table; option->name; option++) {
        if (option->code && strlen(option->name) + 2 == length &&
            strncmp(word + 2, option->name, length - 2) == 0)
            return true;
    }
    return false;
}

/* The table of options as getopt_long wants it; the caller frees it. */
static struct option *make_long_options(void)
{
    struct option *made = NULL;
    size_t count = 0, cap = 0;

    for (const struct usage *option = usage_table;; option++) {
        if (!option->code && option->name)
            continue;
        made = memory_grow_array(made, count, &cap, sizeof *made);
        made[count++] = (struct option){ option->name,
                                         option->value ? required_argument : no_argument, NULL,
                                         option->code };
        if (!option->name)
            return made;
    }
}

/* getopt's own messages have another form, so it is silent and this speaks. */
static void report_unknown(char **argv, int option, struct diag *diag)
{
    const char *word = argv[optind - 1];

    if (option == ':')
        diag_error(diag, program, "option '%s' wants a value; see refmill --help", word);
    else if (optopt > 0 && optopt < 256 && !is_long_option(word))
        diag_error(diag, program, "there is no option '-%c'; see refmill --help", optopt);
    else if (is_long_option(word))
        diag_error(diag, program, "option '%s' takes no value", word);
    else
        diag_error(diag, program, "there is no option '%s'; see refmill --help", word);
}

static bool read_outputs(struct options *options, const struct raw *raw, struct diag *diag)
{
    bool standard = false;

    options->outputs = memory_resize_array(NULL, raw->count + 1, sizeof *options->outputs);
    for (size_t i = 0; i < raw->count; i++) {
        struct output *output = &options->outputs[options->output_count++];

        if (!read_output(raw->outputs[i], raw->format, output, diag))
            return false;
        if (!output->path && standard) {
            diag_error(diag, program, "standard output is asked for twice");
            return false;
        }
        standard = standard || !output->path;
    }
    if (raw->count == 0)
        options->outputs[options->output_count++] =
            (struct output){ NULL, raw->format ? raw->format : registry_find(default_format) };
    return true;
}

/* One address cannot be that of two documents. */
static void warn_of_shared_url(const struct options *options, struct diag *diag)
{
    size_t feeds = 0;

    for (size_t i = 0; i < options->output_count; i++)
        feeds += options->outputs[i].writer->is_feed;
    if (options->feed.url && feeds > 1)
        diag_warn(diag, program,
                  "--feed-url is the address of one feed, and %zu outputs are feeds; write each in "
                  "a run of its own",
                  feeds);
}

bool options_read(int argc, char **argv, struct options *options, struct diag *diag)
{
    static const char *const standard_input[] = { "-" };
    struct raw raw = { .outputs = memory_resize_array(NULL, (size_t)argc, sizeof *raw.outputs) };
    struct option *long_options = make_long_options();
    bool good = true;
    int option;

    *options = (struct options){ .key = VIEW(KEY_DEFAULT) };
    opterr = 0;
    while (good && (option = getopt_long(argc, argv, ":t:o:kh", long_options, NULL)) != -1) {
        if (option == '?' || option == ':') {
            report_unknown(argv, option, diag);
            good = false;
        } else {
            good = read_option(option, options, &raw, diag);
        }
    }
    if (good && (options->action == CONVERT || options->action == CHECK))
        good = read_environment(&options->epoch, diag);
    if (good && options->action == CONVERT)
        good = read_outputs(options, &raw, diag);
    if (good)
        warn_of_shared_url(options, diag);
    options->dress.omitted = raw.omit | (raw.only ? ALL_FIELDS & ~raw.only : 0);
    free(raw.outputs);
    free(long_options);
    options->inputs = (const char *const *)argv + optind;
    options->input_count = (size_t)(argc - optind);
    if (options->input_count == 0) {
        options->inputs = standard_input;
        options->input_count = 1;
    }
    return good;
}

void options_free(struct options *options)
{
    free(options->outputs);
}
